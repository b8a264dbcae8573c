package io.deskbridge.store;

import io.deskbridge.core.Message;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads messages, each with its reservation where it has one. */
final class MessageRows {
    /** To be followed by conditions on "m", the message, and "r", its reservation. */
    static final String SELECT =
            """
            select m.*, (select c.content from message_content c where c.seq = m.seq) as content,
                r.number as reserved_number, r.desk as reserved_desk, r.tried_at
            from message m
            left join reservation r on r.thread = m.thread and r.channel = m.channel and r.seq = m.seq\s""";

    private MessageRows() {}

    static MessageRow read(ResultSet row, int place) throws SQLException {
        OptionalInt number = Columns.maybeInt(row, "number");
        Optional<String> desk = Columns.maybeText(row, "desk");
        return new MessageRow(
                row.getLong("seq"),
                Columns.read(row.getString("content"), Message.class),
                Columns.word(Change.class, row.getString("change_kind")),
                Columns.word(MessageState.class, row.getString("state")),
                row.getString("reason"),
                row.getInt("parked") != 0,
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"),
                Columns.maybeText(row, "route"),
                Columns.maybeTime(row, "tried_at"),
                Columns.maybeText(row, "reserved_desk").or(() -> desk),
                Columns.maybeText(row, "ticket_id"),
                Columns.time(row, "received_at"),
                Columns.maybeTime(row, "ended_at"),
                number.isPresent() ? number : Columns.maybeInt(row, "reserved_number"));
    }
}
