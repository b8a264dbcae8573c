package io.deskbridge.store;

import io.deskbridge.core.Comment;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What people decide of replies that ended otherwise than they wished. Each method that writes is one commit. */
@Component
public class ReplyDecisions {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public ReplyDecisions(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    public Optional<ReplyRow> reply(long seq) {
        return row(reader, seq);
    }

    /**
     * What somebody knows of a reply that stands on the network.
     *
     * @param sentId as the network names it
     */
    public record Known(Optional<String> sentId, Optional<URI> permalink) {
        public static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
    }

    /**
     * Who decides.
     *
     * @param words for the history
     * @param comment by which it was decided, in a desk; it ends with the decision
     */
    public record Judge(String words, Optional<CommentRow> comment) {}

    /**
     * The reply stands on the network: an {@link ReplyState#UNCERTAIN} one is {@link ReplyState#PUBLISHED} from now on.
     *
     * @param note tells the agent
     * @return whether it was uncertain
     */
    public boolean stands(long seq, Known known, Judge judge, BiFunction<Comment, ReplyRow, NewNote> note) {
        return committer.commit(tx -> {
            Optional<ReplyRow> reply = row(tx, seq).filter(found -> found.state() == ReplyState.UNCERTAIN);
            reply.ifPresent(found -> {
                Instant now = clock.instant();
                String reason = judge.words() + " says that it stands on the network";
                tx.update(
                        """
                        update reply set state = 'published', reason = ?, sent_id = coalesce(?, sent_id),
                            permalink = coalesce(?, permalink), tried_at = null, ended_at = ? where seq = ?""",
                        reason,
                        known.sentId().orElse(null),
                        known.permalink().map(URI::toString).orElse(null),
                        now.toEpochMilli(),
                        seq);
                History.add(tx, "reply", seq, now, ReplyState.PUBLISHED, reason);
                DeliveryMarks.ended(tx, seq);
                ReplyRow decided = row(tx, seq).orElseThrow();
                NoteLedger.add(tx, note.apply(commentOf(tx, decided).comment(), decided), clock);
                end(tx, judge, "answer " + seq + " counts as published", now);
            });
            return reply.isPresent();
        });
    }

    /**
     * The reply does not stand there and is sent again, through all checks.
     *
     * <p>Of a thread the posts that do not stand there are sent again, those that the network told not to have arrived among
     * them.
     *
     * <p>An uncertain one keeps its key, so that a network that knows keys still cannot take it twice, and a late word of
     * the network still settles it. Of one that failed, what the network said of it is forgotten; it gets a new key then,
     * because that word may come again.
     *
     * @param from the states from which this is possible
     * @return its lane; empty when it is in no such state
     */
    public Optional<Lane> again(long seq, Collection<ReplyState> from, Judge judge) {
        return committer.commit(tx -> {
            Optional<ReplyRow> reply = row(tx, seq).filter(found -> from.contains(found.state()));
            reply.ifPresent(found -> {
                Instant now = clock.instant();
                String reason = "sent again by " + judge.words();
                // a post of a thread that did not arrive is as good as one that was never sent; its old word may come
                // again
                int notArrived = tx.update(
                        """
                        update reply_part set sent_id = null, permalink = null, sent_at = null, delivery = null,
                            delivery_at = null, delivery_reason = null where reply_seq = ? and delivery = 'failed'""",
                        seq);
                tx.update(
                        """
                        update reply set state = 'waiting', reason = ?, tried_at = null, ended_at = null, sent_id = null,
                            permalink = null, sent_at = null,
                            reserved_at = case when delivery is null and ? = 0 then reserved_at else ? end,
                            delivery = null, delivery_at = null, delivery_reason = null where seq = ?""",
                        reason,
                        notArrived,
                        now.toEpochMilli(),
                        seq);
                // of a thread only the posts that do not stand there are sent again
                tx.update("update reply_part set tried_at = null where reply_seq = ? and sent_id is null", seq);
                if (notArrived > 0) { // where none of them stands now, how it is split may change with its words
                    tx.update(
                            """
                            delete from reply_part where reply_seq = ? and not exists (
                                select 1 from reply_part sent where sent.reply_seq = ? and sent.sent_id is not null)""",
                            seq,
                            seq);
                }
                History.add(tx, "reply", seq, now, ReplyState.WAITING, reason);
                tx.update(
                        """
                        update comment set state = 'waiting', reason = ?, attempts = 0, strikes = 0, due_at = 0,
                            postponed_at = 0, parked = 0, ended_at = null where seq = ?""",
                        reason,
                        found.commentSeq());
                History.add(tx, "comment", found.commentSeq(), now, CommentState.WAITING, reason);
                end(tx, judge, "answer " + seq + " is sent again", now);
            });
            return reply.map(found -> new Lane(Lane.Direction.COMMENTS, found.conversation()));
        });
    }

    private static void end(JdbcTemplate tx, Judge judge, String reason, Instant now) {
        judge.comment()
                .ifPresent(
                        row -> CommentLedger.end(tx, row.seq(), CommentState.DISMISSED, reason, Optional.empty(), now));
    }

    private static Optional<ReplyRow> row(JdbcTemplate tx, long seq) {
        return tx.query("select * from reply where seq = ?", ReplyLedger::read, seq).stream()
                .findFirst();
    }

    private static CommentRow commentOf(JdbcTemplate tx, ReplyRow reply) {
        return tx.query("select * from comment where seq = ?", CommentLedger::read, reply.commentSeq())
                .get(0);
    }
}
