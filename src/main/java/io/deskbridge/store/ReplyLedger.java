package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Sent;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    /** All replies of the conversation in the order they were reserved. */
    public List<ReplyRow> of(Conversation conversation) {
        return reader.query(
                "select * from reply where channel = ? and thread = ? order by seq",
                ReplyLedger::read,
                conversation.channel(),
                conversation.thread());
    }

    /** Reserves the comment's reply; a second call gives the first one's row. */
    public ReplyRow reserve(long commentSeq, Conversation conversation, String inReplyTo, ReplyRow.Content content) {
        return committer.commit(tx -> {
            tx.update(
                    """
                    insert into reply (comment_seq, channel, thread, in_reply_to, content, state, reason, reserved_at)
                    values (?, ?, ?, ?, ?, 'waiting', 'reserved', ?)
                    on conflict (comment_seq) do nothing""",
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
        committer.commit(tx -> {
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
            CommentLedger.end(
                    tx,
                    reply.commentSeq(),
                    CommentState.REPLIED,
                    "reply " + reply.seq() + " " + Columns.word(state),
                    Optional.empty(),
                    clock.instant());
            note.ifPresent(found -> NoteLedger.add(tx, found, clock));
            return reply.seq();
        });
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
                Columns.maybeTime(row, "ended_at"));
    }
}
