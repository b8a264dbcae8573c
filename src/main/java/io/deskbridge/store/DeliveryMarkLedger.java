package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What tickets show of how far their newest answers came. Each method that writes is one commit. */
@Component
public class DeliveryMarkLedger {
    /** The item under which the history keeps when a ticket was written. */
    static final String ITEM = "mark";

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public DeliveryMarkLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** The conversation's tickets that may show what is out of date. */
    public List<DeliveryMarkRow> unfinished(Conversation conversation, int limit) {
        return reader.query(
                "select * from delivery_mark where channel = ? and thread = ? and state = 'waiting' order by seq limit ?",
                DeliveryMarkLedger::read,
                conversation.channel(),
                conversation.thread(),
                limit);
    }

    /**
     * What the ticket shall show: how far its newest answer came. Empty while that is not known, and when the hub refused it
     * or cannot know whether it was sent.
     */
    public Optional<Stage> wanted(DeliveryMarkRow row) {
        return reader
                .query(
                        """
                        select reply.state, reply.delivery from reply join comment on comment.seq = reply.comment_seq
                        where comment.desk = ? and comment.ticket_id = ? and reply.state <> 'waiting'
                        order by reply.seq desc limit 1""",
                        (found, number) -> wanted(found.getString("state"), Columns.maybeText(found, "delivery")),
                        row.desk(),
                        row.ticketId())
                .stream()
                .findFirst()
                .flatMap(found -> found);
    }

    private static Optional<Stage> wanted(String state, Optional<String> delivery) {
        return switch (Columns.word(ReplyState.class, state)) {
            case FAILED -> Optional.of(Stage.FAILED);
            case PUBLISHED ->
                delivery.map(word -> Columns.word(Stage.class, word))
                        .filter(stage -> stage == Stage.DELIVERED || stage == Stage.READ);
            case WAITING, REFUSED, UNCERTAIN -> Optional.empty();
        };
    }

    /** The ticket shows that now. What was told while it was written is still to be done. */
    public void shown(DeliveryMarkRow row, Optional<Stage> stage, String reason) {
        committer.commit(tx -> {
            tx.update(
                    "update delivery_mark set stage = ? where seq = ?",
                    stage.map(Columns::word).orElse(null),
                    row.seq());
            tx.update(
                    "insert into history (item, item_seq, at, state, reason) values (?, ?, ?, 'shown', ?)",
                    ITEM,
                    row.seq(),
                    clock.millis(),
                    reason);
            return settle(tx, row, reason);
        });
    }

    /** Nothing is to be done, or nothing can be, until there is other news. */
    public void settle(DeliveryMarkRow row, String reason) {
        committer.commit(tx -> settle(tx, row, reason));
    }

    private static int settle(JdbcTemplate tx, DeliveryMarkRow row, String reason) {
        return tx.update(
                "update delivery_mark set state = 'settled', reason = ? where seq = ? and news = ?",
                reason,
                row.seq(),
                row.news());
    }

    public void postpone(DeliveryMarkRow row, String reason, Instant dueAt, Tally tally) {
        committer.commit(tx -> tx.update(
                """
                update delivery_mark set reason = ?, due_at = ?, attempts = attempts + ?, strikes = strikes + ?,
                    postponed_at = ? where seq = ? and news = ?""",
                reason,
                dueAt.toEpochMilli(),
                tally.attempts(),
                tally.strikes(),
                clock.millis(),
                row.seq(),
                row.news()));
    }

    private static DeliveryMarkRow read(ResultSet row, int number) throws SQLException {
        return new DeliveryMarkRow(
                row.getLong("seq"),
                new Conversation(row.getString("channel"), row.getString("thread")),
                row.getString("desk"),
                row.getString("ticket_id"),
                Columns.maybeText(row, "stage").map(word -> Columns.word(Stage.class, word)),
                row.getLong("news"),
                row.getString("reason"),
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"));
    }
}
