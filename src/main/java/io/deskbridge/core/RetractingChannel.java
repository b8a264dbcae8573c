package io.deskbridge.core;

/** A channel whose network lets us take back a public reply of ours. */
public interface RetractingChannel extends Channel {
    /**
     * Takes a reply away from everybody. Twice is as good as once: one that is not there any more is gone as wished.
     *
     * @param sentId as {@link Sent#id}
     * @throws Failure.Rejected when the network will not; in words for the agent
     */
    void retract(Message inReplyTo, String sentId);
}
