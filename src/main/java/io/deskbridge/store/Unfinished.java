package io.deskbridge.store;

import java.util.List;

/**
 * A conversation's messages that are to be worked on, in the order they came, those that no route takes left out. Closed
 * when the work ends.
 *
 * @see MessageLedger#begin
 */
public final class Unfinished implements AutoCloseable {
    private final List<MessageRow> rows;
    private final boolean all;
    private final boolean first;
    private final Runnable ended;
    private final Runnable left;
    private boolean done;

    Unfinished(List<MessageRow> rows, boolean all, boolean first, Runnable ended, Runnable left) {
        this.rows = rows;
        this.all = all;
        this.first = first;
        this.ended = ended;
        this.left = left;
    }

    public List<MessageRow> rows() {
        return rows;
    }

    /** Whether there were no more when the work began. */
    public boolean isAll() {
        return all;
    }

    /** Whether the conversation is known to stand in no desk, and no write there was begun. */
    public boolean isFirst() {
        return first;
    }

    /** Every one of the rows has reached its end, or was set aside, on disk. */
    public void done() {
        done = true;
    }

    @Override
    public void close() {
        if (done && all) {
            ended.run();
        } else {
            left.run();
        }
    }
}
