package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The messages on their way into a desk. Each method that writes is one commit and returns when it is on disk. */
@Component
public class MessageLedger {
    static final String WRITTEN_THERE = "own account: written there in the network's own app";

    private final Committer committer;
    private final Arrivals arrivals;
    private final JdbcTemplate reader;
    private final Clock clock;

    public MessageLedger(Committer committer, Arrivals arrivals, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.arrivals = arrivals;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** The conversation's unfinished messages in the order they came, those that no route takes left out. */
    public List<MessageRow> unfinished(Conversation conversation, int limit) {
        return reader.query(
                MessageRows.SELECT
                        + """
                        where m.channel = ? and m.thread = ? and m.state = 'waiting' and m.parked = 0
                        order by m.seq limit ?""",
                MessageRows::read,
                conversation.channel(),
                conversation.thread(),
                limit);
    }

    /**
     * Begins to work on the conversation's unfinished messages. Nobody else may until the work is closed.
     *
     * @param limit of those that are read; of those that came a moment ago there may be more
     */
    public Unfinished begin(Conversation conversation, int limit) {
        Optional<Arrivals.Begun> known = arrivals.begin(conversation);
        Runnable ended = () -> arrivals.ended(conversation);
        Runnable left = () -> arrivals.forget(conversation);
        if (known.isPresent()) {
            return new Unfinished(known.get().rows(), true, known.get().first(), ended, left);
        }
        try {
            List<MessageRow> rows = unfinished(conversation, limit);
            arrivals.read(conversation, rows);
            return new Unfinished(rows, rows.size() < limit, false, ended, left);
        } catch (RuntimeException e) {
            left.run();
            throw e;
        }
    }

    /** Another process took something in for the conversation, or may have: who begins to work on it next reads. */
    public void othersTookIn(Conversation conversation) {
        arrivals.othersCame(conversation);
    }

    /** All messages of the conversation in the order they came. */
    public List<MessageRow> of(Conversation conversation) {
        return reader.query(
                MessageRows.SELECT + "where m.channel = ? and m.thread = ? order by m.seq",
                MessageRows::read,
                conversation.channel(),
                conversation.thread());
    }

    /**
     * The newest wordings of the conversation's newest numbered messages, in the order of their numbers; what was dismissed
     * is left out.
     */
    public List<MessageRow> numbered(Conversation conversation, int limit) {
        List<MessageRow> newestFirst = reader.query(
                MessageRows.SELECT
                        + """
                        where m.seq in (
                            select * from (
                                select seq from message
                                where channel = ? and thread = ? and number is not null and state <> 'dismissed'
                                order by number desc, seq desc limit ?
                            ) as recorded
                            union
                            select seq from reservation where thread = ? and channel = ?
                        ) and m.state <> 'dismissed'
                        order by coalesce(m.number, r.number) desc, m.seq desc limit ?""",
                MessageRows::read,
                conversation.channel(),
                conversation.thread(),
                limit,
                conversation.thread(),
                conversation.channel(),
                limit);
        var byNumber = new TreeMap<Integer, MessageRow>();
        newestFirst.forEach(row -> byNumber.putIfAbsent(row.number().getAsInt(), row));
        return List.copyOf(byNumber.values());
    }

    /** The newest wording of the message with that number; empty when there is none. */
    public Optional<MessageRow> numbered(Conversation conversation, long number) {
        return reader
                .query(
                        MessageRows.SELECT
                                + """
                                where m.seq in (
                                    select seq from message where channel = ? and thread = ? and number = ?
                                    union
                                    select seq from reservation where thread = ? and channel = ? and number = ?
                                ) and m.state <> 'dismissed'
                                order by m.seq desc limit 1""",
                        MessageRows::read,
                        conversation.channel(),
                        conversation.thread(),
                        number,
                        conversation.thread(),
                        conversation.channel(),
                        number)
                .stream()
                .findFirst();
    }

    /** The number that a message has in whatever wording; empty when it has none yet. */
    public OptionalInt number(MessageId id) {
        Integer number = reader.queryForObject(
                """
                select max(coalesce(m.number, r.number)) from message m
                left join reservation r on r.thread = m.thread and r.channel = m.channel and r.seq = m.seq
                where m.channel = ? and m.message_id = ?""",
                Integer.class,
                id.channel(),
                id.value());
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** The newest wording of a message; empty when the ledger does not know it. */
    public Optional<MessageRow> newest(MessageId id) {
        return reader
                .query(
                        MessageRows.SELECT
                                + """
                                where m.channel = ? and m.message_id = ? and not (m.state = 'dismissed')
                                order by m.seq desc limit 1""",
                        MessageRows::read,
                        id.channel(),
                        id.value())
                .stream()
                .findFirst();
    }

    /** The wording before that one; empty for the first. */
    public Optional<MessageRow> before(MessageRow row) {
        return reader
                .query(
                        MessageRows.SELECT
                                + """
                                where m.channel = ? and m.message_id = ? and m.seq < ?
                                order by m.seq desc limit 1""",
                        MessageRows::read,
                        row.message().id().channel(),
                        row.message().id().value(),
                        row.seq())
                .stream()
                .findFirst();
    }

    /** The writes to the ticket that the ledger recorded since then, as far as they are among the newest thousand messages. */
    public TicketWrites writesSince(Link link, Instant since) {
        Conversation conversation = link.conversation();
        return reader.query(
                        """
                        select count(distinct at) as writes, min(at) as oldest, max(at) as newest from (
                            select ended_at as at from message where channel = ? and thread = ?
                                and number > (
                                    select max(number) from message
                                    where channel = ? and thread = ? and number is not null
                                ) - 1000
                                and desk = ? and ticket_id = ? and ended_at > ? and state in ('ticketed', 'appended')
                            union all
                            select ended_at as at from note where channel = ? and thread = ?
                                and desk = ? and ticket_id = ? and ended_at > ? and state = 'written'
                            union all
                            select at from history where item = 'mark'
                                and item_seq = (select seq from delivery_mark where desk = ? and ticket_id = ?)
                                and at > ?) as written""",
                        (row, number) -> new TicketWrites(
                                row.getInt("writes"),
                                Columns.maybeTime(row, "oldest"),
                                Columns.maybeTime(row, "newest")),
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread(),
                        link.ticket().desk(),
                        link.ticket().id(),
                        since.toEpochMilli(),
                        conversation.channel(),
                        conversation.thread(),
                        link.ticket().desk(),
                        link.ticket().id(),
                        since.toEpochMilli(),
                        link.ticket().desk(),
                        link.ticket().id(),
                        since.toEpochMilli())
                .get(0);
    }

    /**
     * Ends the row without a ticket: {@link MessageState#DISMISSED} or {@link MessageState#DEAD}. What is known of a write
     * stays: a replay must look it up.
     */
    public void end(MessageRow row, MessageState state, String reason, Optional<String> route) {
        committer.commit(tx -> {
            tx.update(
                    "update message set state = ?, reason = ?, route = ?, ended_at = ? where seq = ?",
                    Columns.word(state),
                    reason,
                    route.orElse(null),
                    clock.millis(),
                    row.seq());
            History.add(tx, "message", row.seq(), clock.instant(), state, reason);
            return row.seq();
        });
    }

    /**
     * Ends a row that our own account wrote on the network, and tells the agents, in one commit.
     *
     * @param notes one a desk; none when the conversation has no ticket
     */
    public void writtenThere(MessageRow row, List<NewNote> notes) {
        committer.commit(tx -> {
            tx.update(
                    "update message set state = 'dismissed', reason = ?, ended_at = ? where seq = ?",
                    WRITTEN_THERE,
                    clock.millis(),
                    row.seq());
            History.add(tx, "message", row.seq(), clock.instant(), MessageState.DISMISSED, WRITTEN_THERE);
            notes.forEach(note -> NoteLedger.add(tx, note, clock));
            return row.seq();
        });
    }

    /** Leaves the row for later; a reservation stays. */
    public void postpone(MessageRow row, String reason, Instant dueAt, Tally tally) {
        committer.commit(tx -> {
            tx.update(
                    """
                    update message set reason = ?, due_at = ?, attempts = attempts + ?,
                        strikes = strikes + ?, postponed_at = ?
                    where seq = ? and state = 'waiting'""",
                    reason,
                    dueAt.toEpochMilli(),
                    tally.attempts(),
                    tally.strikes(),
                    clock.millis(),
                    row.seq());
            if (!reason.equals(row.reason())) {
                History.add(tx, "message", row.seq(), clock.instant(), MessageState.WAITING, reason);
            }
            return row.seq();
        });
    }

    /** Sets the row aside until there is a route for it; the conversation's other rows go on. */
    public void park(MessageRow row, String reason) {
        committer.commit(tx -> {
            tx.update("update message set parked = 1, reason = ? where seq = ?", reason, row.seq());
            History.add(tx, "message", row.seq(), clock.instant(), MessageState.WAITING, reason);
            return row.seq();
        });
    }

    /** Routes changed: all that was set aside is tried again. Returns how many rows that are. */
    public int unpark() {
        return committer.commit(tx -> {
            tx.afterwards(outcome -> arrivals.forgetAll());
            return tx.update("update message set parked = 0 where parked = 1 and state = 'waiting'");
        });
    }

    /**
     * Sends a dead letter on its way again.
     *
     * @return its lane; empty when there is no such row in such a state
     */
    public Optional<Lane> replay(long seq) {
        return committer.commit(tx -> {
            int changed = tx.update(
                    """
                    update message set state = 'waiting', reason = 'replayed', attempts = 0, strikes = 0,
                        due_at = 0, parked = 0,
                        ended_at = null where seq = ? and state = 'dead'""",
                    seq);
            if (changed == 0) {
                return Optional.empty();
            }
            History.add(tx, "message", seq, clock.instant(), MessageState.WAITING, History.REPLAYED);
            Optional<Conversation> conversation =
                    tx.query(MessageRows.SELECT + "where m.seq = ?", MessageRows::read, seq).stream()
                            .findFirst()
                            .map(MessageRow::conversation);
            tx.afterwards(outcome -> conversation.ifPresent(arrivals::forget));
            return conversation.map(found -> new Lane(Lane.Direction.MESSAGES, found));
        });
    }

    public List<HistoryRow> history(long seq) {
        return History.of(reader, History.Item.MESSAGE, seq);
    }

    /** How often a ticket was written to, and when first and last. */
    public record TicketWrites(int count, Optional<Instant> oldest, Optional<Instant> newest) {}
}
