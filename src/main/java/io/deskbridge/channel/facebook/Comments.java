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
 * @param concerning those that name us or answer us
 * @param complete whether these are all; else older ones were left out
 */
record Comments(List<Item> items, Set<String> concerning, boolean complete) {
    /** So many pages of one post are more than anybody answers; older comments were brought long ago. */
    private static final int MOST_PAGES = 100;

    /**
     * Reads on from the page that came with the post.
     *
     * @param us the page's number
     * @param goOn whether what stands on a page is reason to read the next one
     */
    static Comments read(GraphApi api, String thread, JsonNode first, String us, Predicate<List<Item>> goOn) {
        var items = new ArrayList<Item>();
        var concerning = new HashSet<String>();
        Optional<JsonNode> page = Optional.of(first);
        for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
            var listed = new ArrayList<Item>();
            for (JsonNode comment : page.get().path("data")) {
                Item item = Wire.comment(comment, thread);
                if (!item.id().isEmpty()) {
                    listed.add(item);
                    if (concerns(comment, us)) {
                        concerning.add(item.id());
                    }
                }
            }
            items.addAll(listed);
            Optional<Map<String, String>> next = GraphApi.next(page.get());
            if (next.isEmpty()) {
                return new Comments(items, concerning, true);
            }
            page = goOn.test(listed) ? next.map(query -> api.get("/" + thread + "/comments", query)) : Optional.empty();
        }
        return new Comments(items, concerning, false);
    }

    /** Whose comment it answers is told with it: that one may stand on a page that is not read any more. */
    private static boolean concerns(JsonNode comment, String us) {
        if (Ids.id(comment.path("parent").path("from").path("id")).equals(us)) {
            return true;
        }
        for (JsonNode tag : comment.path("message_tags")) {
            if (Ids.id(tag.path("id")).equals(us)) {
                return true;
            }
        }
        return false;
    }

    /** Below others' posts: what is ours, what answers us, and what names us. */
    Comments concerning(Items us) {
        var ours = new HashSet<String>();
        items.stream().filter(us::isOurs).forEach(item -> ours.add(item.id()));
        return new Comments(
                items.stream()
                        .filter(item -> ours.contains(item.id())
                                || concerning.contains(item.id())
                                || item.parent().filter(ours::contains).isPresent())
                        .toList(),
                concerning,
                complete);
    }
}
