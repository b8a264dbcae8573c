package io.deskbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps every change of state. The first state is told by the item's own row: it came, and waited. */
final class History {
    private static final String INSERT =
            "insert into history (item, item_seq, at, state, reason) values (?, ?, ?, ?, ?)";

    private History() {}

    static void add(JdbcTemplate tx, String item, long seq, Instant at, Enum<?> state, String reason) {
        tx.update(INSERT, change(item, seq, at, state, reason));
    }

    /** Several changes, as {@link #change} makes them. */
    static void addAll(LedgerTemplate tx, List<Object[]> changes) {
        tx.each(INSERT, changes);
    }

    static Object[] change(String item, long seq, Instant at, Enum<?> state, String reason) {
        return new Object[] {item, seq, at.toEpochMilli(), Columns.word(state), reason};
    }

    /**
     * All states of an item in the order it had them.
     *
     * @param item its table's name
     * @param came the column with the time when it came
     * @param first the reason of its first state
     */
    static List<HistoryRow> of(JdbcTemplate reader, String item, String came, String first, long seq) {
        return reader.query(
                """
                select '%s' as item, seq as item_seq, %s as at, 'waiting' as state, '%s' as reason, 0 as place
                from %s where seq = ?
                union all
                select item, item_seq, at, state, reason, seq as place from history where item = ? and item_seq = ?
                order by place"""
                        .formatted(item, came, first, item),
                (row, number) -> new HistoryRow(
                        row.getString("item"),
                        row.getLong("item_seq"),
                        Columns.time(row, "at"),
                        row.getString("state"),
                        row.getString("reason")),
                seq,
                item,
                seq);
    }
}
