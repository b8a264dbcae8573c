package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What came along with posts and messages: authors, pictures, the posts they refer to. X writes users in four ways:
 * plain, wrapped in {@code data}, and each of them as a list or by id.
 */
record XIncludes(Map<String, JsonNode> users, Map<String, JsonNode> media, Map<String, JsonNode> posts) {
    static XIncludes of(JsonNode includes) {
        var users = new HashMap<String, JsonNode>();
        for (JsonNode user : includes.path("users")) {
            put(users, user.has("data") ? user.path("data") : user, "id");
        }
        var media = new HashMap<String, JsonNode>();
        includes.path("media").forEach(one -> put(media, one, "media_key"));
        var posts = new HashMap<String, JsonNode>();
        includes.path("tweets").forEach(one -> put(posts, one, "id"));
        includes.path("posts").forEach(one -> put(posts, one, "id"));
        return new XIncludes(users, media, posts);
    }

    private static void put(Map<String, JsonNode> map, JsonNode node, String key) {
        String id = node.path(key).asText("");
        if (!id.isEmpty()) {
            map.put(id, node);
        }
    }

    Optional<JsonNode> user(String id) {
        return Optional.ofNullable(users.get(id));
    }

    Optional<JsonNode> medium(String key) {
        return Optional.ofNullable(media.get(key));
    }

    Optional<JsonNode> post(String id) {
        return Optional.ofNullable(posts.get(id));
    }
}
