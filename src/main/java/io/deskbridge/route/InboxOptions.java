package io.deskbridge.route;

import io.deskbridge.core.Kind;
import io.deskbridge.core.RouteOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a route may say beside {@code to inbox:<channel>}. */
final class InboxOptions {
    static final String AS = "as";
    static final String JSON = "json";
    static final String MAIL = "mail";
    static final String FEED = "feed";
    static final String PAGE = "page";
    static final String THREAD = "thread";
    private static final String ENTRY = "entry";

    private static final List<String> KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    /** Places in a foreign service's JSON. */
    static final List<String> PLACES = List.of(
            "items",
            "id",
            "text",
            "author",
            "author-name",
            "author-handle",
            "sent-at",
            "permalink",
            "stars",
            "deleted");

    static final List<RouteOption> ALL = all();

    private InboxOptions() {}

    private static List<RouteOption> all() {
        var all = new ArrayList<RouteOption>();
        all.add(EndpointOptions.oneOf(
                AS,
                "What comes to the step: json (when not given; a map, too), mail (as imap: gives it, with mapMailMessage:"
                        + " \"false\"), or feed (as rss: and atom: give it).",
                List.of(JSON, MAIL, FEED)));
        all.add(EndpointOptions.oneOf(
                "kind",
                "Of which kind these messages are: mention, comment, direct, review, post. When not given, direct for"
                        + " mails and comment for the rest.",
                KINDS));
        all.add(RouteOption.text(
                "own",
                "Who writes for the company, with commas between them: addresses of mails, ids, handles or names of"
                        + " authors. What they write is no customer's message."));
        all.add(EndpointOptions.path(
                THREAD,
                "What belongs to one conversation: of json the place of the conversation's id; of a feed the word page"
                        + " (all entries of one page) or entry (each by itself, when not given)."));
        all.add(EndpointOptions.path("items", "The place of the list of messages, when the JSON is more than that."));
        all.add(EndpointOptions.path("id", "The place of what names a message, for example number."));
        all.add(EndpointOptions.path("text", "The place of its words."));
        all.add(EndpointOptions.path("author", "The place of its author's id, for example customer.id."));
        all.add(EndpointOptions.path("author-name", "The place of the author's name."));
        all.add(EndpointOptions.path("author-handle", "The place of the author's handle."));
        all.add(EndpointOptions.path(
                "sent-at", "The place of the time, in ISO 8601 or in seconds or milliseconds since 1970."));
        all.add(EndpointOptions.path("permalink", "The place of its address."));
        all.add(EndpointOptions.path("stars", "The place of a review's stars, 1 to 5."));
        all.add(EndpointOptions.path("deleted", "The place of what is true when the author took it back."));
        return List.copyOf(all);
    }

    /** What is wrong with their being together. */
    static void check(EndpointOptions options) {
        String as = options.get(AS).orElse(JSON);
        if (as.equals(JSON)) {
            if (PLACES.stream().anyMatch(place -> options.get(place).isPresent())
                    || options.get(THREAD).isPresent()) {
                for (String needed : List.of("id", "author")) {
                    if (options.get(needed).isEmpty()) {
                        throw new IllegalArgumentException(options.endpoint() + " says where some things stand and not"
                                + " \"" + needed + "\"; add " + needed + " with its place, such as "
                                + (needed.equals("id") ? "number" : "customer.id"));
                    }
                }
            }
            return;
        }
        options.refuse(PLACES, "is for JSON; with as: " + as + " the hub knows where it stands");
        if (as.equals(MAIL)) {
            options.refuse(List.of(THREAD), "is not for mails; they say themselves what they answer");
        } else {
            options.get(THREAD)
                    .filter(word -> !List.of(PAGE, ENTRY).contains(word))
                    .ifPresent(word -> {
                        throw new IllegalArgumentException(options.endpoint() + " thread: \"" + word
                                + "\" is unknown; with as: feed there is: page, entry");
                    });
        }
    }
}
