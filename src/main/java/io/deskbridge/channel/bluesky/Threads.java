package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what stands below our newest posts and below the posts that we answered. */
final class Threads {
    private static final String DEPTH = "10";

    private final Xrpc xrpc;

    Threads(Xrpc xrpc) {
        this.xrpc = xrpc;
    }

    /**
     * The replies in the threads of our newest posts, each once: all below a post of ours, and below a post that we
     * answered only what its author added, because the rest of a stranger's thread is not addressed to us.
     *
     * @param most how many of our posts
     */
    Collection<JsonNode> newest(String us, int most) {
        var replies = new LinkedHashMap<String, JsonNode>();
        for (Map.Entry<String, String> top : tops(us, most).entrySet()) {
            // our answer's own thread still stands when the customer has deleted what we answered
            Optional<JsonNode> thread = thread(top.getKey()).or(() -> thread(top.getValue()));
            thread.ifPresent(node -> {
                String author = did(node);
                collect(node, us, author, author.equals(us), replies);
            });
        }
        return replies.values();
    }

    /** What to read the threads of, and the post of ours because of which. */
    private Map<String, String> tops(String us, int most) {
        JsonNode feed = xrpc.query(
                        "app.bsky.feed.getAuthorFeed",
                        Map.of("actor", us, "filter", "posts_with_replies", "limit", String.valueOf(most)))
                .path("feed");
        var tops = new LinkedHashMap<String, String>();
        for (JsonNode item : feed) {
            JsonNode post = item.path("post");
            String uri = post.path("uri").asText();
            if (PostUri.parse(uri).filter(own -> own.did().equals(us)).isEmpty()) {
                continue; // a repost
            }
            String parent = post.at("/record/reply/parent/uri").asText();
            if (PostUri.parse(parent).filter(other -> !other.did().equals(us)).isPresent()) {
                tops.putIfAbsent(parent, uri);
            } else if (post.path("replyCount").asInt(1) > 0) {
                tops.putIfAbsent(uri, uri);
            }
        }
        return tops;
    }

    /** Empty when it cannot be had; one thread that the network refuses must not hold up the others. */
    private Optional<JsonNode> thread(String uri) {
        try {
            return xrpc.find(
                            "app.bsky.feed.getPostThread",
                            Map.of("uri", uri, "depth", DEPTH, "parentHeight", "0"),
                            Set.of("NotFound"))
                    .map(answer -> answer.path("thread"))
                    // a blocked or deleted post stands there without its content
                    .filter(node -> node.path("post").isObject());
        } catch (Failure.Rejected refused) {
            return Optional.empty();
        }
    }

    private static void collect(
            JsonNode node, String us, String author, boolean belowUs, Map<String, JsonNode> replies) {
        for (JsonNode reply : node.path("replies")) {
            if (!reply.path("post").isObject()) {
                continue;
            }
            String did = did(reply);
            if (belowUs || did.equals(us) || did.equals(author)) {
                replies.putIfAbsent(reply.at("/post/uri").asText(), reply.path("post"));
            }
            collect(reply, us, author, belowUs || did.equals(us), replies);
        }
    }

    private static String did(JsonNode node) {
        return node.at("/post/author/did").asText();
    }
}
