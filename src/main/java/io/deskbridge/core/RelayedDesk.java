package io.deskbridge.core;

import java.util.Optional;

/** A desk that is written to by something else in the hub: an {@code entries:} route. */
public interface RelayedDesk extends WatchedDesk {
    /** Says who writes from now on; {@code null} never. */
    void relay(Relay relay);

    /** Nobody writes any more; until somebody does, all calls are {@link Failure.Unavailable}. */
    void unrelayed();

    /** Does a desk's work on its behalf; each method as {@link WatchedDesk}'s of the same name. */
    interface Relay {
        /** What can be done about a write whose outcome is not known. */
        DeskContract.Repeat repeat();

        void check();

        Ticket open(NewTicket ticket);

        Ticket append(Ticket ticket, Update update);

        void note(Ticket ticket, Note note);

        Optional<Ticket> find(Trace trace);

        Optional<Comment> publicNow(Comment comment);

        WatchedDesk.Reopened reopen(Ticket ticket);
    }
}
