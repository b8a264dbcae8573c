package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.http.meta.GraphTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads posts and comments as the API lists them. */
final class Wire {
    static final String COMMENT =
            "id,message,from,created_time,parent{id,from},attachment,is_hidden,permalink_url,message_tags";
    static final String COMMENTS = "comments.filter(stream).order(reverse_chronological).limit(25){" + COMMENT + "}";
    static final String POST = "id,message,from,created_time,is_hidden,permalink_url,attachments";

    private Wire() {}

    /**
     * @param kind of a post by somebody else than the page
     */
    static Item post(JsonNode post, Kind kind) {
        var media = new ArrayList<io.deskbridge.core.Attachment>();
        Optional<String> link = Optional.empty();
        for (JsonNode attachment : post.path("attachments").path("data")) {
            media.addAll(Pictures.listed(attachment));
            link = link.or(() -> Pictures.shared(attachment));
        }
        String id = Ids.id(post.path("id"));
        return new Item(
                id,
                id,
                kind,
                Ids.author(post.path("from").path("id"), post.path("from").path("name")),
                post.path("message").asText(""),
                media,
                link,
                GraphTime.of(post.path("created_time")),
                Optional.of(post.path("permalink_url").asText("")),
                Optional.empty(),
                post.path("is_hidden").asBoolean(false));
    }

    /**
     * @param thread the post's id
     */
    static Item comment(JsonNode comment, String thread) {
        String parent = Ids.id(comment.path("parent").path("id"));
        return new Item(
                Ids.id(comment.path("id")),
                thread,
                Kind.COMMENT,
                Ids.author(comment.path("from").path("id"), comment.path("from").path("name")),
                comment.path("message").asText(""),
                List.copyOf(Pictures.listed(comment.path("attachment"))),
                Pictures.shared(comment.path("attachment")),
                GraphTime.of(comment.path("created_time")),
                Optional.of(comment.path("permalink_url").asText("")),
                Optional.of(parent.isEmpty() ? thread : parent),
                comment.path("is_hidden").asBoolean(false));
    }
}
