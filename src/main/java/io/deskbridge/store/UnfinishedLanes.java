package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds unfinished work by itself, so that a lost wake-up does no harm. */
@Component
public class UnfinishedLanes {
    private final JdbcTemplate reader;

    public UnfinishedLanes(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /**
     * A lane that has work.
     *
     * @param dueAt when its first unfinished row may be tried
     */
    public record Head(Lane lane, Instant dueAt) {}

    /**
     * Lanes with unfinished rows, ordered by channel and thread. What it costs grows with the lanes and not with the rows
     * in them: it steps from one lane's first row to the next lane's.
     *
     * @param after the last one seen before; empty to begin
     * @param limit at most so many; fewer mean that there are no more
     */
    public List<Head> heads(Lane.Direction direction, Optional<Conversation> after, int limit) {
        return reader.query(
                """
                with recursive head (seq, place) as (
                    select (select m.seq from {table} m where {unfinished} and (m.channel, m.thread) > (?, ?)
                        order by m.channel, m.thread, m.seq limit 1), 1
                    union all
                    select (select m.seq from {table} p, {table} m
                            where p.seq = head.seq and {unfinished} and (m.channel, m.thread) > (p.channel, p.thread)
                            order by m.channel, m.thread, m.seq limit 1), place + 1
                    from head where head.seq is not null and place < ?
                )
                select m.channel, m.thread, m.due_at from head join {table} m on m.seq = head.seq order by place"""
                        .replace("{table}", table(direction))
                        .replace("{unfinished}", unfinished(direction)),
                (row, number) -> new Head(
                        new Lane(direction, new Conversation(row.getString(1), row.getString(2))),
                        Instant.ofEpochMilli(row.getLong(3))),
                after.map(Conversation::channel).orElse(""),
                after.map(Conversation::thread).orElse(""),
                limit);
    }

    private static String table(Lane.Direction direction) {
        return switch (direction) {
            case MESSAGES -> "message";
            case COMMENTS -> "comment";
            case NOTES -> "note";
        };
    }

    /** In the words of the indexes, which only then are used. */
    private static String unfinished(Lane.Direction direction) {
        return direction == Lane.Direction.NOTES ? "m.state = 'waiting'" : "m.state = 'waiting' and m.parked = 0";
    }

    /** When the oldest unfinished message or comment came that some route takes; empty when there is none. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(reader.queryForObject(
                        """
                        select min(received_at) from (
                            select * from (select received_at from message where state = 'waiting' and parked = 0
                                order by seq limit 1) as oldest_message
                            union all
                            select * from (select received_at from comment where state = 'waiting' and parked = 0
                                order by seq limit 1) as oldest_comment) as unfinished""",
                        Long.class))
                .map(Instant::ofEpochMilli);
    }

    /** How many messages and comments no route takes. */
    public int unrouted() {
        Integer count = reader.queryForObject(
                """
                select (select count(*) from message where state = 'waiting' and parked = 1)
                     + (select count(*) from comment where state = 'waiting' and parked = 1)""",
                Integer.class);
        return count == null ? 0 : count;
    }
}
