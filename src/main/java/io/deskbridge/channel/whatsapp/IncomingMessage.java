package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** One message of a webhook call: its identity here, what it says in {@link Contents}. */
final class IncomingMessage {
    private final String channel;
    private final JsonNode json;
    private final People.Sender sender;
    private final Instant readAt;

    IncomingMessage(String channel, JsonNode json, People.Sender sender, Instant readAt) {
        this.channel = channel;
        this.json = json;
        this.sender = sender;
        this.readAt = readAt;
    }

    Message read() {
        JsonNode edit = json.path("edit");
        if (type().equals("edit")
                && !edit.path("original_message_id").asText("").isEmpty()) {
            return filled(
                            begin(edit.path("original_message_id").asText()).revision(id(), sentAt()),
                            edit.path("message"))
                    .build();
        }
        String revoked = json.path("revoke").path("original_message_id").asText("");
        if (type().equals("revoke") && !revoked.isEmpty()) {
            return begin(revoked).deletedAt(sentAt()).build();
        }
        return filled(begin(id()), json).build();
    }

    /** What a colleague wrote. It changes nothing of a customer's, so an edit of it is one more echo. */
    Message echo() {
        return filled(begin(id()), json).ours(true).build();
    }

    private MessageBuilder begin(String id) {
        return new MessageBuilder(channel, id, Kind.DIRECT, thread(), sender.author(), sentAt());
    }

    private static MessageBuilder filled(MessageBuilder message, JsonNode content) {
        String quoted = content.path("context").path("id").asText("");
        return Contents.fill(message, content).inReplyTo(quoted.isEmpty() ? null : quoted);
    }

    /** In a group all its members share a conversation. */
    private String thread() {
        String group = json.path("group_id").asText("");
        return group.isEmpty() ? sender.key() : group;
    }

    private String type() {
        return json.path("type").asText("");
    }

    /** One without an id is named by its content, so that the same thing read twice is one message. */
    private String id() {
        String id = json.path("id").asText("");
        return id.isBlank() ? "unread-" + UUID.nameUUIDFromBytes(json.toString().getBytes(StandardCharsets.UTF_8)) : id;
    }

    private Instant sentAt() {
        return News.time(json.path("timestamp"), readAt);
    }
}
