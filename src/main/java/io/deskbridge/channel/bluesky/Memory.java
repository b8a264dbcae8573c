package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a source remembers in its cursor: which wordings it brought, because the network's order tells nothing of what is
 * new, and the last posts, to notice when one is edited or deleted.
 *
 * @param mark a moment that the source reads on from
 * @param recent what was brought last, in that order, by its address
 * @param seen short hashes of the wordings that were brought
 */
record Memory(Instant mark, Map<String, KnownPost> recent, Set<String> seen) {
    private static final int MAX_RECENT = 100;
    private static final int MAX_SEEN = 1000;

    private record Stored(long mark, List<KnownPost> recent, List<String> seen) {}

    /** A cursor that cannot be read is a first one: what then comes twice falls away in the ledger. */
    static Memory of(Cursor cursor, Instant start) {
        if (!cursor.isStart()) {
            try {
                Stored stored = Json.MAPPER.readValue(cursor.value(), Stored.class);
                var recent = new LinkedHashMap<String, KnownPost>();
                stored.recent().forEach(post -> recent.put(post.uri(), post));
                return new Memory(Instant.ofEpochMilli(stored.mark()), recent, new LinkedHashSet<>(stored.seen()));
            } catch (JsonProcessingException | NullPointerException e) {
                return of(Cursor.START, start);
            }
        }
        return new Memory(start, new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    boolean isNew(String uri, String cid) {
        return !seen.contains(hash(uri, cid));
    }

    /** Whether this is another wording of a post that was brought before. */
    boolean isEdit(String uri, String cid) {
        KnownPost known = recent.get(uri);
        return known != null && !known.cid().equals(cid);
    }

    /** The cursor after these messages were brought. */
    Cursor after(Instant newMark, List<Message> brought) {
        var known = new LinkedHashMap<>(recent);
        var hashes = new LinkedHashSet<>(seen);
        for (Message message : brought) {
            String uri = message.id().value();
            hashes.add(hash(uri, message.revision().id()));
            known.remove(uri);
            if (!message.deleted() && PostUri.parse(uri).isPresent()) {
                known.put(uri, KnownPost.of(message));
            }
        }
        List<KnownPost> newest = known.values().stream()
                .skip(Math.max(0, known.size() - MAX_RECENT))
                .toList();
        List<String> youngest = new ArrayList<>(hashes);
        youngest = youngest.subList(Math.max(0, youngest.size() - MAX_SEEN), youngest.size());
        var stored = new Stored(newMark.toEpochMilli(), newest, youngest);
        return new Cursor(new String(Json.bytes(stored), StandardCharsets.UTF_8));
    }

    /** 48 bits: among a thousand wordings, two alike are less likely than a lost disk. */
    private static String hash(String uri, String cid) {
        long bits = UUID.nameUUIDFromBytes((uri + " " + cid).getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        byte[] bytes = new byte[6];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bits >>> (56 - 8 * i));
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
