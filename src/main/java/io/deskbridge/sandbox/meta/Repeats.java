package io.deskbridge.sandbox.meta;

/**
 * What happens to a webhook call that is not answered with 200.
 *
 * @param attempts how often it is tried in all
 * @param firstPauseMillis before the second attempt; it doubles
 * @param longestPauseMillis which it never exceeds
 * @param inOrder the later calls wait for it; else they go before
 */
public record Repeats(int attempts, long firstPauseMillis, long longestPauseMillis, boolean inOrder) {
    /** For a network that can be polled: what is given up is made up for. */
    public static final Repeats FEW = new Repeats(6, 500, 2500, false);

    /** For a network that tells things only once. */
    public static final Repeats UNTIL_TAKEN = new Repeats(500, 100, 5000, true);

    long pauseMillis(int attempt) {
        return Math.min(longestPauseMillis, firstPauseMillis << Math.min(attempt - 1, 10));
    }
}
