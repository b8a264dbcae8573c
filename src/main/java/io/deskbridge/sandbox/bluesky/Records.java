package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
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
        var stored = new Stored(did, collection, rkey, cid, value, now, ++sequence);
        byUri.put(stored.uri(), stored);
        return stored;
    }

    synchronized void delete(String did, String collection, String rkey) {
        byUri.remove("at://" + did + "/" + collection + "/" + rkey);
    }

    /** All posts, newest first. */
    synchronized List<Stored> posts() {
        var posts = new ArrayList<>(byUri.values());
        posts.removeIf(stored -> !stored.isPost());
        posts.sort(NEWEST_FIRST);
        return posts;
    }

    synchronized List<Stored> all(String did, String collection) {
        return byUri.values().stream()
                .filter(stored ->
                        stored.did().equals(did) && stored.collection().equals(collection))
                .toList();
    }

    /** Posts directly below a post, oldest first. */
    List<Stored> answers(String uri) {
        return posts().stream()
                .filter(post -> post.parent().equals(uri))
                .sorted(NEWEST_FIRST.reversed())
                .toList();
    }
}
