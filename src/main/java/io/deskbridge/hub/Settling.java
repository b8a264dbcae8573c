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
    private final Map<String, Start> starts = new ConcurrentHashMap<>();

    Settling(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.ticker = ticker;
    }

    /** @param at by the clock of that time: tells an attempt of ours from a later one of another process */
    private record Start(long nanos, Instant at) {}

    private Start now() {
        return new Start(ticker.nanos(), clock.instant());
    }

    private Duration left(Start start, Duration time) {
        return time.minusNanos(ticker.nanos() - start.nanos());
    }

    /** An attempt begins; it was reserved before. */
    void begins(String key) {
        starts.put(key, now());
    }

    /**
     * It ended here, and nobody knows how. What it handed over last the remote may only now begin to work on: a call of many
     * steps, as a mail's, may have lasted longer by then than the remote is given.
     */
    void brokeOff(String key) {
        starts.put(key, now());
    }

    /** Its outcome is known. */
    void known(String key) {
        starts.remove(key);
    }

    /**
     * Waits for the remote to tell by itself, counted from when this process began to listen: what it told while no process
     * ran it tells again, but only after a time.
     *
     * @param key of the item
     * @throws Held while it may still come
     */
    void listen(String key, Duration patience, String waiting) {
        Duration left = left(starts.computeIfAbsent(key, unused -> now()), patience);
        if (!left.isNegative() && !left.isZero()) {
            throw new Held(waiting, clock.instant().plus(left));
        }
        starts.remove(key);
    }

    /**
     * @param key of the item
     * @param triedAt when the attempt was reserved, by the clock of that time
     * @throws Held when the remote may still be working on it
     */
    void await(String key, Instant triedAt, Duration settle, String who) {
        Instant now = clock.instant();
        Start start = starts.get(key);
        if (start != null && triedAt.isAfter(start.at())) {
            start = null; // another process tried it again since
        }
        if (start == null && triedAt.isAfter(now)) {
            // somebody moved the clock back: how long ago it was nobody knows, so all of the time is waited for from
            // here
            start = new Start(ticker.nanos(), triedAt);
            starts.put(key, start);
        }
        Duration left = start == null ? Duration.between(now, triedAt.plus(settle)) : left(start, settle);
        if (!left.isNegative() && !left.isZero()) {
            throw new Held("waits until " + who + " must have ended the first attempt", now.plus(left));
        }
        starts.remove(key);
    }
}
