package io.deskbridge.sandbox.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One write to a ticket.
 *
 * @param updater who was logged in; the comment's author may be another person
 * @param custom what the caller gave as {@code metadata}; an empty object when nothing
 * @param rel how the write came about when it was no plain call, such as {@code follow_up}
 * @param said the comment that came with the write
 */
record Audit(
        long id,
        long ticketId,
        long updater,
        Instant at,
        JsonNode custom,
        @Nullable String rel,
        @Nullable Said said,
        @Nullable Long madePrivate) {
    Audit saying(Said other) {
        return new Audit(id, ticketId, updater, at, custom, rel, other, null);
    }
}
