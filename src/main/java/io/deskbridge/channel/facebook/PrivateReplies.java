package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.ChannelContract.TextRule;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.ReplyCommand;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import io.deskbridge.http.meta.PrivateReply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The one private message with which a page may answer a comment, within seven days
 * (developers.facebook.com/docs/messenger-platform/discovery/private-replies). What the customer answers comes to
 * Messenger.
 */
final class PrivateReplies {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    static final ReplyCommand COMMAND =
            PrivateReply.command(new TextRule(2000, new Words("characters", "Zeichen"), String::length), true);

    private final Items items;
    private final GraphApi api;
    private final Clock clock;

    PrivateReplies(Items items, GraphApi api, Clock clock) {
        this.items = items;
        this.api = api;
        this.clock = clock;
    }

    Sent send(Reply reply, CommandLine line, SendKey key) {
        Message answered = reply.inReplyTo();
        refuse(reply);
        JsonNode state = state(answered, "can_reply_privately");
        if (!state.path("can_reply_privately").asBoolean(false)) {
            throw new Failure.Rejected(new Words(
                    "Facebook takes no private answer to it: one was sent before, or its author takes none. You can"
                            + " answer in public",
                    "Facebook nimmt hierauf keine private Antwort an: Es gab schon eine, oder der Verfasser nimmt keine."
                            + " Öffentlich geht es noch"));
        }
        boolean post = answered.id().value().equals(answered.conversation().thread());
        JsonNode answer = api.post(
                "/" + items.page() + "/messages",
                Map.of(
                        "recipient",
                        Map.of(post ? "post_id" : "comment_id", answered.id().value()),
                        "message",
                        // the page's Messenger, where it comes back, then knows that the hub wrote it
                        Map.of("text", line.rest(), "metadata", key.toString())));
        String id = answer.path("message_id").asText("");
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Facebook took the private answer and did not tell its id");
        }
        return new Sent(id, Optional.empty(), clock.instant());
    }

    private void refuse(Reply reply) {
        Message answered = reply.inReplyTo();
        if (answered.kind() == Kind.REVIEW) {
            throw new Failure.Rejected(new Words(
                    "Facebook takes no private answer to a recommendation. You can answer in public",
                    "Facebook nimmt auf eine Empfehlung keine private Antwort an. Öffentlich geht es"));
        }
        PrivateReply.refuse("Facebook", reply, clock.instant());
    }

    /** As long as Facebook would take one, none stands there; else it is looked for in the conversation it began. */
    Optional<Sent> find(Reply reply, CommandLine line, SendKey key) {
        JsonNode state = shown(reply.inReplyTo());
        if (state.path("can_reply_privately").asBoolean(false)) {
            return Optional.empty();
        }
        Instant since = key.reservedAt().minus(CLOCKS_DIFFER);
        JsonNode messages =
                state.path("private_reply_conversation").path("messages").path("data");
        for (JsonNode message : messages) {
            Instant at = GraphTime.of(message.path("created_time")).orElse(since);
            boolean same = message.path("message").asText("").strip().equals(line.rest());
            if (same
                    && !at.isBefore(since.minusSeconds(1))
                    && Ids.id(message.path("from").path("id")).equals(items.page())) {
                return Optional.of(new Sent(message.path("id").asText(), Optional.empty(), at));
            }
        }
        if (messages.isMissingNode()) {
            throw new Failure.Unavailable("Facebook does not show what was answered in private");
        }
        return Optional.empty();
    }

    /** What is refused here must not be taken for an answer that was refused: it may stand there. */
    private JsonNode shown(Message answered) {
        try {
            return state(
                    answered,
                    "can_reply_privately,private_reply_conversation{messages.limit(25){id,message,from,created_time}}");
        } catch (Failure.Rejected refused) {
            throw new Failure.Rejected(new Words(
                    "Facebook does not show whether the private answer arrived; please look, and send it again if it did"
                            + " not",
                    "Facebook zeigt nicht, ob die private Antwort ankam; bitte nachsehen und sie erneut schicken, falls"
                            + " nicht"));
        }
    }

    private JsonNode state(Message answered, String fields) {
        return api.get("/" + answered.id().value(), Map.of("fields", fields));
    }
}
