package io.deskbridge.crash;

/**
 * How fast customers write: evenly, and no further than was opened. Whoever kills opens it part by part, so that the kills
 * lie all over the work, on a fast machine and on a slow one. Messages are numbered from 0 over all conversations.
 */
final class Pace {
    private final long pauseNanos;
    private int from;
    private int open;
    private long openedAt;

    Pace(Size size) {
        pauseNanos = size.feed().toNanos() / size.messages();
    }

    /** From now on the messages before that one may be said, too. */
    synchronized void open(int before) {
        from = open;
        open = before;
        openedAt = System.nanoTime();
        notifyAll();
    }

    /** Returns when it is this message's turn. */
    synchronized void await(int message) throws InterruptedException {
        while (message >= open) {
            wait();
        }
        long due = openedAt + (message - from) * pauseNanos; // long ago when it belongs to an earlier part
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
    }
}
