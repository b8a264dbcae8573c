package io.deskbridge.core;

import java.time.Instant;

/**
 * Names one reply for ever: every attempt to send it carries the same key. A network that takes an idempotency key or a
 * record key gets one derived from it.
 *
 * @param number the reply's row in the ledger; never used twice
 * @param reservedAt when the row was made, to the millisecond; the same at each attempt
 */
public record SendKey(long number, Instant reservedAt) {
    @Override
    public String toString() {
        return "deskbridge-" + number + "-" + reservedAt.toEpochMilli();
    }
}
