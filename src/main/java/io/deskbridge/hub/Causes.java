package io.deskbridge.hub;

import io.deskbridge.core.Failure;

/** Finds in what a route threw the part that decides. */
final class Causes {
    private Causes() {}

    /** The failure or hold inside the wrappings that Camel or a step put around it; else what was thrown. */
    static Throwable relevant(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure || cause instanceof Held) {
                return cause;
            }
        }
        return thrown;
    }

    /** Whether a write that failed so certainly did not happen. */
    static boolean notDone(Failure failure) {
        return failure instanceof Failure.Unavailable
                || failure instanceof Failure.RateLimited
                || failure instanceof Failure.Unauthorized
                || failure instanceof Failure.Rejected;
    }
}
