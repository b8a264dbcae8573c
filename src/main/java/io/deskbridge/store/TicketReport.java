package io.deskbridge.store;

import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a desk's news.
 *
 * @param standings how tickets stood
 * @param notes that look like answers to the customer
 * @param changes of comments that were published before
 * @param withheld comments that were meant for the customer and stay inside
 */
public record TicketReport(
        List<TicketNews.Standing> standings,
        List<NoteLikeAnswer> notes,
        List<ChangedComment> changes,
        List<WithheldComment> withheld) {
    public static final TicketReport NOTHING = new TicketReport(List.of(), List.of(), List.of(), List.of());

    public TicketReport {
        standings = List.copyOf(standings);
        notes = List.copyOf(notes);
        changes = List.copyOf(changes);
        withheld = List.copyOf(withheld);
    }

    /**
     * A comment whose words are not those that were published, or that is not public any more.
     *
     * @param state tells one change of the comment from another
     * @param writtenAt when it was first written
     */
    public record ChangedComment(CommentId id, Ticket ticket, String state, Instant writtenAt) {}

    /**
     * A comment without its words.
     *
     * @param once as {@link TicketNews.Withheld#once}
     * @param who wrote it
     * @param why it stays inside, in the agents' language
     */
    public record WithheldComment(
            CommentId id, Ticket ticket, String once, String who, Instant writtenAt, String why) {}

    /**
     * An internal note without its words.
     *
     * @param who wrote it
     * @param signs why it looks like an answer
     */
    public record NoteLikeAnswer(CommentId id, Ticket ticket, String who, Instant writtenAt, String signs) {}
}
