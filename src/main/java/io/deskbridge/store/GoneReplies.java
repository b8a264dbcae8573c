package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageId;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Replies that stood on the network and do no longer, or not all of their posts. They keep their state, because people have
 * read them.
 */
@Component
public class GoneReplies {
    /** A post of a thread stands for its reply. */
    private static final String BY_SENT =
            """
            select * from reply where seq in (
                select seq from reply where channel = ? and sent_id = ? union
                select reply_seq from reply_part where channel = ? and sent_id = ?)""";

    private static final String GONE = "no longer stands on the network";
    private static final String GONE_IN_PART = "one of its posts no longer stands on the network";

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public GoneReplies(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** Makes the note for the agent. */
    @FunctionalInterface
    public interface Telling {
        /**
         * @param isPart what is gone was one of several posts of the reply
         */
        NewNote note(Comment comment, ReplyRow reply, boolean isPart);
    }

    /** Whether it is one of our replies. */
    public boolean isReply(MessageId id) {
        return of(reader, id).isPresent();
    }

    /**
     * Ends a row that tells of such a reply, and tells the agent, once for a reply, in one commit.
     *
     * @return the conversation's notes, when the row is about a reply of ours
     */
    public Optional<Lane> gone(MessageRow row, Telling telling) {
        return committer.commit(tx -> {
            Message message = row.message();
            Optional<ReplyRow> reply = of(tx, message.id());
            reply.ifPresent(found -> {
                int first = tx.update(
                        "update reply set gone_at = ? where seq = ? and gone_at is null",
                        message.revision().at().toEpochMilli(),
                        found.seq());
                if (first > 0) {
                    boolean isPart = isPart(tx, found);
                    Comment comment = tx.query(
                                    "select * from comment where seq = ?", CommentLedger::read, found.commentSeq())
                            .get(0)
                            .comment();
                    History.add(tx, "reply", found.seq(), clock.instant(), found.state(), isPart ? GONE_IN_PART : GONE);
                    NoteLedger.add(tx, telling.note(comment, found, isPart), clock);
                }
                String reason = "tells that our own reply " + found.seq() + " no longer stands there";
                tx.update(
                        "update message set state = 'dismissed', reason = ?, ended_at = ? where seq = ?",
                        reason,
                        clock.millis(),
                        row.seq());
                History.add(tx, "message", row.seq(), clock.instant(), MessageState.DISMISSED, reason);
            });
            return reply.map(found -> new Lane(Lane.Direction.NOTES, found.conversation()));
        });
    }

    private static boolean isPart(JdbcTemplate tx, ReplyRow reply) {
        Integer posts =
                tx.queryForObject("select count(*) from reply_part where reply_seq = ?", Integer.class, reply.seq());
        return posts != null && posts > 1;
    }

    private static Optional<ReplyRow> of(JdbcTemplate tx, MessageId id) {
        return tx.query(BY_SENT, ReplyLedger::read, id.channel(), id.value(), id.channel(), id.value()).stream()
                .findFirst();
    }
}
