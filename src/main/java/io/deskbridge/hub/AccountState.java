package io.deskbridge.hub;

import java.time.Instant;

/**
 * Whether an account works.
 *
 * @param health as last seen
 * @param detail why it does not, in a sentence for an admin; empty while it works
 * @param since when this began
 */
public record AccountState(Health health, String detail, Instant since) {
    /** Whether an account works. */
    public enum Health {
        /** Not asked yet. */
        UNKNOWN,
        UP,
        /** Cannot be reached; tried again by itself. */
        DOWN,
        /** Its token or a permission is gone; nothing is tried until it works again. */
        PAUSED
    }
}
