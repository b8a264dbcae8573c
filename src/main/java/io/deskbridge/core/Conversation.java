package io.deskbridge.core;

/**
 * The thread an answer belongs to. Equal conversations end in one ticket.
 *
 * @param channel the configured name of the channel
 * @param thread what the channel calls the thread; opaque to the hub and stable for the thread's whole life
 */
public record Conversation(String channel, String thread) {
    public Conversation {
        Check.filled("channel", channel);
        Check.filled("thread", thread);
    }

    /** The key under which a desk files this conversation's ticket; equal conversations give equal keys. */
    public String externalId() {
        return "deskbridge:" + channel + ":" + thread;
    }
}
