package io.deskbridge.desk.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deskbridge.core.Cursor;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the search for changed issues is read on, and what was last read of the issues that changed lately: an issue comes
 * again with every change, and as long as the search looks back over it.
 *
 * @param from milliseconds; a comment older than the first poll never comes out
 * @param at milliseconds; when the newest issue read so far changed
 * @param seen by issue, the one that was read longest ago first
 * @param waiting issues that changed and could not be read, the one that was tried longest ago first
 * @param readBefore milliseconds; what changed before was all read and is not remembered one by one; 0, as in cursors of
 *     old, when everything is
 */
record SearchCursor(long from, long at, Map<String, Seen> seen, List<String> waiting, long readBefore) {
    /** Enough for what mostly changes within an hour. */
    static final int ISSUES = 1000;

    /**
     * An issue.
     *
     * @param updated when it changed, as the search told
     * @param newest milliseconds; when its newest comment that came out was written or changed
     * @param ids of the comments that came out
     */
    record Seen(String updated, long newest, List<String> ids) {}

    static SearchCursor begin(Instant from) {
        return new SearchCursor(from.toEpochMilli(), from.toEpochMilli(), Map.of(), List.of(), 0);
    }

    /** Begins anew where the text makes no sense; what then comes twice falls away in the ledger. */
    static SearchCursor read(Cursor cursor, Instant from) {
        if (cursor.isStart()) {
            return begin(from);
        }
        try {
            return Json.MAPPER.readValue(cursor.value(), SearchCursor.class);
        } catch (JsonProcessingException notOurs) {
            return begin(from);
        }
    }

    Cursor write() {
        return new Cursor(new String(Json.bytes(this), StandardCharsets.UTF_8));
    }

    /** Whether the issue changed since it was read. */
    boolean isNews(Wire.Issue issue) {
        Seen before = seen.get(issue.id());
        if (before != null) {
            return !before.updated().equals(issue.updated());
        }
        long changed = changedAt(issue.updated());
        return changed == 0 || changed >= readBefore;
    }

    /** The issue was read. */
    SearchCursor saw(String issue, Seen news) {
        var all = new LinkedHashMap<>(seen);
        all.remove(issue);
        all.put(issue, news);
        return new SearchCursor(from, at, all, waiting, readBefore);
    }

    /** All that the search told of what changed up to then was read, or waits. */
    SearchCursor reached(long changedAt) {
        return new SearchCursor(from, Math.max(at, changedAt), seen, waiting, readBefore);
    }

    /**
     * Forgets issues that no search looks back to any more, and of too many those that changed first. What these were is
     * told by one time: the search tells what changed first first, so all that changed before was read. Issues of that very
     * time stay, because one of them may be told later.
     *
     * @param notBefore milliseconds; no search looks back further
     * @param keepFrom milliseconds; of what changed since, the search may still learn more
     */
    SearchCursor forgetting(long notBefore, long keepFrom) {
        var all = new LinkedHashMap<>(seen);
        all.values().removeIf(old -> changedAt(old.updated()) < notBefore);
        if (all.size() <= ISSUES) {
            return new SearchCursor(from, at, all, waiting, readBefore);
        }
        long[] times = all.values().stream()
                .mapToLong(one -> changedAt(one.updated()))
                .sorted()
                .toArray();
        long until = Math.min(times[times.length - ISSUES], keepFrom);
        all.values().removeIf(old -> changedAt(old.updated()) < until);
        return new SearchCursor(from, at, all, waiting, Math.max(readBefore, until));
    }

    /** The issue could not be read; it is tried again behind the others that wait. */
    SearchCursor later(String issue) {
        var all = new ArrayList<>(settled(issue).waiting);
        all.add(issue);
        return new SearchCursor(from, at, seen, all, readBefore);
    }

    /** The issue waits no more. */
    SearchCursor settled(String issue) {
        return new SearchCursor(
                from,
                at,
                seen,
                waiting.stream().filter(other -> !other.equals(issue)).toList(),
                readBefore);
    }

    /** Milliseconds; 0 where Jira's time cannot be read. */
    static long changedAt(String updated) {
        return JiraMessages.time(updated).map(Instant::toEpochMilli).orElse(0L);
    }
}
