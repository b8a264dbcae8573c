package io.deskbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps every change of state. */
final class History {
    private History() {}

    static void add(JdbcTemplate tx, String item, long seq, Instant at, Enum<?> state, String reason) {
        tx.update(
                "insert into history (item, item_seq, at, state, reason) values (?, ?, ?, ?, ?)",
                item,
                seq,
                at.toEpochMilli(),
                Columns.word(state),
                reason);
    }

    static List<HistoryRow> of(JdbcTemplate reader, String item, long seq) {
        return reader.query(
                "select * from history where item = ? and item_seq = ? order by seq",
                (row, number) -> new HistoryRow(
                        row.getString("item"),
                        row.getLong("item_seq"),
                        Columns.time(row, "at"),
                        row.getString("state"),
                        row.getString("reason")),
                item,
                seq);
    }
}
