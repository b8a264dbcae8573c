package io.deskbridge.sandbox.bluesky;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A record as it stands in its author's repository.
 *
 * @param sequence rises with each new record
 * @param sortedAt the real AppView sorts by the earlier of the author's clock and its own, and calls that
 *     {@code indexedAt}
 */
record Stored(
        String did,
        String collection,
        String rkey,
        String cid,
        ObjectNode value,
        Instant indexedAt,
        long sequence,
        Instant sortedAt) {
    static final String POST = "app.bsky.feed.post";

    String uri() {
        return "at://" + did + "/" + collection + "/" + rkey;
    }

    boolean isPost() {
        return collection.equals(POST);
    }

    static Stored of(
            String did,
            String collection,
            String rkey,
            String cid,
            ObjectNode value,
            Instant indexedAt,
            long sequence) {
        return new Stored(did, collection, rkey, cid, value, indexedAt, sequence, earlier(value, indexedAt));
    }

    private static Instant earlier(ObjectNode value, Instant indexedAt) {
        try {
            Instant created = Instant.parse(value.path("createdAt").asText());
            return created.isBefore(indexedAt) ? created : indexedAt;
        } catch (DateTimeParseException noTime) {
            return indexedAt;
        }
    }

    String parent() {
        return value.at("/reply/parent/uri").asText("");
    }

    String root() {
        return value.at("/reply/root/uri").asText("");
    }
}
