package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.CommandLine;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.PrivateReply;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The one private message with which the account may answer a comment below its media, within seven days
 * (developers.facebook.com/docs/instagram-platform/private-replies). Instagram takes no second one, so that an attempt
 * whose outcome is not known may be repeated; whether it arrived is looked up all the same, to tell the agent.
 */
final class PrivateReplies {
    private final Account us;
    private final GraphApi api;
    private final Clock clock;

    PrivateReplies(Account us, GraphApi api, Clock clock) {
        this.us = us;
        this.api = api;
        this.clock = clock;
    }

    Sent send(Reply reply, CommandLine line, SendKey key) {
        refuse(reply);
        JsonNode answer = api.post(
                "/me/messages",
                Map.of(
                        "recipient",
                        Map.of("comment_id", reply.inReplyTo().id().value()),
                        "message",
                        Map.of("text", line.rest(), "metadata", key.toString())));
        String id = Wire.text(answer.path("message_id"));
        if (id.isEmpty()) {
            throw new Failure.Uncertain("Instagram took the private answer and did not tell its id");
        }
        return new Sent(id, Optional.empty(), clock.instant());
    }

    private void refuse(Reply reply) {
        Kind kind = reply.inReplyTo().kind();
        if (kind == Kind.DIRECT) {
            throw new Failure.Rejected(new Words(
                    "this conversation is private already; please send the words without /private",
                    "dieses Gespräch ist schon privat; bitte die Worte ohne /private schicken"));
        }
        if (kind != Kind.COMMENT) {
            throw new Failure.Rejected(new Words(
                    "Instagram takes a private answer only to comments below your own media. You can answer in public",
                    "Instagram nimmt eine private Antwort nur auf Kommentare unter eigenen Beiträgen an. Öffentlich geht"
                            + " es"));
        }
        PrivateReply.refuse("Instagram", reply, clock.instant());
    }

    /** Among the newest messages of the conversation that it began, or went into. */
    Optional<Sent> find(Reply reply, CommandLine line, SendKey key) {
        Message answered = reply.inReplyTo();
        String author = answered.author().id();
        var query = new LinkedHashMap<String, String>();
        query.put("platform", "instagram");
        query.put("limit", "25");
        query.put("fields", "id,participants," + ConversationSource.MESSAGES);
        if (author.matches("\\d+")) {
            query.put("user_id", author);
        }
        for (JsonNode conversation : DirectWriter.conversations(api, query).path("data")) {
            Optional<Sent> found = with(answered, conversation)
                    ? DirectWriter.oldest(
                            us,
                            conversation.path("messages").path("data"),
                            line.rest(),
                            false,
                            DirectWriter.earliest(key))
                    : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Whether it is the one with the author; everybody's, where Instagram did not tell who that is. */
    private static boolean with(Message answered, JsonNode conversation) {
        String id = answered.author().id();
        String name = answered.author().handle();
        if (id.startsWith("unknown:")) {
            return true;
        }
        for (JsonNode participant : conversation.path("participants").path("data")) {
            if (Wire.text(participant.path("id")).equals(id)
                    || !name.isBlank()
                            && Wire.text(participant.path("username")).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
