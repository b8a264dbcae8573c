package io.deskbridge.hub;

import java.time.Instant;

/** An item must wait, and nothing failed. */
final class Held extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Instant until;

    Held(String reason, Instant until) {
        super(reason);
        this.until = until;
    }

    Instant until() {
        return until;
    }
}
