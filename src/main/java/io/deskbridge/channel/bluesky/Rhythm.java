package io.deskbridge.channel.bluesky;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Tells when something dear is due that is done more rarely than polling. Not kept: after a restart it is due at once. */
final class Rhythm {
    private final Clock clock;
    private final Duration pace;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    Rhythm(Clock clock, Duration pace) {
        this.clock = clock;
        this.pace = pace;
    }

    boolean isDue() {
        return !clock.instant().isBefore(next.get());
    }

    /** Called once it succeeded. */
    void done() {
        next.set(clock.instant().plus(pace));
    }
}
