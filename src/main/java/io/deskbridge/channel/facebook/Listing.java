package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Kind;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.GraphTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of the page's that is looked through: posts, posts elsewhere, recommendations.
 *
 * @param edge its name in the API
 * @param fields what to ask of each
 * @param root reads the post or recommendation
 * @param comments where the comments below it stand
 * @param elsewhere others' posts: of the comments there only those that concern us are brought
 */
record Listing(
        String edge,
        String fields,
        Function<JsonNode, Item> root,
        Function<JsonNode, JsonNode> comments,
        boolean elsewhere) {
    private static final String OF_POSTS = Wire.POST + "," + Wire.COMMENTS;

    static Listing feed() {
        return posts("feed", false);
    }

    static Listing ads() {
        return posts("ads_posts", false);
    }

    static Listing mentions() {
        return posts("tagged", true);
    }

    private static Listing posts(String edge, boolean elsewhere) {
        return new Listing(
                edge, OF_POSTS, post -> Wire.post(post, Kind.MENTION), post -> post.path("comments"), elsewhere);
    }

    static Listing ratings() {
        return new Listing(
                "ratings",
                "created_time,review_text,recommendation_type,rating,reviewer{id,name},open_graph_story{id,"
                        + Wire.COMMENTS + "}",
                Listing::rating,
                rating -> rating.path("open_graph_story").path("comments"),
                false);
    }

    private static Item rating(JsonNode rating) {
        JsonNode reviewer = rating.path("reviewer");
        return Ratings.rating(
                Ids.id(rating.path("open_graph_story").path("id")),
                rating,
                Ids.author(reviewer.path("id"), reviewer.path("name")),
                GraphTime.of(rating.path("created_time")));
    }

    JsonNode first(GraphApi api, String page, int limit) {
        var query = new LinkedHashMap<String, String>();
        query.put("fields", fields);
        query.put("limit", String.valueOf(limit));
        if (edge.equals("feed")) {
            query.put("include_hidden", "true");
        }
        return api.get("/" + page + "/" + edge, query);
    }

    Optional<JsonNode> next(GraphApi api, String page, JsonNode listed) {
        Optional<Map<String, String>> query = GraphApi.next(listed);
        return query.map(asked -> api.get("/" + page + "/" + edge, asked));
    }
}
