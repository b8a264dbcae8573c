package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Attachment.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads what hangs on posts and comments, from the two ways in which Facebook tells it. */
final class Pictures {
    private Pictures() {}

    /** Of a webhook's change: {@code photo}, {@code photos}, {@code video}, or the {@code link} of a picture post. */
    static List<Attachment> pushed(JsonNode value) {
        var found = new ArrayList<Attachment>();
        add(found, Type.IMAGE, value.path("photo"));
        value.path("photos").forEach(photo -> add(found, Type.IMAGE, photo));
        add(found, Type.VIDEO, value.path("video"));
        switch (value.path("item").asText("")) {
            case "photo" -> add(found, Type.IMAGE, value.path("link"));
            case "video" -> add(found, Type.VIDEO, value.path("link"));
            default -> {}
        }
        return found;
    }

    private static void add(List<Attachment> found, Type type, JsonNode url) {
        Items.uri(url.asText("")).ifPresent(uri -> found.add(Attachment.of(type, uri.toString())));
    }

    /** Of the API: a comment's {@code attachment}, or each of a post's {@code attachments}. */
    static List<Attachment> listed(JsonNode attachment) {
        JsonNode parts = attachment.path("subattachments").path("data");
        if (!parts.isEmpty()) {
            var found = new ArrayList<Attachment>();
            parts.forEach(part -> found.addAll(listed(part)));
            return found;
        }
        Optional<Type> type = type(attachment.path("type").asText(""));
        String image = attachment.path("media").path("image").path("src").asText("");
        String film = attachment.path("media").path("source").asText("");
        String url = type.filter(Type.VIDEO::equals).isPresent() && !film.isEmpty() ? film : image;
        return type.filter(known -> !url.isEmpty())
                .map(known -> List.of(Attachment.of(known, url)))
                .orElse(List.of());
    }

    /** What a post or comment shares: a page elsewhere, not a file. */
    static Optional<String> shared(JsonNode attachment) {
        boolean file = type(attachment.path("type").asText("")).isPresent();
        return file
                ? Optional.empty()
                : Items.uri(attachment
                                .path("unshimmed_url")
                                .asText(attachment.path("url").asText("")))
                        .map(Object::toString);
    }

    private static Optional<Type> type(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (name.contains("video")) {
            return Optional.of(Type.VIDEO);
        }
        if (name.contains("sticker")) {
            return Optional.of(Type.STICKER);
        }
        return name.contains("photo") || name.contains("album") || name.contains("animated_image")
                ? Optional.of(Type.IMAGE)
                : Optional.empty();
    }
}
