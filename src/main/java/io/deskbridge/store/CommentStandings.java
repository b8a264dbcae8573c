package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How comments stand in desks that tell it and cannot be asked. What was told last holds. */
@Component
public class CommentStandings {
    private final JdbcTemplate reader;

    public CommentStandings(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /** Empty when nothing was told of it. */
    public Optional<CommentStanding> find(CommentId id) {
        return find(reader, id);
    }

    static Optional<CommentStanding> find(JdbcTemplate reader, CommentId id) {
        return reader
                .query(
                        "select * from comment_standing where desk = ? and comment_id = ?",
                        CommentStandings::read,
                        id.desk(),
                        id.value())
                .stream()
                .findFirst();
    }

    /** @return whether it is news: something newer may have come before it */
    static boolean store(JdbcTemplate tx, CommentStanding standing, Clock clock) {
        return tx.update(
                        """
                        insert into comment_standing (desk, comment_id, ticket_id, content, changed_at, taken_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (desk, comment_id) do update set content = excluded.content,
                            changed_at = excluded.changed_at, taken_at = excluded.taken_at
                        where comment_standing.changed_at <= excluded.changed_at
                            and comment_standing.ticket_id = excluded.ticket_id""",
                        standing.id().desk(),
                        standing.id().value(),
                        standing.ticketId(),
                        standing.content().map(Columns::json).orElse(null),
                        standing.changedAt().toEpochMilli(),
                        clock.millis())
                > 0;
    }

    private static CommentStanding read(ResultSet row, int number) throws SQLException {
        return new CommentStanding(
                new CommentId(row.getString("desk"), row.getString("comment_id")),
                row.getString("ticket_id"),
                Columns.maybeText(row, "content").map(text -> Columns.read(text, Comment.class)),
                Columns.time(row, "changed_at"));
    }
}
