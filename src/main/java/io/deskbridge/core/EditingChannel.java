package io.deskbridge.core;

/** A channel whose network lets us change the words of a public reply of ours. */
public interface EditingChannel extends Channel {
    /**
     * Changes the words; what hangs on the reply stays. Twice is as good as once.
     *
     * @param sentId as {@link Sent#id}
     * @throws Failure.Rejected when the network will not; in words for the agent
     */
    void edit(Message inReplyTo, String sentId, String text);
}
