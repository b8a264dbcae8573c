package io.deskbridge.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Lists what is in the ledger, for people. */
@Component
public class LedgerQueries {
    private final JdbcTemplate reader;

    public LedgerQueries(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /** Messages, newest first. */
    public List<MessageRow> messages(Filter filter) {
        return list(MessageRows.SELECT, LedgerQueries::messagesIn, "received_at", filter, MessageRows::read);
    }

    /** Comments, newest first. */
    public List<CommentRow> comments(Filter filter) {
        return list("select * from comment m", LedgerQueries::in, "received_at", filter, CommentLedger::read);
    }

    /** Replies, newest first. */
    public List<ReplyRow> replies(Filter filter) {
        return list("select * from reply m", LedgerQueries::in, "reserved_at", filter, ReplyLedger::read);
    }

    /** Internal notes, newest first. */
    public List<NoteRow> notes(Filter filter) {
        return list("select * from note m", LedgerQueries::in, "created_at", filter, NoteLedger::read);
    }

    public Optional<MessageRow> message(long seq) {
        return reader.query(MessageRows.SELECT + "where m.seq = ?", MessageRows::read, seq).stream()
                .findFirst();
    }

    /** How many rows of a table stand in each state; states without rows are left out. */
    public Map<String, Long> counts(Table table) {
        var counts = new TreeMap<String, Long>();
        reader.query(
                table == Table.MESSAGE
                        // in the words of the indexes, which are smaller than the table
                        ? """
                        select state, count(*) from message where state <> 'waiting' group by state
                        union all
                        select 'waiting', (select count(*) from message where state = 'waiting' and parked = 0)
                            + (select count(*) from message where state = 'waiting' and parked = 1)"""
                        : "select state, count(*) from " + table.name().toLowerCase(Locale.ROOT) + " group by state",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static String in(String state) {
        return "m.state = ?";
    }

    /** In the words of the indexes, which only then are used; with one place for the state, as for the other tables. */
    private static String messagesIn(String state) {
        return state.equals(Columns.word(MessageState.WAITING))
                ? "m.seq in (select seq from message where state = ? and state = 'waiting' and parked = 0"
                        + " union all select seq from message where state = 'waiting' and parked = 1)"
                : "m.state = ? and m.state <> 'waiting'";
    }

    private <T> List<T> list(String select, UnaryOperator<String> in, String time, Filter filter, RowMapper<T> mapper) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        filter.state().ifPresent(state -> add(conditions, values, in.apply(state), state));
        filter.channel().ifPresent(channel -> add(conditions, values, "m.channel = ?", channel));
        filter.from().ifPresent(from -> add(conditions, values, "m." + time + " >= ?", from.toEpochMilli()));
        filter.to().ifPresent(to -> add(conditions, values, "m." + time + " < ?", to.toEpochMilli()));
        filter.before().ifPresent(before -> add(conditions, values, "m.seq < ?", before));
        if (filter.unrouted()) {
            add(conditions, values, "m.parked = ?", 1);
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        values.add(filter.limit());
        return reader.query(select + where + " order by m.seq desc limit ?", mapper, values.toArray());
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object value) {
        conditions.add(condition);
        values.add(value);
    }

    /** A table of items that have states. */
    public enum Table {
        MESSAGE,
        COMMENT,
        REPLY,
        NOTE,
        ACKNOWLEDGEMENT
    }

    /**
     * Which rows.
     *
     * @param state lower-case word
     * @param from the earliest time they came, included
     * @param to the latest time they came, excluded
     * @param unrouted only those that no route takes; messages and comments only
     * @param before only rows older than this one: the last one of the page before
     * @param limit at most so many
     */
    public record Filter(
            Optional<String> state,
            Optional<String> channel,
            Optional<Instant> from,
            Optional<Instant> to,
            boolean unrouted,
            Optional<Long> before,
            int limit) {}
}
