package io.deskbridge.channel.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphApi;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends one reply as one message. That WhatsApp takes it says nothing of its delivery; statuses tell. */
final class Sender {
    static final int CAPTION = 1024;
    /** A business-scoped user id: the customer's country, a point, and more than a number. */
    private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9.]+");

    private final GraphApi api;
    private final WhatsAppSettings settings;
    private final Templates templates;
    private final Clock clock;

    Sender(GraphApi api, WhatsAppSettings settings, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.templates = new Templates(api, settings.businessAccount());
        this.clock = clock;
    }

    Sent send(Reply reply, SendKey key) {
        var body = new LinkedHashMap<String, Object>();
        body.put("messaging_product", "whatsapp");
        body.putAll(recipient(reply.conversation().thread()));
        body.putAll(content(reply));
        // every status of the message brings it back: the only way to learn what became of a call whose answer was lost
        body.put("biz_opaque_callback_data", key.toString());
        JsonNode answer = api.post("/" + settings.phoneNumberId() + "/messages", body);
        String id = answer.path("messages").path(0).path("id").asText("");
        if (id.isBlank()) {
            throw new Failure.Uncertain("WhatsApp took a message and gave it no id");
        }
        return new Sent(id, Optional.empty(), clock.instant());
    }

    private static Map<String, Object> recipient(String thread) {
        if (thread.endsWith("@g.us")) {
            return Map.of("recipient_type", "group", "to", thread);
        }
        if (thread.equals("unknown")) {
            throw new Failure.Rejected(new Words(
                    "WhatsApp did not tell who wrote this message",
                    "WhatsApp hat nicht mitgeteilt, wer diese Nachricht schrieb"));
        }
        return Map.of("recipient_type", "individual", USER_ID.matcher(thread).matches() ? "recipient" : "to", thread);
    }

    private Map<String, Object> content(Reply reply) {
        Optional<TemplateLine> template = TemplateLine.of(reply.text());
        if (template.isPresent()) {
            return template(template.get(), reply);
        }
        var content = new LinkedHashMap<String, Object>();
        String answered = reply.inReplyTo().id().value();
        if (answered.startsWith("wamid.")) {
            content.put("context", Map.of("message_id", answered));
        }
        if (reply.attachments().isEmpty()) {
            content.put("type", "text");
            content.put(
                    "text",
                    Map.of("body", reply.text(), "preview_url", reply.text().contains("https://")));
        } else {
            content.putAll(file(reply));
        }
        return content;
    }

    private Map<String, Object> template(TemplateLine template, Reply reply) {
        if (template.asksForList()) {
            throw new Failure.Rejected(templates.list());
        }
        return Map.of("type", "template", "template", template.wire(header(reply)));
    }

    /** What hangs on the comment stands in the template's header; which kind it must be is said by the template. */
    private Optional<Map<String, Object>> header(Reply reply) {
        if (reply.attachments().isEmpty()) {
            return Optional.empty();
        }
        Media media = reply.media().fetch(reply.attachments().get(0), OutgoingFile.MAX_BYTES);
        OutgoingFile file = OutgoingFile.of(media);
        if (!file.takesWords()) {
            throw new Failure.Rejected(new Words(
                    "a template has a picture, a film or a document above its words, and no sound",
                    "eine Vorlage hat ein Bild, einen Film oder ein Dokument über ihren Worten, keine Tonaufnahme"));
        }
        return Optional.of(Map.of("type", file.type(), file.type(), uploaded(media, file)));
    }

    /** By its id, with a document's name. */
    private Map<String, Object> uploaded(Media media, OutgoingFile file) {
        JsonNode uploaded = api.upload(
                "/" + settings.phoneNumberId() + "/media",
                Map.of("messaging_product", "whatsapp", "type", media.mimeType()),
                "file",
                media);
        String id = uploaded.path("id").asText("");
        if (id.isBlank()) {
            throw new Failure.Unavailable("WhatsApp took a file and gave it no id"); // nothing was sent yet
        }
        return file.type().equals("document") ? Map.of("id", id, "filename", media.name()) : Map.of("id", id);
    }

    private Map<String, Object> file(Reply reply) {
        String words = reply.text().strip();
        if (words.length() > CAPTION) {
            throw new Failure.Rejected(new Words(
                    "with an attachment WhatsApp takes " + CAPTION + " characters, and it has " + words.length(),
                    "mit einem Anhang nimmt WhatsApp " + CAPTION + " Zeichen, und er hat " + words.length()));
        }
        Media media = reply.media().fetch(reply.attachments().get(0), OutgoingFile.MAX_BYTES);
        OutgoingFile file = OutgoingFile.of(media);
        if (!words.isEmpty() && !file.takesWords()) {
            throw new Failure.Rejected(new Words(
                    "WhatsApp sends a sound without words; write the words as a comment of their own",
                    "WhatsApp sendet eine Tonaufnahme ohne Worte; bitte die Worte als eigenen Kommentar schreiben"));
        }
        var content = new LinkedHashMap<>(uploaded(media, file));
        if (!words.isEmpty()) {
            content.put("caption", words);
        }
        return Map.of("type", file.type(), file.type(), content);
    }
}
