package io.deskbridge.store;

import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Sent;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The posts of replies that are sent as threads. They are there from the moment before the first one is sent; their texts
 * never change. Each method that writes is one commit and returns when it is on disk.
 */
@Component
public class PartLedger {
    private static final String ALL = "select * from reply_part where reply_seq = ? order by part";

    /** References are one line each. */
    private static final String BETWEEN = "\n";

    private final Committer committer;
    private final JdbcTemplate reader;
    private final ReplyLedger replies;
    private final Clock clock;

    public PartLedger(Committer committer, LedgerDatabase database, ReplyLedger replies, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.replies = replies;
        this.clock = clock;
    }

    /** The reply's posts in their order; none when it is no thread, or nothing of it was begun. */
    public List<PartRow> of(ReplyRow reply) {
        return reader.query(ALL, PartLedger::read, reply.seq());
    }

    /** Says, before it begins, that the first of these posts is about to be sent; may be said again. */
    public void begin(ReplyRow reply, List<NewPart> posts) {
        committer.commit(tx -> {
            for (int part = 0; part < posts.size(); part++) {
                tx.update(
                        """
                        insert into reply_part (reply_seq, part, channel, thread, text, files) values (?, ?, ?, ?, ?, ?)
                        on conflict (reply_seq, part) do nothing""",
                        reply.seq(),
                        part,
                        reply.conversation().channel(),
                        reply.conversation().thread(),
                        posts.get(part).text(),
                        String.join(BETWEEN, posts.get(part).files()));
            }
            return trying(tx, reply.seq(), 0);
        });
    }

    /** Says, before it begins, that the post is about to be sent. */
    public void trying(PartRow part) {
        committer.commit(tx -> trying(tx, part.replySeq(), part.number()));
    }

    private int trying(JdbcTemplate tx, long reply, int part) {
        return tx.update(
                "update reply_part set tried_at = ? where reply_seq = ? and part = ? and sent_id is null",
                clock.millis(),
                reply,
                part);
    }

    /** Takes back that a send was begun: it certainly did not happen. */
    public void notSent(PartRow part) {
        committer.commit(tx -> tx.update(
                "update reply_part set tried_at = null where reply_seq = ? and part = ? and sent_id is null",
                part.replySeq(),
                part.number()));
    }

    /** Forgets all posts of the reply, when none of them stands there: how it is split may change with its words. */
    public void forget(ReplyRow reply) {
        committer.commit(tx -> tx.update(
                """
                delete from reply_part where reply_seq = ?
                    and not exists (select 1 from reply_part sent where sent.reply_seq = ? and sent.sent_id is not null)""",
                reply.seq(),
                reply.seq()));
    }

    /** Records that the post stands there. */
    public void sent(PartRow part, Sent sent) {
        committer.commit(tx -> tx.update(
                """
                update reply_part set sent_id = ?, permalink = ?, sent_at = ?, tried_at = null
                where reply_seq = ? and part = ?""",
                sent.id(),
                sent.permalink().map(URI::toString).orElse(null),
                sent.at().toEpochMilli(),
                part.replySeq(),
                part.number()));
    }

    /**
     * As {@link ReplyLedger#published}, when all posts stand there.
     *
     * @param first what is recorded as the reply's own
     * @param notDelivered words for the agent that a post did not arrive, which the network told meanwhile
     * @param arrived likewise how far all of it came
     */
    public void published(
            ReplyRow reply,
            String reason,
            Sent first,
            Optional<NewNote> note,
            Function<PartRow, NewNote> notDelivered,
            Function<ReplyRow, Optional<NewNote>> arrived) {
        committer.commit(tx -> {
            replies.end(tx, reply, ReplyState.PUBLISHED, reason, Optional.of(first), note);
            PartStatuses.whole(tx, reply).ifPresent(whole -> {
                DeliveryMarks.told(tx, reply.seq());
                arrived.apply(whole).ifPresent(found -> NoteLedger.add(tx, found, clock));
            });
            tx.query(ALL, PartLedger::read, reply.seq()).stream()
                    .filter(part -> part.failure().isPresent())
                    .findFirst()
                    .ifPresent(failed -> DeliveryStatusLedger.change(
                            tx,
                            reply,
                            ReplyState.FAILED,
                            failed.failure().orElse(""),
                            notDelivered.apply(failed),
                            clock));
            return reply.seq();
        });
    }

    static PartRow read(ResultSet row, int number) throws SQLException {
        Optional<String> sentId = Columns.maybeText(row, "sent_id");
        Optional<URI> permalink = Columns.maybeText(row, "permalink").map(URI::create);
        Instant sentAt = Columns.time(row, "sent_at");
        Optional<Stage> told = Columns.maybeText(row, "delivery").map(word -> Columns.word(Stage.class, word));
        String reason = Columns.maybeText(row, "delivery_reason").orElse("");
        return new PartRow(
                row.getLong("reply_seq"),
                row.getInt("part"),
                row.getString("text"),
                Columns.maybeText(row, "files")
                        .filter(files -> !files.isEmpty())
                        .map(files -> List.of(files.split(BETWEEN)))
                        .orElse(List.of()),
                Columns.maybeTime(row, "tried_at"),
                sentId.map(id -> new Sent(id, permalink, sentAt)),
                told,
                told.filter(Stage.FAILED::equals).map(failed -> reason));
    }
}
