package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import java.util.ArrayList;
import java.util.List;

/** Reads what hangs on posts and messages. */
final class XAttachments {
    /** Stands before the key of a picture that X named but did not describe. */
    static final String UNKNOWN = "x-media:";

    private XAttachments() {}

    static List<Attachment> of(JsonNode attachments, XIncludes includes) {
        var found = new ArrayList<Attachment>();
        for (JsonNode key : attachments.path("media_keys")) {
            found.add(includes.medium(key.asText())
                    .map(medium -> attachment(key.asText(), medium))
                    .orElseGet(() -> Attachment.of(Attachment.Type.UNKNOWN, UNKNOWN + key.asText())));
        }
        return found;
    }

    /** The one attachment of a direct message as webhooks write it, which is how API 1.1 did. */
    static List<Attachment> ofWebhook(JsonNode attachment) {
        JsonNode medium = attachment.path("media");
        String url = medium.path("media_url_https").asText("");
        if (medium.isMissingNode()) {
            return List.of();
        }
        return List.of(
                url.isEmpty()
                        ? Attachment.of(
                                Attachment.Type.UNKNOWN,
                                UNKNOWN + medium.path("id_str").asText("unnamed"))
                        : Attachment.of(type(medium), url));
    }

    private static Attachment attachment(String key, JsonNode medium) {
        String url = video(medium.path("variants"));
        if (url.isEmpty()) {
            url = medium.path("url").asText(medium.path("preview_image_url").asText(""));
        }
        if (url.isEmpty()) {
            return Attachment.of(Attachment.Type.UNKNOWN, UNKNOWN + key);
        }
        Attachment attachment = Attachment.of(type(medium), url);
        String words = medium.path("alt_text").asText("");
        return words.isEmpty() ? attachment : attachment.described(words);
    }

    private static Attachment.Type type(JsonNode medium) {
        return switch (medium.path("type").asText("")) {
            case "photo" -> Attachment.Type.IMAGE;
            case "video", "animated_gif" -> Attachment.Type.VIDEO;
            default -> Attachment.Type.UNKNOWN;
        };
    }

    /** The best film; X offers several and a playlist. */
    private static String video(JsonNode variants) {
        String best = "";
        long bestRate = -1;
        for (JsonNode variant : variants) {
            long rate = variant.path("bit_rate").asLong(0);
            if (variant.path("content_type").asText("").equals("video/mp4") && rate > bestRate) {
                best = variant.path("url").asText("");
                bestRate = rate;
            }
        }
        return best;
    }
}
