package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.TicketEventRow.Kind;
import io.deskbridge.store.TicketEventRow.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What happened to tickets and is to be answered. Each method that writes is one commit. */
@Component
public class TicketEventLedger {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public TicketEventLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    public List<TicketEventRow> unfinished(Conversation conversation, int limit) {
        return reader.query(
                """
                select * from ticket_event where channel = ? and thread = ? and state = 'waiting' order by seq limit ?""",
                TicketEventLedger::read,
                conversation.channel(),
                conversation.thread(),
                limit);
    }

    /** All events of the ticket in the order they were learned. */
    public List<TicketEventRow> of(String desk, String ticketId) {
        return reader.query(
                "select * from ticket_event where desk = ? and ticket_id = ? and channel is not null order by seq",
                TicketEventLedger::read,
                desk,
                ticketId);
    }

    /** Ends the event without a word to anybody. */
    public void settle(TicketEventRow event, String reason) {
        committer.commit(tx -> end(tx, event, State.SETTLED, reason, Optional.empty()));
    }

    /** Ends the event with a hint to the agent; none other is given in the same spell. */
    public void tell(TicketEventRow event, Instant spell, NewNote note) {
        committer.commit(tx -> {
            end(tx, event, State.TOLD, "told: " + event.signs(), Optional.empty());
            tx.update("update ticket_event set spell = ? where seq = ?", spell.toEpochMilli(), event.seq());
            NoteLedger.add(tx, note, clock);
            return event.seq();
        });
    }

    /** Ends the event with a note to the agent. */
    public void tell(TicketEventRow event, String reason, NewNote note) {
        committer.commit(tx -> {
            end(tx, event, State.TOLD, reason, Optional.empty());
            NoteLedger.add(tx, note, clock);
            return event.seq();
        });
    }

    /**
     * As {@link #tell(TicketEventRow, String, NewNote)}; the reply now stands on the network as the reason says.
     *
     * @param gone it stands there no longer, so the network's own word of that is no news
     */
    public void followed(
            TicketEventRow event, ReplyRow reply, ReplyRow.Content content, String reason, boolean gone, NewNote note) {
        committer.commit(tx -> {
            end(tx, event, State.TOLD, reason, Optional.of(reply.commentSeq()));
            tx.update(
                    "update reply set content = ?, reason = ?, gone_at = coalesce(gone_at, ?) where seq = ?",
                    Columns.json(content),
                    reason,
                    gone ? (Object) clock.millis() : null,
                    reply.seq());
            History.add(tx, "reply", reply.seq(), clock.instant(), reply.state(), reason);
            NoteLedger.add(tx, note, clock);
            return event.seq();
        });
    }

    /** How many changes of comments of that desk were carried to networks since then. */
    public int followed(String desk, Instant since) {
        Integer count = reader.queryForObject(
                """
                select count(*) from ticket_event
                where desk = ? and kind = 'changed' and comment_seq is not null and state = 'told' and ended_at >= ?""",
                Integer.class,
                desk,
                since.toEpochMilli());
        return count == null ? 0 : count;
    }

    /** Whether the agents were given a hint in that spell. */
    public boolean isTold(Conversation conversation, Instant spell) {
        Integer count = reader.queryForObject(
                """
                select count(*) from ticket_event e join link l on l.desk = e.desk and l.ticket_id = e.ticket_id
                where l.channel = ? and l.thread = ? and e.kind = 'noted' and e.spell = ?""",
                Integer.class,
                conversation.channel(),
                conversation.thread(),
                spell.toEpochMilli());
        return count != null && count > 0;
    }

    /** The ticket was reopened because that comment's reply is not published. */
    public void reopened(TicketEventRow event, long commentSeq, String reason, NewNote note) {
        committer.commit(tx -> {
            end(tx, event, State.REOPENED, reason, Optional.of(commentSeq));
            TicketEvents.reopened(tx, event.desk(), event.ticketId());
            NoteLedger.add(tx, note, clock);
            return event.seq();
        });
    }

