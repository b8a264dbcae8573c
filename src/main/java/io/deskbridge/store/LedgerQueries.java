package io.deskbridge.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        return list("message", "received_at", filter, MessageRows::read);
    }

    /** Comments, newest first. */
    public List<CommentRow> comments(Filter filter) {
        return list("comment", "received_at", filter, CommentLedger::read);
    }

    /** Replies, newest first. */
    public List<ReplyRow> replies(Filter filter) {
        return list("reply", "reserved_at", filter, ReplyLedger::read);
    }

    /** Internal notes, newest first. */
    public List<NoteRow> notes(Filter filter) {
        return list("note", "created_at", filter, NoteLedger::read);
    }

    public Optional<MessageRow> message(long seq) {
        return reader.query("select * from message where seq = ?", MessageRows::read, seq).stream()
                .findFirst();
    }

    /** How many rows of a table stand in each state. */
    public Map<String, Long> counts(Table table) {
        var counts = new LinkedHashMap<String, Long>();
        reader.query(
                "select state, count(*) from " + table.name().toLowerCase(Locale.ROOT)
                        + " group by state order by state",
                row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private <T> List<T> list(String table, String time, Filter filter, RowMapper<T> mapper) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        filter.state().ifPresent(state -> add(conditions, values, "state = ?", state));
        filter.channel().ifPresent(channel -> add(conditions, values, "channel = ?", channel));
        filter.from().ifPresent(from -> add(conditions, values, time + " >= ?", from.toEpochMilli()));
        filter.to().ifPresent(to -> add(conditions, values, time + " < ?", to.toEpochMilli()));
        filter.before().ifPresent(before -> add(conditions, values, "seq < ?", before));
        if (filter.unrouted()) {
            add(conditions, values, "parked = ?", 1);
        }
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        values.add(filter.limit());
        return reader.query("select * from " + table + where + " order by seq desc limit ?", mapper, values.toArray());
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
        NOTE
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
