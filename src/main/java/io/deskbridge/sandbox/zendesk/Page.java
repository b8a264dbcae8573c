package io.deskbridge.sandbox.zendesk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zendesk's two ways of paging a list. A caller who says {@code page[size]} pages by cursor, any other by
 * {@code page=2&per_page=50}.
 */
final class Page {
    private static final int MOST = 100;

    private Page() {}

    /**
     * @param parameters of the call, decoded
     * @param path below {@link Paths#ROOT}, for the link to the next page
     */
    static <T> Map<String, @Nullable Object> of(String name, List<T> all, Map<String, String> parameters, String path) {
        return parameters.containsKey("page[size]")
                ? byCursor(name, all, parameters, path)
                : byNumber(name, all, parameters, path);
    }

    private static <T> Map<String, @Nullable Object> byCursor(
            String name, List<T> all, Map<String, String> parameters, String path) {
        int size = size(parameters.get("page[size]"));
        int from = Math.min(number(parameters.get("page[after]"), 0), all.size());
        int to = Math.min(from + size, all.size());
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put(name, all.subList(from, to));
        var meta = new LinkedHashMap<String, @Nullable Object>();
        meta.put("has_more", to < all.size());
        meta.put("after_cursor", to > from ? String.valueOf(to) : null);
        page.put("meta", meta);
        var links = new LinkedHashMap<String, @Nullable Object>();
        links.put(
                "next",
                to < all.size() ? Paths.address(path) + "?page%5Bsize%5D=" + size + "&page%5Bafter%5D=" + to : null);
        page.put("links", links);
        return page;
    }

    private static <T> Map<String, @Nullable Object> byNumber(
            String name, List<T> all, Map<String, String> parameters, String path) {
        int size = size(parameters.get("per_page"));
        int number = Math.max(1, number(parameters.get("page"), 1));
        int from = (int) Math.min((number - 1L) * size, all.size());
        int to = Math.min(from + size, all.size());
        var page = new LinkedHashMap<String, @Nullable Object>();
        page.put(name, all.subList(from, to));
        page.put(
                "next_page",
                to < all.size() ? Paths.address(path) + "?page=" + (number + 1) + "&per_page=" + size : null);
        page.put("previous_page", null);
        page.put("count", all.size());
        return page;
    }

    private static int size(@Nullable String value) {
        return Math.max(1, Math.min(number(value, MOST), MOST));
    }

    private static int number(@Nullable String value, int otherwise) {
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return Math.max(0, Integer.parseInt(value));
        } catch (NumberFormatException e) {
            throw Refusal.badParameter(400, "not a number: " + value);
        }
    }
}
