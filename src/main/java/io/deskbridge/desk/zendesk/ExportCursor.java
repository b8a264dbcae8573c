package io.deskbridge.desk.zendesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deskbridge.core.Cursor;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where the export of changed tickets is read on, and what was last read of the tickets that changed lately: a ticket
 * comes again with every change, and its comments come all together.
 *
 * @param after Zendesk's own cursor; empty as long as Zendesk gave none
 * @param from seconds; a comment older than the first poll never comes out
 * @param at seconds; when the newest ticket read so far changed
 * @param seen by ticket, the one that changed longest ago first
 * @param waiting tickets that changed and could not be read, the one that was tried longest ago first
 */
record ExportCursor(String after, long from, long at, Map<String, Seen> seen, List<String> waiting) {
    /** Enough for what changes within minutes; of a ticket that fell out, comments come twice and fall away in the ledger. */
    private static final int TICKETS = 200;

    /**
     * The newest comments of a ticket.
     *
     * @param newest seconds
     * @param ids of the comments that are at most {@link Threads#OVERLAP} older than the newest one
     */
    record Seen(long newest, List<String> ids) {}

    ExportCursor {
        // cursors of former versions have none
        waiting = List.copyOf(Objects.requireNonNullElse(waiting, List.of()));
    }

    static ExportCursor begin(Instant from) {
        return new ExportCursor("", from.getEpochSecond(), from.getEpochSecond(), Map.of(), List.of());
    }

    /** Begins anew where the text makes no sense; what then comes twice falls away in the ledger. */
    static ExportCursor read(Cursor cursor, Instant from) {
        if (cursor.isStart()) {
            return begin(from);
        }
        try {
            return Json.MAPPER.readValue(cursor.value(), ExportCursor.class);
        } catch (JsonProcessingException notOurs) {
            return begin(from);
        }
    }

    Cursor write() {
        return new Cursor(new String(Json.bytes(this), StandardCharsets.UTF_8));
    }

    ExportCursor readOn(String newAfter, long newAt) {
        return new ExportCursor(newAfter, from, newAt, seen, waiting);
    }

    ExportCursor saw(String ticket, Seen news) {
        var all = new LinkedHashMap<>(seen);
        all.remove(ticket);
        all.put(ticket, news);
        while (all.size() > TICKETS) {
            all.remove(all.keySet().iterator().next());
        }
        return new ExportCursor(after, from, at, all, waiting);
    }

    /** The ticket could not be read; it is tried again behind the others that wait. */
    ExportCursor later(String ticket) {
        var all = new ArrayList<>(done(ticket).waiting);
        all.add(ticket);
        return new ExportCursor(after, from, at, seen, all);
    }

    /** The ticket waits no more. */
    ExportCursor done(String ticket) {
        return new ExportCursor(
                after,
                from,
                at,
                seen,
                waiting.stream().filter(other -> !other.equals(ticket)).toList());
    }
}
