package io.deskbridge.hub;

import io.deskbridge.core.Http;
import io.deskbridge.core.HttpCall.Effect;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The write that a thread makes. Its reservation must not be old when it is handed over: when its process is killed then, what
 * the remote may still do is all waited for, from the reservation on.
 */
final class CurrentWrite {
    private static final ThreadLocal<@Nullable CurrentWrite> CURRENT = new ThreadLocal<>();

    private final Runnable reserve;
    private final Ticker ticker;
    private long reservedAt;
    private boolean handedOver;

    /**
     * Of a write that was reserved a moment ago.
     *
     * @param reserve does it anew
     */
    CurrentWrite(Runnable reserve, Ticker ticker) {
        this.reserve = reserve;
        this.ticker = ticker;
        this.reservedAt = ticker.nanos();
    }

    /** Reserves anew what was reserved too long ago. */
    void keepFresh() {
        if (ticker.nanos() - reservedAt > Slots.FRESH.toNanos()) {
            reserve.run();
            reservedAt = ticker.nanos();
        }
    }

    /** Makes the write, which may read from other remotes meanwhile. */
    <T> T during(Supplier<T> write) {
        CurrentWrite outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return write.get();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** What this thread writes, if anything, is handed over now. */
    static void handsOver() {
        CurrentWrite write = CURRENT.get();
        // only once: what follows may be seen already, and agents' answers count from when it first could be
        if (write != null && !write.handedOver) {
            write.keepFresh(); // where that fails, so does whoever tries once more
            write.handedOver = true;
        }
    }

    /** Notices by itself when something is handed over. */
    static Http noticed(Http http) {
        return call -> {
            if (call.effect() == Effect.WRITE) {
                handsOver();
            }
            return http.exchange(call);
        };
    }
}
