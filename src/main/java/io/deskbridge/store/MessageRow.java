package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message in the ledger, in one of its wordings.
 *
 * @param seq the order in which messages came; never used twice
 * @param parked no route takes it; it waits for one without holding up the others
 * @param dueAt not to be tried before
 * @param postponedAt when that was said
 * @param attempts that failed
 * @param strikes those of them that failed for an unknown reason
 * @param triedAt when a write to {@link #desk} was begun whose outcome is not recorded
 * @param endedAt when it reached its end; of what stands in a ticket, when it began to be written there
 * @param number its place in its conversation, from 1, kept for ever; edits have the number of what they change; empty
 *     until it is first written to a desk
 */
public record MessageRow(
        long seq,
        Message message,
        Change change,
        MessageState state,
        String reason,
        boolean parked,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes,
        Optional<String> route,
        Optional<Instant> triedAt,
        Optional<String> desk,
        Optional<String> ticketId,
        Instant receivedAt,
        Optional<Instant> endedAt,
        OptionalInt number) {
    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }

    public Conversation conversation() {
        return message.conversation();
    }

    /** The same row with a number. */
    public MessageRow numbered(int given) {
        return new MessageRow(
                seq,
                message,
                change,
                state,
                reason,
                parked,
                dueAt,
                postponedAt,
                attempts,
                strikes,
                route,
                triedAt,
                desk,
                ticketId,
                receivedAt,
                endedAt,
                OptionalInt.of(given));
    }

    /**
     * Names this row's entry in a ticket for ever. Made from the message and not from its place here, so that a ledger that
     * was put back from a backup never takes another entry's mark for its own.
     */
    public String key() {
        return "m"
                + Digest.of(
                        message.id().channel(),
                        message.id().value(),
                        message.revision().id());
    }
}
