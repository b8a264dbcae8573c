package io.deskbridge.bench;

import java.time.Instant;

/** Microseconds since 1970: a time that processes of one machine share. */
final class Micros {
    private Micros() {}

    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
