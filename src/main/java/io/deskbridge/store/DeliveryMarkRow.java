package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus.Stage;
import java.time.Instant;
import java.util.Optional;

/**
 * What a ticket shows of how far its newest answer came, when that may be out of date.
 *
 * @param stands what it shows; empty for nothing
 * @param news by which a later piece of news is told from this one
 */
public record DeliveryMarkRow(
        long seq,
        Conversation conversation,
        String desk,
        String ticketId,
        Optional<Stage> stands,
        long news,
        String reason,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes) {
    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }
}
