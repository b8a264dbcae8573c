package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import java.time.Instant;
import java.util.Optional;

/**
 * An agent's public comment in the ledger.
 *
 * @param conversation that its ticket belongs to; empty where the ticket is not one of ours
 * @param toldWaiting whether the agent was told that it waits
 */
public record CommentRow(
        long seq,
        Comment comment,
        Optional<Conversation> conversation,
        CommentState state,
        String reason,
        boolean parked,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes,
        Optional<String> route,
        Instant receivedAt,
        Optional<Instant> endedAt,
        boolean toldWaiting) {
    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }
}
