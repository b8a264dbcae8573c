package io.deskbridge.store;

/** Where an agent's public comment stands. All but {@link #WAITING} are ends. */
public enum CommentState {
    /** Not yet a reply that has ended. */
    WAITING,
    /** Became a reply; how that ended is the reply's state. */
    REPLIED,
    /** Nothing to publish; the reason names the rule. */
    DISMISSED,
    /** Given up and kept for a person. */
    DEAD
}
