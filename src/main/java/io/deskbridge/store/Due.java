package io.deskbridge.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a row's time has come. A row that was postponed in the future was postponed before somebody moved the clock
 * back: it is due, or it would wait as much longer.
 */
final class Due {
    /** Clocks of processes that share a ledger differ by less. */
    static final Duration DRIFT = Duration.ofMinutes(1);

    private Due() {}

    static boolean isReached(Instant now, Instant dueAt, Instant postponedAt) {
        return !dueAt.isAfter(now) || postponedAt.isAfter(now.plus(DRIFT));
    }
}
