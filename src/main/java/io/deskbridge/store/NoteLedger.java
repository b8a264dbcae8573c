package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The internal notes on their way into tickets. Each method that writes is one commit. */
@Component
public class NoteLedger {
    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public NoteLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    static void add(JdbcTemplate tx, NewNote note, Clock clock) {
        tx.update(
                """
                insert into note (channel, thread, desk, ticket_id, text, created_at, about, quiet, state,
                    reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 'to be written')""",
                note.conversation().channel(),
                note.conversation().thread(),
                note.desk(),
                note.ticketId(),
                note.text(),
                clock.millis(),
                note.about().orElse(null),
                note.quiet() ? 1 : 0);
    }

    public void add(NewNote note) {
        committer.commit(tx -> {
            add(tx, note, clock);
            return note;
        });
    }

    public List<NoteRow> unfinished(Conversation conversation, int limit) {
        return reader.query(
                "select * from note where channel = ? and thread = ? and state = 'waiting' order by seq limit ?",
                NoteLedger::read,
                conversation.channel(),
                conversation.thread(),
                limit);
    }

    /** All notes of the conversation in the order they were asked for. */
    public List<NoteRow> of(Conversation conversation) {
        return reader.query(
                "select * from note where channel = ? and thread = ? order by seq",
                NoteLedger::read,
                conversation.channel(),
                conversation.thread());
    }

    /** Says, before it begins, that the note is about to be written. */
    public void trying(NoteRow note) {
        committer.commit(tx -> tx.update("update note set tried_at = ? where seq = ?", clock.millis(), note.seq()));
    }

    /** Takes back that a write was begun: it certainly did not happen. */
    public void notWritten(NoteRow note) {
        committer.commit(tx -> tx.update("update note set tried_at = null where seq = ?", note.seq()));
    }

    /** Of a dead letter stays what is known of a write: a replay must look it up. */
    public void end(NoteRow note, NoteState state, String reason) {
        committer.commit(tx -> {
            tx.update(
                    """
                    update note set state = ?, reason = ?, tried_at = case when ? = 'dead' then tried_at end,
                        ended_at = ? where seq = ?""",
                    Columns.word(state),
                    reason,
                    Columns.word(state),
                    clock.millis(),
                    note.seq());
            History.add(tx, "note", note.seq(), clock.instant(), state, reason);
            return note.seq();
        });
    }

    /** Leaves the note for later; what is known of a write stays. */
    public void postpone(NoteRow note, String reason, Instant dueAt, Tally tally) {
        committer.commit(tx -> {
            tx.update(
                    """
                    update note set reason = ?, due_at = ?, attempts = attempts + ?, strikes = strikes + ?,
                        postponed_at = ? where seq = ?""",
                    reason,
                    dueAt.toEpochMilli(),
                    tally.attempts(),
                    tally.strikes(),
                    clock.millis(),
                    note.seq());
            if (!reason.equals(note.reason())) {
                History.add(tx, "note", note.seq(), clock.instant(), NoteState.WAITING, reason);
            }
            return note.seq();
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
                    update note set state = 'waiting', reason = 'replayed', attempts = 0, strikes = 0,
                        due_at = 0, ended_at = null
                    where seq = ? and state = 'dead'""",
                    seq);
            if (changed == 0) {
                return Optional.empty();
            }
            History.add(tx, "note", seq, clock.instant(), NoteState.WAITING, History.REPLAYED);
            return tx.query("select * from note where seq = ?", NoteLedger::read, seq).stream()
                    .findFirst()
                    .map(row -> new Lane(Lane.Direction.NOTES, row.conversation()));
        });
    }

    public List<HistoryRow> history(long seq) {
        return History.of(reader, History.Item.NOTE, seq);
    }

    static NoteRow read(ResultSet row, int number) throws SQLException {
        return new NoteRow(
                row.getLong("seq"),
                new Conversation(row.getString("channel"), row.getString("thread")),
                row.getString("desk"),
                row.getString("ticket_id"),
                row.getString("text"),
                Columns.word(NoteState.class, row.getString("state")),
                row.getString("reason"),
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"),
                Columns.maybeTime(row, "tried_at"),
                Columns.time(row, "created_at"),
                Columns.maybeTime(row, "ended_at"),
                Columns.maybeText(row, "about"),
                row.getInt("quiet") != 0);
    }
}
