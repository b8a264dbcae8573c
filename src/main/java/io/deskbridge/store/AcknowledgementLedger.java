package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.MessageId;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Ticket;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The acknowledgements on their way to a network, one a conversation. Each method that writes is one commit. */
@Component
public class AcknowledgementLedger {
    /** An agent's public comment, or what a colleague wrote in the network's own app. Takes the conversation twice. */
    private static final String ANSWERED =
            """
            (exists (select 1 from comment c where c.channel = ? and c.thread = ? and c.state <> 'dismissed')
                or exists (select 1 from message m where m.channel = ? and m.thread = ? and m.state = 'dismissed'
                    and m.change_kind = 'new' and m.reason = '%s'))"""
                    .formatted(MessageLedger.WRITTEN_THERE.replace("'", "''"));

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public AcknowledgementLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /**
     * Asks for an acknowledgement of a message that stands in the ticket from this commit on. Nothing happens where the
     * conversation has had one; one that certainly was not sent is taken up for the newer message, unless an agent has
     * answered.
     */
    static void add(JdbcTemplate tx, MessageRow row, Ticket ticket, NewAcknowledgement wish, Clock clock) {
        Conversation conversation = row.conversation();
        tx.update(
                """
                insert into acknowledgement (channel, thread, message_id, desk, ticket_id, step, text, state, reason,
                    reserved_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, 'waiting', 'asked for', ?, ?)
                on conflict (channel, thread) do update
                    set message_id = excluded.message_id, desk = excluded.desk, ticket_id = excluded.ticket_id,
                        step = excluded.step, text = excluded.text, state = 'waiting', reason = 'asked for again',
                        reserved_at = excluded.reserved_at, expires_at = excluded.expires_at, due_at = 0, attempts = 0,
                        strikes = 0, ended_at = null
                    where (acknowledgement.state in ('expired', 'withheld')
                            or acknowledgement.state = 'waiting' and acknowledgement.tried_at is null)
                        and acknowledgement.message_id <> excluded.message_id and not """
                        + ANSWERED,
                conversation.channel(),
                conversation.thread(),
                row.message().id().value(),
                ticket.desk(),
                ticket.id(),
                wish.step(),
                wish.text(),
                clock.millis(),
                row.message().sentAt().plus(wish.expires()).toEpochMilli(),
                conversation.channel(),
                conversation.thread(),
                conversation.channel(),
                conversation.thread());
    }

    /** The conversation's unfinished acknowledgement. */
    public Optional<AcknowledgementRow> unfinished(Conversation conversation) {
        return of(conversation).filter(row -> row.state() == AcknowledgementState.WAITING);
    }

    /** The conversation's acknowledgement in whatever state; empty when none was ever asked for. */
    public Optional<AcknowledgementRow> of(Conversation conversation) {
        return reader
                .query(
                        "select * from acknowledgement where channel = ? and thread = ?",
                        AcknowledgementLedger::read,
                        conversation.channel(),
                        conversation.thread())
                .stream()
                .findFirst();
    }

    /** Whether an agent has answered, or is about to; a comment that was taken back is no answer. */
    public boolean isAnswered(Conversation conversation) {
        return !reader.queryForList("select 1 where " + ANSWERED, Long.class, twice(conversation))
                .isEmpty();
    }

    /**
     * Says, before it begins, that the acknowledgement is about to be sent: unless somebody else sends it, a newer message
     * takes its place, or an agent answers one that certainly was not sent.
     *
     * @param known when the attempt began that this one repeats, as far as whoever asks knows
     * @return when this attempt began; empty when it must not begin
     */
    public Optional<Instant> trying(AcknowledgementRow row, Optional<Instant> known) {
        Object[] answered = twice(row.conversation());
        return committer.commit(tx -> {
            Instant now = Instant.ofEpochMilli(clock.millis());
            int changed = tx.update(
                    """
                    update acknowledgement set tried_at = ?, reason = 'being sent'
                    where seq = ? and message_id = ? and state = 'waiting' and coalesce(tried_at, 0) = ? and (? = 1 or not """
                            + ANSWERED + ")",
                    now.toEpochMilli(),
                    row.seq(),
                    row.message().value(),
                    known.map(Instant::toEpochMilli).orElse(0L),
                    row.triedAt().isPresent() ? 1 : 0,
                    answered[0],
                    answered[1],
                    answered[2],
                    answered[3]);
            return changed > 0 ? Optional.of(now) : Optional.empty();
        });
    }

