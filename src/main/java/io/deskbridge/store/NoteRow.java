package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Instant;
import java.util.Optional;

/**
 * An internal note on its way into a ticket.
 *
 * @param about see {@link NewNote}
 * @param quiet see {@link NewNote}
 */
public record NoteRow(
        long seq,
        Conversation conversation,
        String desk,
        String ticketId,
        String text,
        NoteState state,
        String reason,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes,
        Optional<Instant> triedAt,
        Instant createdAt,
        Optional<Instant> endedAt,
        Optional<String> about,
        boolean quiet) {
    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }

    /** Names this note in its ticket for ever, as {@link MessageRow#key} does. */
    public String key() {
        return "n" + Digest.of(desk, ticketId, String.valueOf(seq), String.valueOf(createdAt.toEpochMilli()), text);
    }
}
