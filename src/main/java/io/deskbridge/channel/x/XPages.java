package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads X's lists, which begin with the newest, page after page. */
final class XPages {
    /** Mentions reach back 800 posts and direct messages 30 days; more pages mean that X goes in circles. */
    private static final int MOST = 200;

    private XPages() {}

    /**
     * @param call makes one call
     * @param enough whether the page need not be followed by another
     */
    static List<JsonNode> read(
            Function<Map<String, String>, JsonNode> call, Map<String, String> query, Predicate<JsonNode> enough) {
        var pages = new ArrayList<JsonNode>();
        var asked = new LinkedHashMap<String, String>(query);
        while (pages.size() < MOST) {
            JsonNode page = call.apply(asked);
            if (!page.isObject()) {
                throw new Failure.Unreadable("X answered a list with something that is no JSON object");
            }
            pages.add(page);
            String next = page.path("meta").path("next_token").asText("");
            if (next.isEmpty() || enough.test(page)) {
                break;
            }
            asked.put("pagination_token", next);
        }
        return pages;
    }
}
