package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Reads direct messages out of the log's events.
 *
 * @param channel the channel's configured name
 * @param us our account's DID
 */
record DirectMessages(String channel, String us) {
    private static final String THREAD = "dm:";

    /** The log also tells of reactions, of people who come and go, and of what was read. */
    static boolean isMessage(JsonNode event) {
        String type = event.path("$type").asText();
        return type.endsWith("#logCreateMessage") || type.endsWith("#logDeleteMessage");
    }

    /** The conversation behind a thread of ours. */
    static String convo(Message message) {
        String thread = message.conversation().thread();
        return thread.startsWith(THREAD) ? thread.substring(THREAD.length()) : thread;
    }

    Message read(JsonNode event, JsonNode profile, Instant now) {
        JsonNode said = event.path("message");
        String id = said.path("id").asText();
        String convo = event.path("convoId").asText();
        String sender = said.at("/sender/did").asText();
        Instant sentAt = Posts.time(said.path("sentAt")).orElse(now);
        String missing = convo.isBlank() ? "convoId" : id.isBlank() ? "message.id" : sender.isBlank() ? "sender" : "";
        String known = !id.isBlank()
                ? id
                : "unreadable:" + UUID.nameUUIDFromBytes(event.toString().getBytes(StandardCharsets.UTF_8));
        var message = new MessageBuilder(
                        channel,
                        known,
                        Kind.DIRECT,
                        convo.isBlank() ? known : THREAD + convo,
                        Posts.author(profile, sender.isBlank() ? "unknown" : sender),
                        sentAt)
                .ours(sender.equals(us));
        if (event.path("$type").asText().endsWith("#logDeleteMessage")) {
            return message.deletedAt(now).build();
        }
        if (missing.isEmpty() && !said.path("text").isTextual()) {
            missing = "message.text";
        }
        return missing.isEmpty()
                ? message.text(text(said)).build()
                : message.text("[A direct message that could not be read: " + missing + " is missing.]")
                        .unread(missing)
                        .build();
    }

    private static String text(JsonNode said) {
        String words = RichText.expand(said.path("text").asText(), said.path("facets"));
        return PostUri.parse(said.at("/embed/record/uri").asText())
                .map(post -> (words + "\n" + post.permalink(post.did())).strip())
                .orElse(words);
    }
}
