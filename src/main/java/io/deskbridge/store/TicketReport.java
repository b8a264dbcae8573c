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
 * @param published how comments stand that were published before
 * @param withheld comments that were meant for the customer and stay inside
 */
public record TicketReport(
        List<TicketNews.Standing> standings,
        List<NoteLikeAnswer> notes,
        List<PublishedComment> published,
        List<WithheldComment> withheld) {
    public static final TicketReport NOTHING = new TicketReport(List.of(), List.of(), List.of(), List.of());

    public TicketReport {
        standings = List.copyOf(standings);
        notes = List.copyOf(notes);
        published = List.copyOf(published);
        withheld = List.copyOf(withheld);
    }

    /**
     * How a comment that was published stands in the desk. It is of interest when it does not stand as it did when it was
     * last told of; the first time, when it does not stand {@link #AS_PUBLISHED}.
     *
     * @param state tells one standing of the comment from another; without a blank or {@code #}
     * @param writtenAt when it was first written
     */
    public record PublishedComment(CommentId id, Ticket ticket, String state, Instant writtenAt) {
        /** The state of one that nobody touched. */
        public static final String AS_PUBLISHED = "same";
    }

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
