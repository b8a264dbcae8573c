package io.deskbridge.core;

/** A channel whose replies are sent by something else in the hub: an {@code outbox:} route. */
public interface RelayedChannel extends Channel {
    /** Says who sends from now on; {@code null} never. Until it is said, replies are {@link Failure.Unavailable}. */
    void relay(Relay relay);

    /** Sends a reply on behalf of a channel. */
    @FunctionalInterface
    interface Relay {
        Sent send(Reply reply, SendKey key);
    }
}
