package io.deskbridge.store;

import io.deskbridge.core.Message;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads rows of the table of messages. */
final class MessageRows {
    private MessageRows() {}

    static MessageRow read(ResultSet row, int number) throws SQLException {
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
                Columns.maybeText(row, "desk"),
                Columns.maybeText(row, "ticket_id"),
                Columns.time(row, "received_at"),
                Columns.maybeTime(row, "ended_at"),
                Columns.maybeInt(row, "number"));
    }
}
