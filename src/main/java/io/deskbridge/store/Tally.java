package io.deskbridge.store;

/** What a row's delay counts for. */
public enum Tally {
    /** It waits and nothing failed. */
    NOTHING(0, 0),
    /** A failed attempt: the next pause is longer. */
    ATTEMPT(1, 0),
    /** A failed attempt for a reason that nobody understands: after some of them the row is given up. */
    STRIKE(1, 1);

    private final int attempts;
    private final int strikes;

    Tally(int attempts, int strikes) {
        this.attempts = attempts;
        this.strikes = strikes;
    }

    int attempts() {
        return attempts;
    }

    int strikes() {
        return strikes;
    }
}
