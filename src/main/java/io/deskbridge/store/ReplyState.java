package io.deskbridge.store;

/** Where a reply stands. All but {@link #WAITING} are ends, until a person decides otherwise. */
public enum ReplyState {
    /** Reserved; the reason says what it waits for. */
    WAITING,
    /** Stands on the network. */
    PUBLISHED,
    /** The hub did not send it; the reason names the rule. */
    REFUSED,
    /** The network did not take it; the reason is what it said. */
    FAILED,
    /** It may or may not stand there, and nobody but a person can tell. */
    UNCERTAIN
}
