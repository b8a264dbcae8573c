package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One message of a conversation.
 *
 * @param fromPage else from the person
 * @param content {@code text}, {@code attachments}, {@code reply_to} and what else the webhook tells of it
 * @param edits how often its words were changed
 */
record Said(String id, Person person, boolean fromPage, ObjectNode content, Instant at, int edits) {
    String text() {
        return content.path("text").asText("");
    }

    /** With other words. */
    Said saying(String words) {
        return new Said(id, person, fromPage, content.deepCopy().put("text", words), at, edits + 1);
    }

    /** What people see of it. */
    String words() {
        var words = new StringBuilder(text());
        content.path("attachments").forEach(part -> words.append(words.isEmpty() ? "" : " ")
                .append('[')
                .append(part.path("type").asText("file"))
                .append(']'));
        return words.isEmpty() ? "[message]" : words.toString();
    }
}
