package io.deskbridge.sandbox.bluesky;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Record keys and revisions that rise with time and never repeat. */
final class Tids {
    private static final String ALPHABET = "234567abcdefghijklmnopqrstuvwxyz";
    private static final AtomicLong LAST = new AtomicLong();

    private Tids() {}

    static String next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        long value = LAST.updateAndGet(last -> Math.max(last + 1, now)) << 10;
        var text = new char[13];
        for (int i = 12; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (value & 31));
            value >>>= 5;
        }
        return new String(text);
    }
}
