package io.deskbridge.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** How long to wait after how many failed attempts. */
final class Retry {
    private final HubSettings settings;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Retry(HubSettings settings) {
        this.settings = settings;
    }

    /** Pauses double up to the longest; a quarter of each is chance, so that many rows do not come back at one moment. */
    Instant after(int failedAttempts, Instant now) {
        long pause = settings.firstPause().toMillis();
        for (int i = 0; i < failedAttempts && pause < settings.longestPause().toMillis(); i++) {
            pause *= 2;
        }
        pause = Math.min(pause, settings.longestPause().toMillis());
        return now.plus(Duration.ofMillis(pause - random.nextLong(pause / 4 + 1)));
    }
}
