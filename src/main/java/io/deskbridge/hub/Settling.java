package io.deskbridge.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Waits until a remote must have ended an attempt whose outcome is not known: a look-up before that proves nothing. What
 * this process began is measured by time that runs evenly, whatever becomes of the clock; what an earlier one began, by the
 * clock.
 */
@Component
class Settling {
    private final Clock clock;
    private final Ticker ticker;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    Settling(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** An attempt begins. */
    void begins(String key) {
        begun.put(key, ticker.nanos());
    }

    /** Its outcome is known. */
    void known(String key) {
        begun.remove(key);
    }

    /**
     * Waits for the remote to tell by itself, counted from when this process began to listen: what it told while no process
     * ran it tells again, but only after a time.
     *
     * @param key of the item
     * @throws Held while it may still come
     */
    void listen(String key, Duration patience, String waiting) {
        long since = begun.computeIfAbsent(key, unused -> ticker.nanos());
        Duration left = patience.minusNanos(ticker.nanos() - since);
        if (!left.isNegative() && !left.isZero()) {
            throw new Held(waiting, clock.instant().plus(left));
        }
        begun.remove(key);
    }

    /**
     * @param key of the item
     * @param triedAt when the attempt began, by the clock of that time
     * @throws Held when the remote may still be working on it
     */
    void await(String key, Instant triedAt, Duration settle, String who) {
        Instant now = clock.instant();
        Long start = begun.get(key);
        if (start == null && triedAt.isAfter(now)) {
            // somebody moved the clock back: how long ago it was nobody knows, so all of the time is waited for from
            // here
            start = ticker.nanos();
            begun.put(key, start);
        }
        Duration left =
                start == null ? Duration.between(now, triedAt.plus(settle)) : settle.minusNanos(ticker.nanos() - start);
        if (!left.isNegative() && !left.isZero()) {
            throw new Held("waits until " + who + " must have ended the first attempt", now.plus(left));
        }
        begun.remove(key);
    }
}
