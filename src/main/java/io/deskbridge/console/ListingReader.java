package io.deskbridge.console;

import io.deskbridge.hub.NearestWord;
import io.deskbridge.store.LedgerQueries.Filter;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a list is asked for, and names what is wrong with it. */
final class ListingReader {
    static final List<String> PARAMETERS = List.of("state", "channel", "from", "to", "unrouted", "before", "limit");
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private ListingReader() {}

    /**
     * The filter for one table; it asks for one row more than the page takes, to see whether there are more.
     *
     * @param states that rows of this table have
     * @throws Mistake that names the parameter
     */
    static Filter filter(Listing asked, Enum<?>[] states, boolean routed) {
        boolean unrouted = unrouted(asked);
        if (unrouted && !routed) {
            throw Mistake.bad("unrouted: only messages and comments can be unrouted");
        }
        return new Filter(
                state(asked, states),
                said(asked.channel()),
                time("from", asked.from()),
                time("to", asked.to()),
                unrouted,
                before(asked),
                limit(asked) + 1);
    }

    static int limit(Listing asked) {
        Optional<String> text = said(asked.limit());
        if (text.isEmpty()) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Mistake.bad("limit: \"" + text.get() + "\" must be a whole number from 1 to " + MOST);
    }

    /** Refuses words that no list understands: a misspelt filter would show everything. */
    static void known(Collection<String> words) {
        for (String word : words) {
            if (!PARAMETERS.contains(word)) {
                throw Mistake.bad("\"" + word + "\" is no parameter of this list" + NearestWord.hint(word, PARAMETERS));
            }
        }
    }

    static Optional<Instant> time(String name, @Nullable String value) {
        return said(value).map(text -> {
            try {
                // a plus sign of an offset arrives as a space where nobody encoded it
                return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            } catch (DateTimeParseException e) {
                throw Mistake.bad(name + ": \"" + text + "\" must be a time with its zone, like 2026-01-31T08:00:00Z");
            }
        });
    }

    private static Optional<String> state(Listing asked, Enum<?>[] states) {
        return said(asked.state()).map(text -> {
            List<String> words = Arrays.stream(states).map(Wire::word).toList();
            String word = text.toLowerCase(Locale.ROOT);
            if (!words.contains(word)) {
                throw Mistake.bad("state: \"" + text + "\" must be one of " + String.join(", ", words));
            }
            return word;
        });
    }

    private static Optional<Long> before(Listing asked) {
        return said(asked.before()).map(text -> {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw Mistake.bad("before: \"" + text + "\" must be the `next` of the page before");
            }
        });
    }

    private static boolean unrouted(Listing asked) {
        String text = said(asked.unrouted()).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw Mistake.bad("unrouted: \"" + text + "\" must be true or false");
        }
        return text.equals("true");
    }

    static Optional<String> said(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }
}