    private static Object[] twice(Conversation conversation) {
        return new Object[] {
            conversation.channel(), conversation.thread(), conversation.channel(), conversation.thread()
        };
    }

    /** Takes back that a send was begun at that time: it certainly did not happen. */
    public void notSent(AcknowledgementRow row, Instant begun) {
        committer.commit(tx -> tx.update(
                "update acknowledgement set tried_at = null where seq = ? and tried_at = ? and state = 'waiting'",
                row.seq(),
                begun.toEpochMilli()));
    }

    /**
     * Ends it, and writes the note that tells the agent, in one commit. Nothing happens when it has ended already, because the
     * network told before its answer was recorded, nor when it is not to be sent and a newer message has taken its place.
     *
     * @param sent what stands on the network, for {@link AcknowledgementState#SENT}
     * @param note empty when nobody needs to be told; that none was sent is told once in a conversation
     */
    public void end(
            AcknowledgementRow row,
            AcknowledgementState state,
            String reason,
            Optional<Sent> sent,
            Optional<NewNote> note) {
        committer.commit(tx -> {
            boolean none = state == AcknowledgementState.EXPIRED || state == AcknowledgementState.WITHHELD;
            List<Long> toldBefore = tx.queryForList(
                    "select told from acknowledgement where seq = ? and state = 'waiting' and (? = 0 or message_id = ?)",
                    Long.class,
                    row.seq(),
                    none ? 1 : 0,
                    row.message().value());
            if (toldBefore.isEmpty()) {
                return row.seq();
            }
            boolean tells = note.isPresent() && !(none && toldBefore.get(0) > 0);
            tx.update(
                    """
                    update acknowledgement set state = ?, reason = ?, sent_id = ?, permalink = ?, sent_at = ?,
                        tried_at = null, told = case when ? = 1 then 1 else told end, ended_at = ? where seq = ?""",
                    Columns.word(state),
                    reason,
                    sent.map(Sent::id).orElse(null),
                    sent.flatMap(Sent::permalink).map(URI::toString).orElse(null),
                    Columns.millis(sent.map(Sent::at)),
                    none && tells ? 1 : 0,
                    clock.millis(),
                    row.seq());
            History.add(tx, "acknowledgement", row.seq(), clock.instant(), state, reason);
            if (tells) {
                NoteLedger.add(tx, note.get(), clock);
            }
            return row.seq();
        });
    }

    /** Leaves it for later; what is known of a send stays. */
    public void postpone(AcknowledgementRow row, String reason, Instant dueAt, Tally tally) {
        committer.commit(tx -> {
            tx.update(
                    """
                    update acknowledgement set reason = ?, due_at = ?, attempts = attempts + ?, strikes = strikes + ?,
                        postponed_at = ? where seq = ? and state = 'waiting'""",
                    reason,
                    dueAt.toEpochMilli(),
                    tally.attempts(),
                    tally.strikes(),
                    clock.millis(),
                    row.seq());
            if (!reason.equals(row.reason())) {
                History.add(tx, "acknowledgement", row.seq(), clock.instant(), AcknowledgementState.WAITING, reason);
            }
            return row.seq();
        });
    }

    /** The acknowledgement that stands there under that id. */
    static Optional<Long> sentAs(JdbcTemplate tx, MessageId id) {
        return tx
                .queryForList(
                        "select seq from acknowledgement where channel = ? and sent_id = ?",
                        Long.class,
                        id.channel(),
                        id.value())
                .stream()
                .findFirst();
    }

    public List<HistoryRow> history(long seq) {
        return History.of(reader, History.Item.ACKNOWLEDGEMENT, seq);
    }

    static AcknowledgementRow read(ResultSet row, int number) throws SQLException {
        String channel = row.getString("channel");
        return new AcknowledgementRow(
                row.getLong("seq"),
                new Conversation(channel, row.getString("thread")),
                new MessageId(channel, row.getString("message_id")),
                row.getString("desk"),
                row.getString("ticket_id"),
                row.getString("step"),
                row.getString("text"),
                Columns.word(AcknowledgementState.class, row.getString("state")),
                row.getString("reason"),
                Columns.time(row, "reserved_at"),
                Columns.time(row, "expires_at"),
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"),
                Columns.maybeTime(row, "tried_at"),
                Columns.maybeText(row, "sent_id"),
                Columns.maybeTime(row, "sent_at"),
                Columns.maybeTime(row, "ended_at"));
    }
}
