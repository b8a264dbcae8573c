package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Attachment.Type;
import io.deskbridge.core.MessageBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What a message says, by its type. A type that is not known here becomes a placeholder; what is no word to us (a reaction,
 * a system message) is dismissed with its content, so that it can be found and makes no ticket.
 */
final class Contents {
    private Contents() {}

    static MessageBuilder fill(MessageBuilder message, JsonNode json) {
        String type = json.path("type").asText("");
        JsonNode content = json.path(type);
        return switch (type) {
            case "text" -> text(message, content.path("body"), json);
            case "image" -> file(message, Type.IMAGE, content, json);
            case "video" -> file(message, Type.VIDEO, content, json);
            case "audio" -> file(message, Type.AUDIO, content, json);
            case "document" -> file(message, Type.FILE, content, json);
            case "sticker" -> file(message, Type.STICKER, content, json);
            case "location" -> Places.fill(message, content);
            case "contacts" -> filled(message, Cards.text(content), "the contacts");
            case "button" -> text(message, content.path("text"), json);
            case "interactive" -> interactive(message, content);
            case "order" -> filled(message, Orders.text(content), "the order");
            case "reaction" ->
                message.text(content.path("emoji").asText(""))
                        .dismissal("reaction " + content.path("emoji").asText("(taken back)") + " to message "
                                + content.path("message_id").asText("unknown"));
            case "system" ->
                message.text(content.path("body").asText(""))
                        .dismissal("system message: "
                                + content.path("type").asText("unknown") + ", "
                                + content.path("body").asText(""));
            case "request_welcome" -> message.dismissal("the customer opened the chat and has not written yet");
            case "revoke", "edit" -> placeholder(message, "a change of a message that it does not name");
            default -> placeholder(message, unknown(type, json));
        };
    }

    private static MessageBuilder text(MessageBuilder message, JsonNode words, JsonNode json) {
        String text = words.asText("");
        return text.isBlank() ? placeholder(message, "the text") : message.text(withAd(text, json));
    }

    private static MessageBuilder filled(MessageBuilder message, String text, String what) {
        return text.isBlank() ? placeholder(message, what) : message.text(text);
    }

    private static MessageBuilder file(MessageBuilder message, Type type, JsonNode content, JsonNode json) {
        String id = content.path("id").asText("");
        if (id.isBlank()) {
            return placeholder(message, "the " + json.path("type").asText());
        }
        Attachment file = Attachment.of(type, Files.REFERENCE + id);
        String name = content.path("filename").asText("");
        String mimeType = content.path("mime_type").asText("");
        file = name.isBlank() ? file : file.named(name);
        file = mimeType.isBlank() ? file : file.typed(mimeType);
        return message.text(withAd(content.path("caption").asText(""), json)).attachments(List.of(file));
    }

    /** What the customer chose among answers that we offered. */
    private static MessageBuilder interactive(MessageBuilder message, JsonNode content) {
        JsonNode chosen = content.path(content.path("type").asText("unknown"));
        var lines = new ArrayList<String>();
        for (String part : new String[] {"title", "description", "body", "response_json"}) {
            String line = chosen.path(part).asText("");
            if (!line.isBlank()) {
                lines.add(line);
            }
        }
        return filled(
                message,
                String.join("\n", lines),
                "the answer " + content.path("type").asText("unknown"));
    }

    /** The advertisement through which the customer came says what the first words are about. */
    private static String withAd(String text, JsonNode json) {
        JsonNode ad = json.path("referral");
        if (ad.isMissingNode()) {
            return text;
        }
        String about =
                (ad.path("headline").asText("") + " " + ad.path("source_url").asText("")).strip();
        return (text + "\n[" + about + "]").strip();
    }

    private static String unknown(String type, JsonNode json) {
        JsonNode error = json.path("errors").path(0);
        String details = error.path("error_data")
                .path("details")
                .asText(error.path("details").asText(error.path("title").asText("")));
        return "a message of the type " + (type.isBlank() ? "(none)" : type)
                + (details.isBlank() ? "" : ": " + details);
    }

    private static MessageBuilder placeholder(MessageBuilder message, String missing) {
        return message.text("(WhatsApp does not hand over what this message says. The customer can send it in another"
                        + " way. / WhatsApp gibt nicht weiter, was diese Nachricht sagt. Der Kunde kann es auf anderem"
                        + " Weg schicken.)")
                .unread(missing);
    }
}
