package io.deskbridge.store;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps every change of state that an item's own row does not tell. The row tells that it came and waited, and, of a message
 * that stands in a ticket, since when: that is where nearly all of them end, and it is written once.
 */
final class History {
    static final String REPLAYED = "replayed by a person";

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

    /** What rows of one table tell by themselves. */
    enum Item {
        MESSAGE("received_at", "received", "state in ('ticketed', 'appended')"),
        COMMENT("received_at", "received", "1 = 0"),
        REPLY("reserved_at", "reserved", "1 = 0"),
        NOTE("created_at", "to be written", "1 = 0"),
        ACKNOWLEDGEMENT("reserved_at", "asked for", "1 = 0");

        private final String came;
        private final String first;
        private final String ended;

        /**
         * @param came the column with the time when it came
         * @param first the reason of its first state
         * @param ended when the row tells its last state too
         */
        Item(String came, String first, String ended) {
            this.came = came;
            this.first = first;
            this.ended = ended;
        }
    }

    /** All states of an item in the order it had them. */
    static List<HistoryRow> of(JdbcTemplate reader, Item item, long seq) {
        String table = Columns.word(item);
        return reader.query(
                """
                select '{table}' as item, seq as item_seq, {came} as at, 'waiting' as state, '{first}' as reason, 0 as place
                from {table} where seq = ?
                union all
                select item, item_seq, at, state, reason, seq as place from history where item = ? and item_seq = ?
                union all
                select '{table}' as item, seq as item_seq, ended_at as at, state, reason, 9223372036854775807 as place
                from {table} where seq = ? and {ended}
                order by place"""
                        .replace("{table}", table)
                        .replace("{came}", item.came)
                        .replace("{first}", item.first)
                        .replace("{ended}", item.ended),
                (row, number) -> new HistoryRow(
                        row.getString("item"),
                        row.getLong("item_seq"),
                        Columns.time(row, "at"),
                        row.getString("state"),
                        row.getString("reason")),
                seq,
                table,
                seq,
                seq);
    }
}
