package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * What {@code set:} steps said about the ticket that a later step opens. Kept as a property of the exchange, so that each
 * branch of a route has its own; never as a header, which steps would hand on to the outside.
 */
record TicketWords(Map<String, String> single, Set<String> tags) {
    static final String PRIORITY = "priority";
    static final String GROUP = "group";
    static final String TAGS = "tags";
    /** What desks call tags. */
    static final List<String> TAG_OPTIONS = List.of(TAGS, "labels");

    private static final String PROPERTY = "deskbridge.ticket-words";
    private static final TicketWords NONE = new TicketWords(Map.of(), Set.of());

    static TicketWords of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, NONE, TicketWords.class);
    }

    void keep(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** With what a further step says: its priority and group instead of the earlier ones, its tags beside them. */
    TicketWords and(Map<String, String> said) {
        var all = new LinkedHashMap<>(single);
        said.forEach((word, value) -> {
            if (!word.equals(TAGS)) {
                all.put(word, value.strip());
            }
        });
        return new TicketWords(Map.copyOf(all), united(String.join(",", tags), said.getOrDefault(TAGS, "")));
    }

    /**
     * The options of a {@code to desk:} step with these words: what the step itself says wins, tags are united, and what the
     * desk has no option for, or would not take, is left out.
     */
    Map<String, String> under(Map<String, String> own, List<RouteOption> known) {
        var all = new LinkedHashMap<>(own);
        single.forEach((word, value) -> {
            if (isTaken(word, value, known)) {
                all.putIfAbsent(word, value);
            }
        });
        String tagOption = TAG_OPTIONS.stream()
                .filter(option -> known.stream().anyMatch(candidate -> candidate.takes(option)))
                .findFirst()
                .orElse("");
        if (!tags.isEmpty() && !tagOption.isEmpty()) {
            all.merge(tagOption, String.join(",", tags), (mine, set) -> String.join(",", united(mine, set)));
        }
        return all;
    }

    static boolean isTaken(String word, String value, List<RouteOption> known) {
        return known.stream()
                .anyMatch(option ->
                        option.takes(word) && option.mistake().apply(value).isEmpty());
    }

    static Set<String> united(String some, String others) {
        var all = new LinkedHashSet<String>();
        for (String list : List.of(some, others)) {
            for (String tag : list.split(",", -1)) {
                if (!tag.isBlank()) {
                    all.add(tag.strip());
                }
            }
        }
        return all;
    }
}
