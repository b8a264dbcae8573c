package io.deskbridge.channel.x;

import io.deskbridge.core.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where to read on in a list: the highest id read, and the ids of the last minute before it. X makes ids on many
 * machines, so that a post may appear after another with a higher id; the last minute is therefore asked for again, for a
 * while, and what was there already is left out. Written as {@code highest;id,id}.
 */
record XCursor(String highest, TreeSet<String> seen) {
    private static final Duration OVERLAP = Duration.ofMinutes(1);
    /** Nothing is expected to appear that late; X charges for what is read again. */
    private static final Duration SETTLED = Duration.ofMinutes(10);
    /** What falls out comes a second time and falls away in the ledger. */
    private static final int REMEMBERED = 500;

    static XCursor read(Cursor cursor) {
        String[] parts = cursor.value().split(";", 2);
        return new XCursor(parts[0], seen(parts.length < 2 ? List.of() : Arrays.asList(parts[1].split(",", -1))));
    }

    static XCursor from(String id) {
        return new XCursor(id, seen(List.of()));
    }

    private static TreeSet<String> seen(Collection<String> ids) {
        var all = new TreeSet<String>(XIds.BY_AGE);
        ids.stream().filter(XIds::isId).forEach(all::add);
        return all;
    }

    /** What to ask X for everything after. */
    String since(Instant now) {
        boolean settled =
                XIds.timeOf(highest).map(at -> at.plus(SETTLED).isBefore(now)).orElse(true);
        return seen.isEmpty() || settled ? highest : beforeOverlap(highest);
    }

    private static String beforeOverlap(String id) {
        return XIds.timeOf(id).map(at -> XIds.firstAt(at.minus(OVERLAP))).orElse(id);
    }

    /** The cursor behind what an answer listed; the same when that was nothing new. */
    XCursor behind(Collection<String> listed) {
        Optional<String> newest = listed.stream().filter(XIds::isId).max(XIds.BY_AGE);
        String next = newest.filter(id -> XIds.BY_AGE.compare(id, highest) > 0).orElse(highest);
        String oldest = beforeOverlap(next);
        TreeSet<String> kept = seen(Stream.concat(seen.stream(), listed.stream())
                .filter(id -> XIds.isId(id) && XIds.BY_AGE.compare(id, oldest) > 0)
                .toList());
        while (kept.size() > REMEMBERED) {
            kept.pollFirst();
        }
        return new XCursor(next, kept);
    }

    Cursor written() {
        return new Cursor(seen.isEmpty() ? highest : highest + ";" + String.join(",", seen));
    }
}
