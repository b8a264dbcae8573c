package io.deskbridge.hub;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Whether what came while the hub was down has been read. Remotes do not repeat every call that nobody took, so polling
 * brings the rest; what is pushed before that would overtake it and turn the order of a conversation round.
 */
@Component
class CatchUp {
    /** Remotes give up a call after some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Set<String> behind = ConcurrentHashMap.newKeySet();
    private final Duration patience;

    CatchUp() {
        this(PATIENCE);
    }

    /**
     * @param patience how long a pushed call waits
     */
    CatchUp(Duration patience) {
        this.patience = patience;
    }

    /** A source will be read from now on; said of all before any is. */
    void begins(String source) {
        behind.add(source);
    }

    /** The source was read to its end once, or it cannot be read now: then pushed calls are better than nothing. */
    void read(String source) {
        if (behind.remove(source)) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /**
     * Waits until all sources of the account have been read. A call that was refused instead would be overtaken by the next
     * one that is taken, until its remote repeats it or the next poll brings what it told of.
     *
     * @return whether they have been read in that time
     */
    synchronized boolean await(String account) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); !isDone(account); left = (until - System.nanoTime()) / 1_000_000) {
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isDone(String account) {
        return behind.stream().noneMatch(source -> source.startsWith(account + "/"));
    }
}
