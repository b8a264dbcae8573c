package io.deskbridge.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a desk tells of a ticket beside its agents' public comments. It serves to warn the agents and stays inside: nothing
 * of it is ever published, and words of an internal note are not even stored.
 */
public sealed interface TicketNews {
    Ticket ticket();

    /**
     * How a ticket stood when it was read. Told at every reading; the hub finds out what changed.
     *
     * @param solved whether the agents are done with it, finally closed or not
     * @param changedAt when the ticket last changed, by the desk's clock; a reading that is older than a known one is
     *     left out
     */
    record Standing(Ticket ticket, boolean solved, Instant changedAt) implements TicketNews {}

    /**
     * What an agent wrote in person and the customer cannot see. Never what the hub or the desk's machinery wrote, nor what
     * somebody wrote who could not answer the customer anyway. May come more than once.
     *
     * @param id names the note among the desk's comments
     * @param text plain text
     * @param writtenAt by the desk's clock
     */
    record InternalNote(CommentId id, Ticket ticket, Agent agent, String text, Instant writtenAt)
            implements TicketNews {}

    /**
     * What an agent wrote in person, and the desk shows to the customer or its author plainly meant for one, while the
     * desk's rule does not let it leave. Never what the hub or the desk's machinery wrote. May come more than once.
     *
     * @param id names the comment
     * @param once of those in a ticket with the same text here the agents are told once: the comment's id, or a word for
     *     its kind where one note on all of them is enough
     * @param why it stays inside and what to do, as a clause without a full stop; without words of the comment
     * @param writtenAt by the desk's clock
     */
    record Withheld(CommentId id, Ticket ticket, Agent agent, String once, Words why, Instant writtenAt)
            implements TicketNews {}

    /**
     * How the comments of a ticket stand now, so that the hub finds out what became of those that it published.
     *
     * @param since a comment that was written then or later and is not among them is not there any more
     * @param files {@link Attachment#reference} of whatever file hangs on any of them now; empty when that was not looked at
     */
    record Wordings(Ticket ticket, Instant since, List<Wording> there, Optional<Set<String>> files)
            implements TicketNews {
        public Wordings {
            there = List.copyOf(there);
            files = files.map(Set::copyOf);
        }

        public Wordings(Ticket ticket, Instant since, List<Wording> there) {
            this(ticket, since, there, Optional.empty());
        }
    }

    /**
     * A comment.
     *
     * @param text as {@link Comment#text}; empty when the desk says that nobody changed it since it was written
     * @param isPublic whether it still may be public; of no interest when nobody changed it
     */
    record Wording(CommentId id, Optional<String> text, boolean isPublic) {}
}
