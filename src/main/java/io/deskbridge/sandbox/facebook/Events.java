package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What happened, as a webhook tells it (developers.facebook.com/docs/graph-api/webhooks/reference/page). */
final class Events {
    private Events() {}

    /** A change of the page's timeline or of its recommendations. */
    static ObjectNode change(String verb, Node node, Who by) {
        return node.kind() == Node.Kind.RATING
                        || node.isComment() && !node.post().contains("_")
                ? entry("ratings", rating(verb, node, by), node.place())
                : entry("feed", feed(verb, node, by), node.place());
    }

    /** Somebody named the page elsewhere. Who it was is often not told. */
    static ObjectNode mention(Node node, Who page) {
        ObjectNode value = Views.object()
                .put("item", node.isComment() ? "comment" : "post")
                .put("verb", "add")
                .put("post_id", node.post())
                .put("created_time", node.createdAt().getEpochSecond())
                .put("message", node.message());
        if (node.isComment()) {
            value.put("comment_id", node.id());
        }
        return entry("mention", value, page);
    }

    private static ObjectNode entry(String field, ObjectNode value, Who page) {
        ObjectNode entry =
                Views.object().put("id", page.id()).put("time", Instant.now().getEpochSecond());
        entry.putArray("changes").addObject().put("field", field).set("value", value);
        return entry;
    }

    private static ObjectNode feed(String verb, Node node, Who by) {
        ObjectNode value = Views.object();
        value.set("from", Views.who(by));
        value.put("item", item(node)).put("verb", verb).put("post_id", node.post());
        value.put("created_time", node.createdAt().getEpochSecond());
        if (node.isComment()) {
            value.put("comment_id", node.id()).put("parent_id", node.parent().orElse(node.post()));
        }
        value.putObject("post").put("permalink_url", "https://www.facebook.com/" + node.post());
        if (!verb.equals("remove")) {
            if (!node.message().isEmpty()) {
                value.put("message", node.message());
            }
            node.picture().ifPresent(id -> value.put(node.isComment() ? "photo" : "link", Webhooks.picture(id)));
        }
        return value;
    }

    private static String item(Node node) {
        if (node.isComment()) {
            return "comment";
        }
        if (node.picture().isPresent()) {
            return "photo";
        }
        return node.author().isPage() ? "status" : "post";
    }

    private static ObjectNode rating(String verb, Node node, Who by) {
        ObjectNode value = Views.object().put("verb", verb).put("open_graph_story_id", node.post());
        if (node.isComment()) {
            value.put("item", "comment").put("comment_id", node.id());
            value.set("from", Views.who(by));
            String post = by.id() + "_" + node.post();
            return value.put("post_id", post)
                    .put("parent_id", node.parent().orElse(post))
                    .put("created_time", node.createdAt().getEpochSecond())
                    .put("message", node.message());
        }
        return value.put("item", "rating")
                .put("reviewer_id", node.author().id())
                .put("reviewer_name", node.author().name())
                .put("review_text", node.message())
                .put("recommendation_type", node.verdict().orElse("positive").toUpperCase(java.util.Locale.ROOT))
                .put("created_time", node.createdAt().getEpochSecond());
    }
}
