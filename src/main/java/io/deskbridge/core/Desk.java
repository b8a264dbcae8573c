package io.deskbridge.core;

import java.util.Optional;

/**
 * A configured help desk. What it can do beside taking entries is told by {@link PolledDesk} and {@link PushedDesk}.
 * Called from many threads at once, but never twice at once for one conversation.
 */
public interface Desk extends Media.Source, AutoCloseable {
    DeskContract contract();

    /**
     * Asks the desk whether the account works: one cheap call that needs the credentials.
     *
     * @throws Failure when it does not; the message names what an admin should do
     */
    void check();

    /**
     * Opens a ticket with the conversation's first messages, visible to the agents as coming from the author.
     *
     * @throws Failure.Uncertain when it may or may not exist now
     */
    Ticket open(NewTicket ticket);

    /**
     * Adds further messages as one write.
     *
     * @return the ticket they stand in: the given one, or a follow-up where the given one is closed for ever
     * @throws Failure.Uncertain when they may or may not stand there now
     */
    Ticket append(Ticket ticket, Update update);

    /** Adds an internal note; whatever the desk's defaults are, it is never public. */
    void note(Ticket ticket, Note note);

    /**
     * Looks up whether a write happened, after an attempt with an unknown outcome.
     *
     * @return the ticket in which the entry or note stands; empty when it certainly stands nowhere
     * @throws Failure when that cannot be told now
     */
    Optional<Ticket> find(Trace trace);

    /**
     * Reads the comment again, at this moment, by the same rules that {@link PolledDesk#sources} follow: an agent may have
     * made it private, deleted or changed it since.
     *
     * @return as it stands there now, words and attachments; empty when it is not public, or is not there. Unknown means
     *     private
     * @throws Failure when the desk cannot be asked now
     */
    Optional<Comment> publicNow(Comment comment);

    /** Ends what runs in the background; nothing is called afterwards. */
    @Override
    default void close() {}
}
