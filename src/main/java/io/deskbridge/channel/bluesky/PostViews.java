package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks posts up by their addresses. */
final class PostViews {
    private static final int MOST_AT_ONCE = 25;

    private final Xrpc xrpc;

    PostViews(Xrpc xrpc) {
        this.xrpc = xrpc;
    }

    /** The posts that we may see, by address; what is deleted or blocked is left out by the network. */
    Map<String, JsonNode> of(List<String> uris) {
        var views = new LinkedHashMap<String, JsonNode>();
        for (int from = 0; from < uris.size(); from += MOST_AT_ONCE) {
            List<String> some = uris.subList(from, Math.min(uris.size(), from + MOST_AT_ONCE));
            for (JsonNode post :
                    xrpc.query("app.bsky.feed.getPosts", Map.of(), "uris", some).path("posts")) {
                views.put(post.path("uri").asText(), post);
            }
        }
        return views;
    }
}
