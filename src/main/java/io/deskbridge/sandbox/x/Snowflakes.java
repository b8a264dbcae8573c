package io.deskbridge.sandbox.x;

import java.time.Instant;

/** Ids that grow with time, as X makes them: milliseconds since its own epoch, then 22 bits to tell them apart. */
final class Snowflakes {
    private static final long EPOCH = 1_288_834_974_657L;
    private long last;

    synchronized long next() {
        last = Math.max(last + 1, (System.currentTimeMillis() - EPOCH) << 22);
        return last;
    }

    static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >> 22) + EPOCH);
    }
}
