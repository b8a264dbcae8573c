package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Sent;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The replies on their way to a network. Each method that writes is one commit and returns when it is on disk. */
@Component
public class ReplyLedger {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public ReplyLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** The reply that a comment became; empty when none was reserved. */
    public Optional<ReplyRow> ofComment(long commentSeq) {
        return reader.query("select * from reply where comment_seq = ?", ReplyLedger::read, commentSeq).stream()
                .findFirst();
    }

    /** Whether the agent was told that the reply waits, or is uncertain, and so waits to hear how it ended. */
    public boolean isAwaited(ReplyRow reply) {
        return !reader.queryForList(
                        """
                        select seq from comment where seq = ? and (told_waiting = 1 or told_unrouted = 1) union all
                        select seq from history where item = 'reply' and item_seq = ?
                            and state in ('uncertain', 'failed')""",
                        Long.class,
                        reply.commentSeq(),
                        reply.seq())
                .isEmpty();
    }

    /** All replies of the conversation in the order they were reserved. */
    public List<ReplyRow> of(Conversation conversation) {
        return reader.query(
                "select * from reply where channel = ? and thread = ? order by seq",
                ReplyLedger::read,
                conversation.channel(),
                conversation.thread());
    }

    /** The conversation in which the reply stands that was sent under that id; empty when none of ours was. */
    public Optional<Conversation> conversationOf(MessageId sent) {
        return reader
                .query(
                        """
                        select thread from reply where channel = ? and sent_id = ? union all
                        select reply.thread from reply_part part join reply on reply.seq = part.reply_seq
                        where part.channel = ? and part.sent_id = ?""",
                        (row, number) -> new Conversation(sent.channel(), row.getString(1)),
                        sent.channel(),
                        sent.value(),
                        sent.channel(),
                        sent.value())
                .stream()
                .findFirst();
    }

    /** What a message that our own account wrote on the network may be to our replies and acknowledgements. */
    public enum Origin {
        OUR_REPLY,
        /** A reply or acknowledgement of the conversation is on its way, and how that ends is not known yet. */
        PERHAPS_OURS,
        NOT_OURS
    }

    /** Whether we sent it. */
    public Origin origin(Conversation conversation, String id) {
        return reader
                .query(
                        """
                        select sent_id from reply where channel = ? and sent_id = ? union all
                        select sent_id from reply_part where channel = ? and sent_id = ? union all
                        select sent_id from acknowledgement where channel = ? and sent_id = ? union all
                        select sent_id from acknowledgement
                        where channel = ? and thread = ? and state = 'waiting' and tried_at is not null union all
                        select sent_id from reply
                        where channel = ? and thread = ? and state = 'waiting' and tried_at is not null union all
                        select part.sent_id from reply_part part join reply on reply.seq = part.reply_seq
                        where part.channel = ? and part.thread = ? and part.sent_id is null
                            and part.tried_at is not null and reply.state = 'waiting'""",
                        (row, number) -> id.equals(row.getString("sent_id")) ? Origin.OUR_REPLY : Origin.PERHAPS_OURS,
                        conversation.channel(),
                        id,
                        conversation.channel(),
                        id,
                        conversation.channel(),
                        id,
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread())
                .stream()
                .min(Comparator.naturalOrder())
                .orElse(Origin.NOT_OURS);
    }

    /**
     * Reserves the comment's reply. A second call gives the first one's row; with new words and a new target when the agent
     * changed the comment and no attempt was begun, of the whole reply or of a part of it.
     */
    public ReplyRow reserve(long commentSeq, Conversation conversation, String inReplyTo, ReplyRow.Content content) {
        return committer.commit(tx -> {
            tx.update(
                    """
                    insert into reply (comment_seq, channel, thread, in_reply_to, content, state, reason, reserved_at)
                    values (?, ?, ?, ?, ?, 'waiting', 'reserved', ?)
                    on conflict (comment_seq) do update
                        set in_reply_to = excluded.in_reply_to, content = excluded.content
                        where reply.tried_at is null and reply.state = 'waiting'
                            and (reply.content <> excluded.content or reply.in_reply_to <> excluded.in_reply_to)
                            and not exists (select 1 from reply_part where reply_seq = reply.seq)""",
                    commentSeq,
                    conversation.channel(),
                    conversation.thread(),
                    inReplyTo,
                    Columns.json(content),
                    clock.millis());
            return tx.query("select * from reply where comment_seq = ?", ReplyLedger::read, commentSeq)
                    .get(0);
        });
    }

