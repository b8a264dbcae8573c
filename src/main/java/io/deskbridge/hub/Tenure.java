package io.deskbridge.hub;

import io.deskbridge.store.Fence;
import java.util.Optional;

/** One lease while this process holds it, and how much is at work under it. */
final class Tenure {
    private final Fence fence;
    private long until;
    private int working;
    private boolean ending;

    /**
     * @param until by {@link System#nanoTime}
     */
    Tenure(Fence fence, long until) {
        this.fence = fence;
        this.until = until;
    }

    long epoch() {
        return fence.epoch();
    }

    synchronized void prolong(long newUntil) {
        until = newUntil;
    }

    synchronized boolean isValid() {
        return !ending && System.nanoTime() - until < 0;
    }

    /** Empty when it is over, or about to be. */
    synchronized Optional<Leases.Work> begin() {
        if (!isValid()) {
            return Optional.empty();
        }
        working++;
        return Optional.of(new Leases.Work(fence, this::done));
    }

    private synchronized void done() {
        working--;
    }

    /** It is not to be given up after all. */
    synchronized void goOn() {
        ending = false;
    }

    /** Lets nothing begin any more. Whether nothing is at work either, so that another process can have it. */
    synchronized boolean giveUp() {
        ending = true;
        return working == 0;
    }
}
