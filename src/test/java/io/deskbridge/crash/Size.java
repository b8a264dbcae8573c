package io.deskbridge.crash;

import java.time.Duration;

/**
 * How much is carried and how often the hub is killed meanwhile.
 *
 * @param comments of agents, public
 * @param notes of agents, internal; one published would be a leak
 * @param feed how long the customers write, if no kill is waited for
 * @param late how likely a write is answered 300 ms late
 * @param dropped how likely the answer to a write is lost after the write
 * @param standstill when nothing moved for so long, what is missing will not come any more
 */
record Size(
        int conversations,
        int messages,
        int comments,
        int notes,
        int kills,
        Duration feed,
        double late,
        double dropped,
        Duration standstill) {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    /** What CI runs, unless {@code -Dcrash.size} says {@code long}, or {@code short} for a first look. */
    static Size configured() {
        return switch (System.getProperty("crash.size", "everyday")) {
            case "everyday" -> everyday();
            case "long" -> longRun();
            case "short" -> shortRun();
            default -> throw new IllegalArgumentException("crash.size must be everyday, long or short");
        };
    }

    private static Size shortRun() {
        return new Size(100, 1_000, 300, 50, 5, Duration.ofSeconds(35), 0.2, 0.05, LONG_ENOUGH);
    }

    static Size everyday() {
        return new Size(500, 5_000, 1_500, 250, 15, Duration.ofSeconds(110), 0.2, 0.05, LONG_ENOUGH);
    }

    static Size longRun() {
        return new Size(2_000, 20_000, 5_000, 1_000, 60, Duration.ofSeconds(540), 0.2, 0.05, LONG_ENOUGH);
    }

    /** Enough to show a fault that is there at every lost answer, every repeat or every kill. */
    static Size small() {
        return new Size(50, 150, 50, 10, 2, Duration.ofSeconds(8), 0.2, 0.25, LONG_ENOUGH);
    }

    /** For a hub of which it is known that it never ends everything. */
    Size impatient() {
        return new Size(conversations, messages, comments, notes, kills, feed, late, dropped, Duration.ofSeconds(20));
    }
}
