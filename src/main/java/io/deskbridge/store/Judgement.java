package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Message;
import java.util.Optional;

/**
 * What a message is to those before it. What the hub wrote itself and what the network's nature rules out end at once,
 * with a reason.
 */
record Judgement(Change change, MessageState state, String reason) {

    static Judgement of(LedgerTemplate tx, Message message) {
        if (message.deleted() && ownReply(tx, message).isPresent()) {
            return waiting(Change.DELETED); // who took it away is not always told; the agents learn it in any case
        }
        if (message.ours()) {
            return ownReply(tx, message)
                    .map(seq -> "echo: our own reply " + seq + " seen on the network")
                    .or(() -> ownAcknowledgement(tx, message))
                    .or(message::dismissal) // an echo may come before it is recorded what it is an echo of
                    .map(Judgement::dismissed)
                    .orElseGet(() -> own(tx, message));
        }
        if (message.dismissal().isPresent()) {
            return dismissed(message.dismissal().get());
        }
        if (message.deleted()) { // who took it away is not always told
            Optional<String> own = ownAcknowledgement(tx, message);
            if (own.isPresent()) {
                return dismissed(own.get());
            }
        }
        Optional<Long> newestKnown = newestWording(tx, message);
        if (newestKnown.isEmpty()) {
            return message.deleted() ? dismissed("deleted by its author before it was seen here") : waiting(Change.NEW);
        }
        if (message.deleted()) {
            return isDismissed(tx, message)
                    ? dismissed("deleted by its author; no agent saw it")
                    : waiting(Change.DELETED);
        }
        return message.revision().at().toEpochMilli() < newestKnown.get()
                ? dismissed("an older wording; a newer one came before it")
                : waiting(Change.EDITED);
    }

    /** The agents are told what a colleague wrote elsewhere in a conversation that they have. */
    private static Judgement own(LedgerTemplate tx, Message message) {
        return !message.deleted() && newestWording(tx, message).isEmpty() && isKnown(tx, message.conversation())
                ? waiting(Change.NEW)
                : dismissed(MessageLedger.WRITTEN_THERE);
    }

    /** Whether the conversation has a ticket, or a message that will perhaps open one. */
    private static boolean isKnown(LedgerTemplate tx, Conversation conversation) {
        return !tx.queryForList(
                        """
                        select 1 where exists (select 1 from link where channel = ? and thread = ?)
                            or exists (select 1 from message where channel = ? and thread = ? and state = 'waiting')""",
                        Long.class,
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread())
                .isEmpty();
    }

    private static Optional<Long> ownReply(LedgerTemplate tx, Message message) {
        return tx
                .queryForList(
                        """
                        select seq from reply where channel = ? and sent_id = ? union all
                        select reply_seq from reply_part where channel = ? and sent_id = ?""",
                        Long.class,
                        message.id().channel(),
                        message.id().value(),
                        message.id().channel(),
                        message.id().value())
                .stream()
                .findFirst();
    }

    /** Agents hear that one was sent, and need not follow it. */
    private static Optional<String> ownAcknowledgement(LedgerTemplate tx, Message message) {
        return AcknowledgementLedger.sentAs(tx, message.id())
                .map(seq -> message.deleted()
                        ? "tells that our own acknowledgement " + seq + " no longer stands there"
                        : "echo: our own acknowledgement " + seq + " seen on the network");
    }

    private static Optional<Long> newestWording(LedgerTemplate tx, Message message) {
        return Optional.ofNullable(tx.queryForObject(
                "select max(revision_at) from message where channel = ? and message_id = ?",
                Long.class,
                message.id().channel(),
                message.id().value()));
    }

    /** Whether no wording of the message is, or will be, in a desk. */
    private static boolean isDismissed(LedgerTemplate tx, Message message) {
        return tx.queryForList(
                        """
                        select seq from message where channel = ? and message_id = ? and not (state = 'dismissed')
                        limit 1""",
                        Long.class,
                        message.id().channel(),
                        message.id().value())
                .isEmpty();
    }

    private static Judgement waiting(Change change) {
        return new Judgement(change, MessageState.WAITING, "received");
    }

    private static Judgement dismissed(String reason) {
        return new Judgement(Change.NEW, MessageState.DISMISSED, reason);
    }
}
