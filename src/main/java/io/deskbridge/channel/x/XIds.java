package io.deskbridge.channel.x;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * X's ids: numbers of 64 bits that grow with time and travel as text. The upper bits are milliseconds since X's own
 * epoch, since November 2010.
 */
final class XIds {
    /** As numbers, without ever making one of them. */
    static final Comparator<String> BY_AGE =
            Comparator.comparingInt(String::length).thenComparing(id -> id);

    private static final long EPOCH = 1_288_834_974_657L;
    private static final int TIME_SHIFT = 22;
    /** Ids below were counted and tell no time. */
    private static final int SHORTEST_WITH_TIME = 12;

    private XIds() {}

    static boolean isId(String text) {
        return text.length() <= 19 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** When the id was made; empty for one that does not tell. */
    static Optional<Instant> timeOf(String id) {
        return isId(id) && id.length() >= SHORTEST_WITH_TIME
                ? Optional.of(Instant.ofEpochMilli((Long.parseLong(id) >> TIME_SHIFT) + EPOCH))
                : Optional.empty();
    }

    /** The smallest id of that moment: everything later has a greater one. */
    static String firstAt(Instant moment) {
        return String.valueOf(Math.max(1, (moment.toEpochMilli() - EPOCH) << TIME_SHIFT));
    }

    /** The id, or the smallest one of that long ago when it is older. */
    static String notBefore(String id, Instant now, Duration ago) {
        String oldest = firstAt(now.minus(ago));
        return BY_AGE.compare(id, oldest) < 0 ? oldest : id;
    }
}
