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
     * @param postponedAt when that was decided
     */
    public record Head(Lane lane, Instant dueAt, Instant postponedAt) {
        /** Whether its first unfinished row may be tried now. */
        public boolean isDue(Instant now) {
            return Due.isReached(now, dueAt, postponedAt);
        }
    }

    /** The channels that have unfinished rows, in order. */
    public List<String> channels(Lane.Direction direction) {
        return reader.queryForList(
                """
                with recursive head (channel) as (
                    select (select min(m.channel) from {table} m where {unfinished})
                    union all
                    select (select min(m.channel) from {table} m where {unfinished} and m.channel > head.channel)
                    from head where head.channel is not null
                )
                select channel from head where channel is not null order by channel"""
                        .replace("{table}", table(direction))
                        .replace("{unfinished}", unfinished(direction)),
                String.class);
    }

    /**
     * The channel's lanes with unfinished rows, ordered by thread. What it costs grows with the lanes and not with the rows
     * in them: it steps from one lane to the next.
     *
     * @param after the thread seen last; empty text to begin
     * @param limit at most so many; fewer mean that there are no more
     */
    public List<Head> heads(Lane.Direction direction, String channel, String after, int limit) {
        return reader.query(
                """
                with recursive head (thread, place) as (
                    select (select min(m.thread) from {table} m
                        where {unfinished} and m.channel = ? and m.thread > ?), 1
                    union all
                    select (select min(m.thread) from {table} m
                        where {unfinished} and m.channel = ? and m.thread > head.thread), place + 1
                    from head where head.thread is not null and place < ?
                )
                select head.thread, first.due_at, first.postponed_at from head join {table} first on first.seq = (
                    select m.seq from {table} m
                    where {unfinished} and m.channel = ? and m.thread = head.thread order by m.seq limit 1)
                where head.thread is not null order by place"""
                        .replace("{table}", table(direction))
                        .replace("{unfinished}", unfinished(direction)),
                (row, number) -> new Head(
                        new Lane(direction, new Conversation(channel, row.getString(1))),
                        Columns.time(row, "due_at"),
                        Columns.time(row, "postponed_at")),
                channel,
                after,
                channel,
                limit,
                channel);
    }

    private static String table(Lane.Direction direction) {
        return switch (direction) {
            case MESSAGES -> "message";
            case COMMENTS -> "comment";
            case NOTES -> "note";
            case TICKETS -> "ticket_event";
            case MARKS -> "delivery_mark";
            case ACKNOWLEDGEMENTS -> "acknowledgement";
        };
    }

    /** In the words of the indexes, which only then are used. */
    private static String unfinished(Lane.Direction direction) {
        return switch (direction) {
            case MESSAGES, COMMENTS -> "m.state = 'waiting' and m.parked = 0";
            case NOTES, TICKETS, MARKS, ACKNOWLEDGEMENTS -> "m.state = 'waiting'";
        };
    }

    /** When the oldest unfinished message, comment or note came, those left out that no route takes; empty when there is none. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(reader.queryForObject(
                        """
                        select min(received_at) from (
                            select * from (select received_at from message where state = 'waiting' and parked = 0
                                order by seq limit 1) as oldest_message
                            union all
                            select * from (select received_at from comment where state = 'waiting' and parked = 0
                                order by seq limit 1) as oldest_comment
                            union all
                            select * from (select created_at from note where state = 'waiting'
                                order by seq limit 1) as oldest_note) as unfinished""",
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
