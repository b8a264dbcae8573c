package io.deskbridge.http.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a source remembers in its cursor, because Meta's lists have no "since" that can be relied on: which wordings it
 * brought, and what was written last, by customers or by us, to notice when something is gone.
 *
 * @param start nothing older is brought
 * @param known what was brought last, by its id
 * @param seen short hashes of the wordings that were brought or need not be
 * @param looked up to when everything was looked at, also what was not brought; the epoch where nobody said
 */
public record ListMemory(Instant start, Map<String, Known> known, Set<String> seen, Instant looked) {
    private static final int MAX_KNOWN = 200;
    /** At least so many wordings are remembered. */
    private static final int ROOM = 3000;

    /**
     * Something that stood there.
     *
     * @param parent what it answers; may be empty
     */
    public record Known(String id, String thread, String parent, String kind, String author, long sentAt) {
        public Known {
            parent = Objects.requireNonNullElse(parent, ""); // cursors of old have none
        }

        static Known of(Message message) {
            return new Known(
                    message.id().value(),
                    message.conversation().thread(),
                    message.inReplyTo().orElse(""),
                    message.kind().name(),
                    message.author().id(),
                    message.sentAt().toEpochMilli());
        }
    }

    /** Cursors of old do not have the last one. */
    private record Stored(long start, List<Known> known, List<String> seen, long looked) {}

    /** A cursor that cannot be read is a first one: what then comes twice falls away in the ledger. */
    public static ListMemory of(Cursor cursor, Instant start) {
        if (!cursor.isStart()) {
            try {
                Stored stored = Json.MAPPER.readValue(cursor.value(), Stored.class);
                var known = new LinkedHashMap<String, Known>();
                stored.known().forEach(one -> known.put(one.id(), one));
                return new ListMemory(
                        Instant.ofEpochMilli(stored.start()),
                        known,
                        new LinkedHashSet<>(stored.seen()),
                        Instant.ofEpochMilli(stored.looked()));
            } catch (JsonProcessingException | NullPointerException e) {
                return of(Cursor.START, start);
            }
        }
        return new ListMemory(start, new LinkedHashMap<>(), new LinkedHashSet<>(), Instant.EPOCH);
    }

    public boolean isNew(String id, String wording) {
        return !seen.contains(named(id, wording));
    }

    /** A wording as it is remembered. */
    public static String named(String id, String wording) {
        return Fingerprint.of(id, wording);
    }

    /** The same, and nothing older than that is brought any more. */
    public ListMemory since(Instant later) {
        return new ListMemory(later, known, seen, looked);
    }

    /** The same, and everything up to then was looked at. */
    public ListMemory lookedUpTo(Instant later) {
        return new ListMemory(start, known, seen, later);
    }

    /** The cursor after these were brought, and those were found to need no further look. */
    public Cursor after(List<Message> brought, Collection<String> settled) {
        return after(brought, settled, List.of());
    }

    /**
     * As above.
     *
     * @param near wordings that the next poll meets again; all of them are remembered, and there is room for as many more,
     *     so that nothing that stands there is ever taken for news again
     */
    public Cursor after(List<Message> brought, Collection<String> settled, Collection<String> near) {
        var next = new LinkedHashMap<>(known);
        var hashes = new LinkedHashSet<>(seen);
        next.keySet().removeAll(settled);
        for (Message message : brought) {
            String id = message.id().value();
            hashes.add(named(id, message.revision().id()));
            next.remove(id);
            if (!message.deleted()) {
                next.put(id, Known.of(message));
            }
        }
        List<Known> latest = next.values().stream()
                .skip(Math.max(0, next.size() - MAX_KNOWN))
                .toList();
        near.forEach(hashes::remove);
        hashes.addAll(near);
        List<String> youngest = new ArrayList<>(hashes);
        int room = Math.max(ROOM, 2 * near.size());
        youngest = youngest.subList(Math.max(0, youngest.size() - room), youngest.size());
        var stored = new Stored(start.toEpochMilli(), latest, youngest, looked.toEpochMilli());
        return new Cursor(new String(Json.bytes(stored), StandardCharsets.UTF_8));
    }
}
