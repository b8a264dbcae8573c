package io.deskbridge.core;

/**
 * A desk that tells more than public comments: what it reads anyway brings {@link TicketNews} as well, beside the comments
 * in {@link Batch#news} and {@link Receipt#news}.
 */
public interface WatchedDesk extends Desk {
    /** What became of a wish to reopen a ticket. */
    enum Reopened {
        DONE,
        /** It is not solved; nothing was done. */
        WAS_OPEN,
        /** The desk does not allow it: closed for ever, gone, or its workflow or the admin's settings lead nowhere. */
        NOT_ALLOWED
    }

    /**
     * Brings a solved ticket back to the agents. Twice is as good as once.
     *
     * @throws Failure when the desk cannot be asked now
     */
    Reopened reopen(Ticket ticket);
}
