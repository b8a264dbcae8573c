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
 */
record SearchCursor(long from, long at, Map<String, Seen> seen, List<String> waiting) {
    /** Enough for what changes within an hour; of an issue that fell out, comments come twice and fall away in the ledger. */
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
        return new SearchCursor(from.toEpochMilli(), from.toEpochMilli(), Map.of(), List.of());
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

    /** The issue was read; issues that no search looks back to any more are forgotten. */
    SearchCursor saw(String issue, long changedAt, Seen news, long notBefore) {
        var all = new LinkedHashMap<>(seen);
        all.remove(issue);
        all.values().removeIf(old -> JiraMessages.time(old.updated())
                .map(time -> time.toEpochMilli() < notBefore)
                .orElse(true));
        all.put(issue, news);
        while (all.size() > ISSUES) {
            all.remove(all.keySet().iterator().next());
        }
        return new SearchCursor(from, Math.max(at, changedAt), all, waiting);
    }

    /** The issue could not be read; it is tried again behind the others that wait. */
    SearchCursor later(String issue, long changedAt) {
        var all = new ArrayList<>(done(issue).waiting);
        all.add(issue);
        return new SearchCursor(from, Math.max(at, changedAt), seen, all);
    }

    /** The issue waits no more. */
    SearchCursor done(String issue) {
        return new SearchCursor(
                from,
                at,
                seen,
                waiting.stream().filter(other -> !other.equals(issue)).toList());
    }
}
