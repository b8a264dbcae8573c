package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what names us elsewhere. It cannot be listed: the webhook tells the ids, once, and the words are asked for through
 * our own account (developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/mentions). What could
 * not be read then is remembered, and the next poll reads it; a restart forgets it, and the placeholder stays.
 */
final class Mentions {
    private static final int MOST = 200;
    /** Not every account may ask for the names; words without a name are better than none. */
    private static final List<String> OF_COMMENTS =
            List.of("id,text,timestamp,username,media{id,permalink,username}", "id,text,timestamp,media{id}");

    private static final List<String> OF_MEDIA =
            List.of("id,caption,timestamp,username,permalink", "id,caption,timestamp");

    private final Account us;
    private final GraphApi api;
    private final Map<String, String> open = new LinkedHashMap<>();
    private volatile Runnable news = () -> {};

    Mentions(Account us, GraphApi api) {
        this.us = us;
        this.api = api;
    }

    /** Whom to tell that there is something to read. */
    void listener(Runnable listener) {
        news = listener;
    }

    /** To be read by the next poll. */
    void later(String id, String media) {
        synchronized (this) {
            if (open.size() < MOST) {
                open.put(id, media);
            }
        }
        news.run();
    }

    /** The media by the ids to be read. */
    synchronized Map<String, String> open() {
        return new LinkedHashMap<>(open);
    }

    synchronized void done(String id) {
        open.remove(id);
    }

    /**
     * The comment, or the caption when the id is the medium's own.
     *
     * @return empty when Instagram does not show it to us
     */
    Optional<Comment> read(String id, String media) {
        boolean caption = id.equals(media);
        String field = caption ? "mentioned_media" : "mentioned_comment";
        for (String fields : caption ? OF_MEDIA : OF_COMMENTS) {
            try {
                JsonNode found = api.get(
                                "/" + us.id(),
                                Map.of(
                                        "fields",
                                        field + (caption ? ".media_id(" : ".comment_id(") + id + "){" + fields + "}"))
                        .path(field);
                return found.isObject() ? Optional.of(comment(found, id, media)) : Optional.empty();
            } catch (Failure.Rejected refused) {
                continue; // with fewer fields
            }
        }
        return Optional.empty();
    }

    private Comment comment(JsonNode found, String id, String media) {
        boolean caption = id.equals(media);
        JsonNode medium = caption ? found : found.path("media");
        // a comment below our own medium that also names us is answered like any other there
        boolean own = !caption && Wire.text(medium.path("username")).equalsIgnoreCase(us.username());
        return new Comment(
                id,
                media,
                own ? Kind.COMMENT : Kind.MENTION,
                Comment.author(found),
                Wire.text(found.path(caption ? "caption" : "text")),
                GraphTime.of(found.path("timestamp")),
                Optional.empty(),
                Wire.uri(Wire.text(medium.path("permalink"))),
                false);
    }
}
