package io.deskbridge.crash;

import java.time.Duration;

/**
 * How much is carried and how often the hub is killed meanwhile.
 *
 * @param comments of agents, public
 * @param notes of agents, internal; one published would be a leak
 * @param feed over what time the customers write
 * @param late how likely a write is answered 300 ms late
 * @param dropped how likely the answer to a write is lost after the write
 */
record Size(
        int conversations,
        int messages,
        int comments,
        int notes,
        int kills,
        Duration feed,
        double late,
        double dropped) {

    /** What CI runs, and with {@code -Dcrash.size=long} the long one. */
    static Size configured() {
        return "long".equals(System.getProperty("crash.size")) ? longRun() : everyday();
    }

    static Size everyday() {
        return new Size(500, 5_000, 1_500, 250, 15, Duration.ofSeconds(110), 0.2, 0.05);
    }

    static Size longRun() {
        return new Size(2_000, 20_000, 5_000, 1_000, 60, Duration.ofSeconds(540), 0.2, 0.05);
    }

    /** Enough to show a fault that is there at every lost answer, every repeat or every kill. */
    static Size small() {
        return new Size(40, 300, 120, 20, 3, Duration.ofSeconds(20), 0.2, 0.25);
    }
}