    /** That comment's reply is not published, and the ticket stays solved. */
    public void alarmed(TicketEventRow event, long commentSeq, String reason) {
        committer.commit(tx -> end(tx, event, State.ALARMED, reason, Optional.of(commentSeq)));
    }

    private long end(JdbcTemplate tx, TicketEventRow event, State state, String reason, Optional<Long> commentSeq) {
        tx.update(
                """
                update ticket_event set state = ?, reason = ?, comment_seq = ?, tried_at = null, ended_at = ?
                where seq = ?""",
                Columns.word(state),
                reason,
                commentSeq.orElse(null),
                clock.millis(),
                event.seq());
        return event.seq();
    }

    /** Whether the ticket was reopened before on account of that comment. */
    public boolean isReopenedFor(long commentSeq) {
        return count(State.REOPENED, commentSeq) > 0;
    }

    /** Whether an alarm was raised on account of that comment. */
    public boolean isAlarmedFor(long commentSeq) {
        return count(State.ALARMED, commentSeq) > 0;
    }

    private int count(State state, long commentSeq) {
        // by the comment's ticket, because an index leads there
        Integer count = reader.queryForObject(
                """
                select count(*) from comment c join ticket_event e on e.desk = c.desk and e.ticket_id = c.ticket_id
                where c.seq = ? and e.comment_seq = c.seq and e.state = ?""",
                Integer.class,
                commentSeq,
                Columns.word(state));
        return count == null ? 0 : count;
    }

    /** Says, before it begins, that the ticket is about to be reopened. */
    public void trying(TicketEventRow event) {
        committer.commit(
                tx -> tx.update("update ticket_event set tried_at = ? where seq = ?", clock.millis(), event.seq()));
    }

    /** Takes back that a write was begun: it certainly did not happen. */
    public void notDone(TicketEventRow event) {
        committer.commit(tx -> tx.update("update ticket_event set tried_at = null where seq = ?", event.seq()));
    }

    /** Leaves the event for later; what is known of a write stays. */
    public void postpone(TicketEventRow event, String reason, Instant dueAt, Tally tally) {
        committer.commit(tx -> tx.update(
                """
                update ticket_event set reason = ?, due_at = ?, attempts = attempts + ?, strikes = strikes + ?,
                    postponed_at = ? where seq = ?""",
                reason,
                dueAt.toEpochMilli(),
                tally.attempts(),
                tally.strikes(),
                clock.millis(),
                event.seq()));
    }

    /** Whether the desk last told that the ticket is solved. */
    public boolean isSolved(String desk, String ticketId) {
        return reader
                .queryForList(
                        "select solved from ticket_standing where desk = ? and ticket_id = ?",
                        Integer.class,
                        desk,
                        ticketId)
                .stream()
                .anyMatch(solved -> solved != 0);
    }

    /** The tickets that were solved since then while their last reply was not published, as {@code desk/ticket}. */
    public List<String> solvedUnpublished(Instant since, int limit) {
        return reader.queryForList(
                """
                select desk || '/' || ticket_id from ticket_event
                where state in ('reopened', 'alarmed') and ended_at >= ?
                group by desk, ticket_id order by max(ended_at) desc limit ?""",
                String.class,
                since.toEpochMilli(),
                limit);
    }

    static TicketEventRow read(ResultSet row, int number) throws SQLException {
        return new TicketEventRow(
                row.getLong("seq"),
                row.getString("desk"),
                row.getString("ticket_id"),
                new Conversation(row.getString("channel"), row.getString("thread")),
                Columns.word(Kind.class, row.getString("kind")),
                row.getString("ref"),
                row.getString("who"),
                row.getString("signs"),
                Columns.time(row, "happened_at"),
                Columns.word(State.class, row.getString("state")),
                row.getString("reason"),
                Columns.maybeTime(row, "tried_at"),
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"));
    }
}
