package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds the calls that one channel's conversations make to one account at a time. More conversations than that are at
 * work, so that while some of them wait for the ledger's disk the account is not left idle.
 */
final class Slots {
    /** A reservation is made just before what it is for: what a look-up waits for is counted from there. */
    static final Duration FRESH = Duration.ofMillis(200);

    private final Semaphore free;
    private final Ticker ticker;

    Slots(int calls, Ticker ticker) {
        this.free = new Semaphore(calls);
        this.ticker = ticker;
    }

    /**
     * Makes the call when its turn has come.
     *
     * @param reserve repeated when that took so long that the reservation is not fresh any more
     * @throws Failure.Unavailable when the hub stops before that; then nothing was done
     */
    <T> T call(Runnable reserve, Supplier<T> call) {
        var write = new CurrentWrite(reserve, ticker);
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.Unavailable("the hub stops", e);
        }
        try {
            write.keepFresh();
            return write.during(call);
        } finally {
            free.release();
        }
    }
}
