package io.deskbridge.store;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.SendKey;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply in the ledger.
 *
 * @param inReplyTo the network's id of the message that it answers
 * @param triedAt when a send was begun whose outcome is not recorded
 */
public record ReplyRow(
        long seq,
        long commentSeq,
        Conversation conversation,
        String inReplyTo,
        Content content,
        ReplyState state,
        String reason,
        Instant reservedAt,
        Optional<Instant> triedAt,
        Optional<String> sentId,
        Optional<URI> permalink,
        Optional<Instant> sentAt,
        Optional<Instant> endedAt) {

    /** What is to be sent, as it was when it was reserved. */
    public record Content(Agent agent, String text, List<Attachment> attachments) {}

    public SendKey key() {
        return new SendKey(seq, reservedAt);
    }
}
