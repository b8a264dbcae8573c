package io.deskbridge.core;

import java.time.Duration;

/**
 * One thing that an account is polled for, with a cursor and a pace of its own. An account may have several (mentions,
 * direct messages, search): one that fails does not hold up the others.
 */
public interface Source<T> {
    /** Names the source within its account; the cursor is stored under it, so it never changes. */
    String name();

    /** How long to wait between two polls. */
    Duration pace();

    /**
     * Reads on from the cursor. The same cursor may be asked with again, after a crash; what comes twice falls away in
     * the ledger.
     *
     * @throws Failure when the remote cannot be read; nothing of this poll is then stored and the cursor stays
     */
    Batch<T> poll(Cursor since);

    /**
     * Begins to listen for news, where the remote can tell of them; each call of {@code news} makes the hub poll at
     * once. Polling at the pace goes on, so news may be missed.
     *
     * @return ends the listening
     */
    default AutoCloseable listen(Runnable news) {
        return () -> {};
    }
}
