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
 * @param seen short hashes of the wordings that were brought
 */
public record ListMemory(Instant start, Map<String, Known> known, Set<String> seen) {
    private static final int MAX_KNOWN = 200;
    private static final int MAX_SEEN = 3000;

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

    private record Stored(long start, List<Known> known, List<String> seen) {}

    /** A cursor that cannot be read is a first one: what then comes twice falls away in the ledger. */
    public static ListMemory of(Cursor cursor, Instant start) {
        if (!cursor.isStart()) {
            try {
                Stored stored = Json.MAPPER.readValue(cursor.value(), Stored.class);
                var known = new LinkedHashMap<String, Known>();
                stored.known().forEach(one -> known.put(one.id(), one));
                return new ListMemory(Instant.ofEpochMilli(stored.start()), known, new LinkedHashSet<>(stored.seen()));
            } catch (JsonProcessingException | NullPointerException e) {
                return of(Cursor.START, start);
            }
        }
        return new ListMemory(start, new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    public boolean isNew(String id, String wording) {
        return !seen.contains(Fingerprint.of(id, wording));
    }

    /** The same, and nothing older than that is brought any more. */
    public ListMemory since(Instant later) {
        return new ListMemory(later, known, seen);
    }

    /** The cursor after these were brought, and those were found to need no further look. */
    public Cursor after(List<Message> brought, Collection<String> settled) {
        var next = new LinkedHashMap<>(known);
        var hashes = new LinkedHashSet<>(seen);
        next.keySet().removeAll(settled);
        for (Message message : brought) {
            String id = message.id().value();
            hashes.add(Fingerprint.of(id, message.revision().id()));
            next.remove(id);
            if (!message.deleted()) {
                next.put(id, Known.of(message));
            }
        }
        List<Known> latest = next.values().stream()
                .skip(Math.max(0, next.size() - MAX_KNOWN))
                .toList();
        List<String> youngest = new ArrayList<>(hashes);
        youngest = youngest.subList(Math.max(0, youngest.size() - MAX_SEEN), youngest.size());
        var stored = new Stored(start.toEpochMilli(), latest, youngest);
        return new Cursor(new String(Json.bytes(stored), StandardCharsets.UTF_8));
    }
}
