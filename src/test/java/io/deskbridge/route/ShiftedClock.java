package io.deskbridge.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The time, moved forward as a test wants it; or the clock alone, as when somebody sets it. */
final class ShiftedClock extends Clock {
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Duration> wrong = new AtomicReference<>(Duration.ZERO);

    void forward(Duration by) {
        ahead.updateAndGet(before -> before.plus(by));
    }

    /** Only the clock is set: no time passes. */
    void set(Duration by) {
        wrong.updateAndGet(before -> before.plus(by));
    }

    /** Time that runs evenly. */
    long nanos() {
        return System.nanoTime() + ahead.get().toNanos();
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get()).plus(wrong.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
