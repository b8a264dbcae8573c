package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a ticket.
 *
 * @param ref which one of its kind
 * @param who wrote it, of a note or a comment that stays inside
 * @param signs why it counts, of a note; why it stays inside, in the agents' language
 * @param happenedAt by the desk's clock
 * @param triedAt when a write to the desk was begun whose outcome is not recorded
 */
public record TicketEventRow(
        long seq,
        String desk,
        String ticketId,
        Conversation conversation,
        Kind kind,
        String ref,
        String who,
        String signs,
        Instant happenedAt,
        State state,
        String reason,
        Optional<Instant> triedAt,
        Instant dueAt,
        Instant postponedAt,
        int attempts,
        int strikes) {

    /** What happened. */
    public enum Kind {
        /** An agent solved the ticket. */
        SOLVED,
        /** An agent answered in public in a ticket that was solved already. */
        ANSWERED,
        /** An agent wrote an internal note that looks like an answer. */
        NOTED,
        /** An agent changed a comment that is published, or took it back. */
        CHANGED,
        /** An agent wrote to the customer, and the desk's rule keeps it inside. */
        WITHHELD
    }

    /** What became of it. All but {@link #WAITING} are ends. */
    public enum State {
        WAITING,
        /** Nothing was to be done; the reason says why. */
        SETTLED,
        /** The agent was told. */
        TOLD,
        /** The ticket was reopened, the agent told and the admin alarmed. */
        REOPENED,
        /** The admin was alarmed. */
        ALARMED
    }

    /** The desk's id of the comment that was changed. */
    public String changedComment() {
        return changedComment(ref);
    }

    static String changedComment(String ref) {
        return ref.substring(0, ref.lastIndexOf(' '));
    }

    /** How the comment stood after the change. */
    static String changedTo(String ref) {
        return ref.substring(ref.lastIndexOf(' ') + 1).replaceFirst("#.*", "");
    }

    /** Whether the row may be tried now. */
    public boolean isDue(Instant now) {
        return Due.isReached(now, dueAt, postponedAt);
    }
}
