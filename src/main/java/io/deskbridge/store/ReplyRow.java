package io.deskbridge.store;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus;
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
 * @param told what the network told of it by itself
 * @param goneAt since when it no longer stands there, though it did
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
        Optional<Instant> endedAt,
        Optional<Told> told,
        Optional<Instant> goneAt) {

    /**
     * What is to be sent, as it was when it was reserved.
     *
     * @param inPrivate whether the customer alone will read it
     */
    public record Content(Agent agent, String text, List<Attachment> attachments, boolean inPrivate) {
        /** What everybody will read. */
        public Content(Agent agent, String text, List<Attachment> attachments) {
            this(agent, text, attachments, false);
        }
    }

    /**
     * How far the network says the reply came.
     *
     * @param reason why no further, in the agents' language
     */
    public record Told(DeliveryStatus.Stage stage, Instant at, Optional<String> reason) {}

    /** The same row with another content. */
    public ReplyRow saying(Content other) {
        return new ReplyRow(
                seq,
                commentSeq,
                conversation,
                inReplyTo,
                other,
                state,
                reason,
                reservedAt,
                triedAt,
                sentId,
                permalink,
                sentAt,
                endedAt,
                told,
                goneAt);
    }

    public SendKey key() {
        return new SendKey(seq, reservedAt);
    }
}
