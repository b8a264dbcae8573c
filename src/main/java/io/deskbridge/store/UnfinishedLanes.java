package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Lanes whose first unfinished row is due, the longest waiting first. */
    public List<Lane> due(Instant now, int limit) {
        var lanes = new ArrayList<Lane>();
        lanes.addAll(due("message", "and m.parked = 0", "and e.parked = 0", Lane.Direction.MESSAGES, now, limit));
        lanes.addAll(due("comment", "and m.parked = 0", "and e.parked = 0", Lane.Direction.COMMENTS, now, limit));
        lanes.addAll(due("note", "", "", Lane.Direction.NOTES, now, limit));
        return lanes;
    }

    private List<Lane> due(
            String table, String notParked, String earlierNotParked, Lane.Direction direction, Instant now, int limit) {
        return reader.query(
                """
                select m.channel, m.thread from %s m
                where m.state = 'waiting' %s and (m.due_at <= ? or m.postponed_at > ?) and not exists (
                    select 1 from %s e where e.channel = m.channel and e.thread = m.thread
                    and e.state = 'waiting' %s and e.seq < m.seq)
                order by m.seq limit ?"""
                        .formatted(table, notParked, table, earlierNotParked),
                (row, number) -> new Lane(direction, new Conversation(row.getString(1), row.getString(2))),
                now.toEpochMilli(),
                now.plus(Due.DRIFT).toEpochMilli(),
                limit);
    }

    /** When the oldest unfinished message or comment came that some route takes; empty when there is none. */
    public Optional<Instant> oldest() {
        return Optional.ofNullable(reader.queryForObject(
                        """
                        select min(received_at) from (
                            select received_at from message where state = 'waiting' and parked = 0
                            union all
                            select received_at from comment where state = 'waiting' and parked = 0) as unfinished""",
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
