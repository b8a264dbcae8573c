package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the errors that X puts beside the data of an answer of 200. */
final class XErrors {
    private static final int MOST_IN_ONE_LOOK_UP = 100;

    private XErrors() {}

    /**
     * Posts that belong to the answer and could not be shown. An error about something that a shown post merely refers
     * to (a deleted parent, a protected quote) is none.
     */
    static Set<String> missingPosts(JsonNode answer) {
        var known = new HashSet<String>();
        answer.path("data").forEach(post -> {
            known.add(post.path("id").asText(""));
            post.path("referenced_tweets")
                    .forEach(one -> known.add(one.path("id").asText("")));
            post.path("referenced_posts")
                    .forEach(one -> known.add(one.path("id").asText("")));
        });
        var missing = new LinkedHashSet<String>();
        for (JsonNode error : answer.path("errors")) {
            String id = error.path("resource_id").asText(error.path("value").asText(""));
            boolean isPost = error.path("resource_type").asText("").matches("tweet|post");
            boolean ofExpansion = error.path("parameter").asText("").contains(".");
            if (isPost && !ofExpansion && XIds.isId(id) && !known.contains(id)) {
                missing.add(id);
            }
        }
        return missing;
    }

    /** Posts of the answer that are gone for good, as against those that we merely may not see. */
    static Set<String> deletedPosts(JsonNode answer) {
        Set<String> missing = missingPosts(answer);
        for (JsonNode error : answer.path("errors")) {
            if (!error.path("type").asText("").endsWith("/resource-not-found")) {
                missing.remove(
                        error.path("resource_id").asText(error.path("value").asText("")));
            }
        }
        return missing;
    }

    /**
     * Which of the posts are gone for good.
     *
     * @param ids any number of them
     * @param read of {@code /2/tweets}, which takes a hundred ids at once
     */
    static Set<String> deletedOf(List<String> ids, Function<Map<String, String>, JsonNode> read) {
        var deleted = new HashSet<String>();
        for (int from = 0; from < ids.size(); from += MOST_IN_ONE_LOOK_UP) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IN_ONE_LOOK_UP));
            deleted.addAll(deletedPosts(read.apply(Map.of("ids", String.join(",", some)))));
        }
        deleted.retainAll(ids);
        return deleted;
    }
}
