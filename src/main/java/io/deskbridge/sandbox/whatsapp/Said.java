package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One message in a chat.
 *
 * @param fromBusiness else from the person
 * @param content as it came in or goes out: {@code type} and what belongs to it
 * @param callbackData what the business wants to have back with each status; may be empty
 * @param status the last one that was told; empty for a customer's
 */
record Said(
        String id,
        Person person,
        boolean fromBusiness,
        ObjectNode content,
        String callbackData,
        Instant at,
        String status) {

    Said now(String newStatus) {
        return new Said(id, person, fromBusiness, content, callbackData, at, newStatus);
    }

    /** What people see of it. */
    String words() {
        String type = content.path("type").asText();
        var part = content.path(type);
        return switch (type) {
            case "text" -> part.path("body").asText();
            case "template" -> TemplateBook.words(part);
            case "image", "video", "audio", "document", "sticker" ->
                ("[" + type + "] " + part.path("caption").asText("")).strip();
            default -> "[" + type + "]";
        };
    }
}
