package io.deskbridge.core;

import java.time.Instant;

/**
 * One wording of a message. The same message with another revision is an edit; the ledger keeps both.
 *
 * @param id tells two wordings of one message apart; equal ids mean equal content
 * @param at when this wording was written; a wording older than the newest one known is never taken for an edit
 */
public record Revision(String id, Instant at) {
    public Revision {
        Check.filled("revision id", id);
    }
}
