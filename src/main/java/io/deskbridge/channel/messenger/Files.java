package io.deskbridge.channel.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Attachment.Type;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what hangs on messages. Addresses of files end after a while, so the hub fetches them soon. */
final class Files {
    private Files() {}

    /** Of a webhook. */
    static List<Attachment> pushed(JsonNode message) {
        var found = new ArrayList<Attachment>();
        for (JsonNode attachment : message.path("attachments")) {
            JsonNode payload = attachment.path("payload");
            String type = attachment.path("type").asText("");
            if (type.equals("location")) {
                JsonNode place = payload.path("coordinates");
                found.add(Attachment.of(
                        Type.LOCATION,
                        "geo:" + place.path("lat").asText("0") + ","
                                + place.path("long").asText("0")));
            } else {
                uri(payload.path("url").asText(attachment.path("url").asText("")))
                        .map(uri -> Attachment.of(type(type, payload), uri.toString()))
                        .map(file -> named(file, attachment.path("title").asText("")))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    /** Of the list of conversations. */
    static List<Attachment> listed(JsonNode message) {
        var found = new ArrayList<Attachment>();
        for (JsonNode attachment : message.path("attachments").path("data")) {
            String mime = attachment.path("mime_type").asText("");
            String url = attachment
                    .path("image_data")
                    .path("url")
                    .asText(attachment
                            .path("video_data")
                            .path("url")
                            .asText(attachment.path("file_url").asText("")));
            uri(url).map(uri -> Attachment.of(typeOf(mime), uri.toString()))
                    .map(file -> named(file, attachment.path("name").asText("")))
                    .ifPresent(found::add);
        }
        uri(message.path("sticker").asText(""))
                .ifPresent(uri -> found.add(Attachment.of(Type.STICKER, uri.toString())));
        return found;
    }

    private static Attachment named(Attachment file, String name) {
        return name.isBlank() ? file : file.named(name);
    }

    private static Type type(String type, JsonNode payload) {
        if (payload.has("sticker_id")) {
            return Type.STICKER;
        }
        return switch (type) {
            case "image" -> Type.IMAGE;
            case "video", "reel", "ig_reel" -> Type.VIDEO;
            case "audio" -> Type.AUDIO;
            case "file" -> Type.FILE;
            case "sticker" -> Type.STICKER;
            default -> Type.UNKNOWN;
        };
    }

    private static Type typeOf(String mime) {
        return mime.startsWith("image/")
                ? Type.IMAGE
                : mime.startsWith("video/") ? Type.VIDEO : mime.startsWith("audio/") ? Type.AUDIO : Type.FILE;
    }

    static Optional<URI> uri(String text) {
        try {
            return text.matches("https?://.+") ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
