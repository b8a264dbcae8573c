package io.deskbridge.store;

import java.time.Instant;

/** One change of state. */
public record HistoryRow(String item, long itemSeq, Instant at, String state, String reason) {
    /** Whether a person sent what was given up on its way again. */
    public boolean isReplay() {
        return reason.equals(History.REPLAYED);
    }
}
