package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All repositories. */
@Component
@SandboxPart
class Records {
    static final Comparator<Stored> NEWEST_FIRST = Comparator.comparing(Stored::sortedAt)
            .thenComparing(Stored::sequence)
            .reversed();

    private final Map<String, Stored> byUri = new LinkedHashMap<>();
    private final Map<String, Map<String, Stored>> byCollection = new HashMap<>();
    private final Map<String, Map<String, Stored>> byParent = new HashMap<>();
    private long sequence;

    synchronized Optional<Stored> find(String uri) {
        return Optional.ofNullable(byUri.get(uri));
    }

    synchronized Optional<Stored> find(String did, String collection, String rkey) {
        return find("at://" + did + "/" + collection + "/" + rkey);
    }

    /** Writes the record; the same record again changes nothing. */
    synchronized Stored put(String did, String collection, String rkey, ObjectNode value) {
        String cid = Cids.of(value);
        Optional<Stored> old = find(did, collection, rkey);
        if (old.isPresent() && old.get().cid().equals(cid)) {
            return old.get();
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var stored = Stored.of(did, collection, rkey, cid, value, now, ++sequence);
        delete(did, collection, rkey);
        byUri.put(stored.uri(), stored);
        within(byCollection, did + "/" + collection).put(stored.uri(), stored);
        if (stored.isPost()) {
            within(byParent, stored.parent()).put(stored.uri(), stored);
        }
        return stored;
    }

    private static Map<String, Stored> within(Map<String, Map<String, Stored>> index, String key) {
        return index.computeIfAbsent(key, unused -> new LinkedHashMap<>());
    }

    synchronized void delete(String did, String collection, String rkey) {
        Stored gone = byUri.remove("at://" + did + "/" + collection + "/" + rkey);
        if (gone != null) {
            within(byCollection, did + "/" + collection).remove(gone.uri());
            within(byParent, gone.parent()).remove(gone.uri());
        }
    }

    /** All posts, newest first. */
    synchronized List<Stored> posts() {
        var posts = new ArrayList<>(byUri.values());
        posts.removeIf(stored -> !stored.isPost());
        posts.sort(NEWEST_FIRST);
        return posts;
    }

    synchronized List<Stored> all(String did, String collection) {
        return List.copyOf(
                byCollection.getOrDefault(did + "/" + collection, Map.of()).values());
    }

    /** Posts directly below a post, oldest first. */
    synchronized List<Stored> answers(String uri) {
        return byParent.getOrDefault(uri, Map.of()).values().stream()
                .sorted(NEWEST_FIRST.reversed())
                .toList();
    }
}
