package io.deskbridge.store;

/** Where an acknowledgement stands. All but {@link #WAITING} are ends. */
public enum AcknowledgementState {
    /** Asked for; the reason says what it waits for. */
    WAITING,
    /** Stands on the network. */
    SENT,
    /** It would have come too late, and was not sent. */
    EXPIRED,
    /** The hub did not send it; the reason says why. */
    WITHHELD,
    /** The network did not take it, or did not deliver it; the reason is what it said. */
    FAILED,
    /** It may or may not stand there. */
    UNCERTAIN
}
