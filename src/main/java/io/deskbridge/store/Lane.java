package io.deskbridge.store;

import io.deskbridge.core.Conversation;

/**
 * The unfinished rows of one conversation in one direction; they are worked on one after the other.
 *
 * @param direction a network that is down does not keep the customer's next message from the desk, so each direction
 *     has a lane of its own
 */
public record Lane(Direction direction, Conversation conversation) {
    /** Which rows. */
    public enum Direction {
        /** Messages to a desk. */
        MESSAGES,
        /** Comments to a channel. */
        COMMENTS,
        /** Internal notes to a desk. */
        NOTES,
        /** What happened to tickets, to be answered in the desk. */
        TICKETS,
        /** What tickets show of how far their answers came. */
        MARKS,
        /** The automatic first reply to a channel; an agent's answer must not wait for it. */
        ACKNOWLEDGEMENTS
    }

    /** One line that names the lane; equal lanes have equal names. */
    public String name() {
        return direction + " " + conversation.channel() + " " + conversation.thread();
    }

    /**
     * Reads what {@link #name} wrote.
     *
     * @throws IllegalArgumentException when the line is no lane's name
     */
    public static Lane parse(String name) {
        String[] parts = name.split(" ", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("not a lane: \"" + name + "\"; it is DIRECTION CHANNEL THREAD");
        }
        return new Lane(Direction.valueOf(parts[0]), new Conversation(parts[1], parts[2]));
    }
}