    /** Says, before it begins, that the reply is about to be sent. */
    public void trying(ReplyRow reply) {
        committer.commit(tx -> tx.update(
                "update reply set tried_at = ?, reason = 'being sent' where seq = ? and state = 'waiting'",
                clock.millis(),
                reply.seq()));
    }

    /** Takes back that a send was begun: it certainly did not happen. */
    public void notSent(ReplyRow reply) {
        committer.commit(
                tx -> tx.update("update reply set tried_at = null where seq = ? and state = 'waiting'", reply.seq()));
    }

    /**
     * Ends the reply and its comment, and writes the note that tells the agent, in one commit.
     *
     * @param sent what stands on the network, for {@link ReplyState#PUBLISHED}
     */
    public void end(ReplyRow reply, ReplyState state, String reason, Optional<Sent> sent, Optional<NewNote> note) {
        committer.commit(tx -> end(tx, reply, state, reason, sent, note));
    }

    /**
     * As {@link #end} with {@link ReplyState#PUBLISHED}; unless the network told, before its answer was recorded here, that
     * the reply did not arrive.
     *
     * @param note empty when nobody needs to be told
     * @param notDelivered words that for the agent
     * @param arrived words for the agent how far it came, which the network told meanwhile
     */
    public void published(
            ReplyRow reply,
            String reason,
            Sent sent,
            Optional<NewNote> note,
            Function<ReplyRow, NewNote> notDelivered,
            Function<ReplyRow, Optional<NewNote>> arrived) {
        committer.commit(tx -> {
            end(tx, reply, ReplyState.PUBLISHED, reason, Optional.of(sent), note);
            tx.query(
                            "select * from reply where seq = ? and delivery in ('delivered', 'read')",
                            ReplyLedger::read,
                            reply.seq())
                    .forEach(there -> arrived.apply(there).ifPresent(found -> NoteLedger.add(tx, found, clock)));
            tx.query("select * from reply where seq = ? and delivery = 'failed'", ReplyLedger::read, reply.seq())
                    .forEach(failed -> DeliveryStatusLedger.change(
                            tx, failed, ReplyState.FAILED, notDelivered.apply(failed), clock));
            return reply.seq();
        });
    }

    long end(
            JdbcTemplate tx,
            ReplyRow reply,
            ReplyState state,
            String reason,
            Optional<Sent> sent,
            Optional<NewNote> note) {
        tx.update(
                """
                    update reply set state = ?, reason = ?, sent_id = ?, permalink = ?, sent_at = ?, tried_at = null,
                        ended_at = ? where seq = ?""",
                Columns.word(state),
                reason,
                sent.map(Sent::id).orElse(null),
                sent.flatMap(Sent::permalink).map(URI::toString).orElse(null),
                Columns.millis(sent.map(Sent::at)),
                clock.millis(),
                reply.seq());
        History.add(tx, "reply", reply.seq(), clock.instant(), state, reason);
        DeliveryMarks.ended(tx, reply.seq());
        CommentLedger.end(
                tx,
                reply.commentSeq(),
                CommentState.REPLIED,
                "reply " + reply.seq() + " " + Columns.word(state),
                Optional.empty(),
                clock.instant());
        note.ifPresent(found -> NoteLedger.add(tx, found, clock));
        return reply.seq();
    }

    public List<HistoryRow> history(long seq) {
        return History.of(reader, History.Item.REPLY, seq);
    }

    static ReplyRow read(ResultSet row, int number) throws SQLException {
        return new ReplyRow(
                row.getLong("seq"),
                row.getLong("comment_seq"),
                new Conversation(row.getString("channel"), row.getString("thread")),
                row.getString("in_reply_to"),
                Columns.read(row.getString("content"), ReplyRow.Content.class),
                Columns.word(ReplyState.class, row.getString("state")),
                row.getString("reason"),
                Columns.time(row, "reserved_at"),
                Columns.maybeTime(row, "tried_at"),
                Columns.maybeText(row, "sent_id"),
                Columns.maybeText(row, "permalink").map(URI::create),
                Columns.maybeTime(row, "sent_at"),
                Columns.maybeTime(row, "ended_at"),
                told(row),
                Columns.maybeTime(row, "gone_at"));
    }

    private static Optional<ReplyRow.Told> told(ResultSet row) throws SQLException {
        Optional<String> stage = Columns.maybeText(row, "delivery");
        return stage.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReplyRow.Told(
                        Columns.word(DeliveryStatus.Stage.class, stage.get()),
                        Columns.time(row, "delivery_at"),
                        Columns.maybeText(row, "delivery_reason")));
    }
}
