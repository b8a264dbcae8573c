package io.deskbridge.core;

import java.util.Optional;

/**
 * An account on a network. What it can do beside sending is told by which of {@link PolledChannel},
 * {@link PushedChannel} and {@link RelayedChannel} it implements. Called from many threads at once. It knows nothing of
 * desks, routes or the ledger, and keeps nothing that a restart may not lose, except through {@link Tokens}.
 */
public interface Channel extends Media.Source, AutoCloseable {
    ChannelContract contract();

    /**
     * Asks the network whether the account works: one cheap call that needs the credentials.
     *
     * @throws Failure when it does not; the message names what an admin should do
     */
    void check();

    /**
     * Sends a reply, in public under the very message that it answers, or privately when that one was private. The hub
     * has reserved the reply before and calls this for a repeat only as {@link ChannelContract#repeatFor} allows.
     *
     * @throws Failure.Uncertain when it may or may not stand there now
     * @throws Failure.Rejected when the network will never take it; in words for the agent
     */
    Sent send(Reply reply, SendKey key);

    /**
     * Looks up whether a reply stands on the network, after an attempt with an unknown outcome.
     *
     * @return empty when it certainly does not stand there
     * @throws Failure when that cannot be told now
     */
    Optional<Sent> find(Reply reply, SendKey key);

    /** Ends what runs in the background; nothing is called afterwards. */
    @Override
    default void close() {}
}
