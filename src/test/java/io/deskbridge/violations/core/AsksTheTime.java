package io.deskbridge.violations.core;

import java.time.Instant;

class AsksTheTime {
    Instant now() {
        return Instant.now();
    }

    long millis() {
        return System.currentTimeMillis();
    }
}
