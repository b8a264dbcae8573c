package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Words;
import java.util.Map;

/**
 * Deletes posts of ours (docs.x.com/x-api/posts/delete-post). X does not say what it answers for one that is not there, so
 * whatever is not a plain yes is looked up: nothing that still stands is taken for gone.
 */
final class XRetraction {
    private final XApi api;

    XRetraction(XApi api) {
        this.api = api;
    }

    void retract(Message inReplyTo, String sentId) {
        // a private message has a number as well
        if (inReplyTo.kind() == Kind.DIRECT || !XIds.isId(sentId)) {
            throw new Failure.Rejected(new Words(
                    "it is a private answer, and those stay as they are",
                    "es ist eine private Antwort, die bleibt, wie sie ist"));
        }
        try {
            if (isDeleted(api.delete("/2/tweets/" + sentId))) {
                return;
            }
        } catch (Failure.Rejected refused) {
            if (stands(sentId)) {
                throw refused;
            }
            return;
        }
        if (stands(sentId)) {
            throw new Failure.Rejected(new Words(
                    "X took the deletion, and the post still stands there",
                    "X nahm die Löschung an, und der Beitrag steht dort noch"));
        }
    }

    private static boolean isDeleted(JsonNode answer) {
        return answer.at("/data/deleted").asBoolean(false);
    }

    private boolean stands(String id) {
        return !XErrors.deletedPosts(api.read("/2/tweets", Map.of("ids", id))).contains(id);
    }
}
