package io.deskbridge.store;

/** Where a message stands. All but {@link #WAITING} are ends. */
public enum MessageState {
    /** Not yet in a desk; the reason says what for. */
    WAITING,
    /** Opened a ticket. */
    TICKETED,
    /** Stands in its conversation's ticket. */
    APPENDED,
    /** Nobody needs to see it; the reason names the rule. */
    DISMISSED,
    /** Given up and kept for a person; the reason says why. */
    DEAD
}
