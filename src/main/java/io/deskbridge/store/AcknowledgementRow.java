package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.SendKey;
import java.time.Instant;
import java.util.Optional;

/**
 * An acknowledgement in the ledger.
 *
 * @param message which it answers
 * @param desk in which that message stands
 * @param ticketId likewise
 * @param step of the route that wants it
 * @param text with its placeholders
 * @param expiresAt it is not sent after that
 * @param dueAt not to be tried before
 * @param postponedAt when that was said
 * @param triedAt when a send was begun whose outcome is not recorded
 */
public record AcknowledgementRow(
        long seq,
        Conversation conversation,
        MessageId message,
        String desk,
        String ticketId,
        String step,
        String text,
        AcknowledgementState state,
        String reason,
        Instant reservedAt,
        Instant expiresAt,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes,
        Optional<Instant> triedAt,
        Optional<String> sentId,
        Optional<Instant> sentAt,
        Optional<Instant> endedAt) {
    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }

    /** Whether it would come too late now. */
    public boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public SendKey key() {
        return SendKey.ofAcknowledgement(seq, reservedAt);
    }
}
