package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.meta.GraphApi;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The comments below a post, newest first, as far as they were listed.
 *
 * @param complete whether these are all; else older ones were left out
 */
record Comments(List<Item> items, boolean complete) {
    /** So many pages of one post are more than anybody answers; older comments were brought long ago. */
    private static final int MOST_PAGES = 100;

    /**
     * Reads on from the page that came with the post, as long as there is news.
     *
     * @param isNews whether something was not brought before
     */
    static Comments read(GraphApi api, String thread, JsonNode first, Predicate<Item> isNews) {
        var items = new ArrayList<Item>();
        Optional<JsonNode> page = Optional.of(first);
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            boolean news = false;
            for (JsonNode comment : page.get().path("data")) {
                Item item = Wire.comment(comment, thread);
                if (!item.id().isEmpty()) {
                    items.add(item);
                    news |= isNews.test(item);
                }
            }
            Optional<Map<String, String>> next = GraphApi.next(page.get());
            if (next.isEmpty()) {
                return new Comments(items, true);
            }
            page = news ? next.map(query -> api.get("/" + thread + "/comments", query)) : Optional.empty();
        }
        return new Comments(items, false);
    }

    /** Below others' posts: what is ours, what answers us, and what names us. */
    Comments concerning(Items us, Set<String> naming) {
        var ours = new HashSet<String>();
        items.stream().filter(us::isOurs).forEach(item -> ours.add(item.id()));
        return new Comments(
                items.stream()
                        .filter(item -> ours.contains(item.id())
                                || naming.contains(item.id())
                                || item.parent().filter(ours::contains).isPresent())
                        .toList(),
                complete);
    }

    /** The ids of the comments of a page that name us. */
    static Set<String> naming(JsonNode page, String us) {
        var naming = new HashSet<String>();
        for (JsonNode comment : page.path("data")) {
            for (JsonNode tag : comment.path("message_tags")) {
                if (Ids.id(tag.path("id")).equals(us)) {
                    naming.add(Ids.id(comment.path("id")));
                }
            }
        }
        return naming;
    }
}
