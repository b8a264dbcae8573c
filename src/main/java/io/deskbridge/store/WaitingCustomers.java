package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Whether the customer of a conversation wrote last, or we did. */
@Component
public class WaitingCustomers {
    /** Desks tell times in seconds, and their clocks are not the networks'. */
    private static final Duration CLOCKS = Duration.ofSeconds(2);

    private final JdbcTemplate reader;

    public WaitingCustomers(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /**
     * Whether the customer waited at that time and still does, and no public comment is on its way to her.
     *
     * @return what names this time of waiting: when we last answered before it, or 1970 when we never did; empty when nobody
     *     waits
     */
    public Optional<Instant> waitingSince(Conversation conversation, Instant at) {
        Optional<Instant> customer = customersLast(conversation, at.plus(CLOCKS));
        if (customer.isEmpty() || isAnswerOnItsWay(conversation, customer.get())) {
            return Optional.empty();
        }
        Instant ours = ourLast(conversation);
        return customer.get().isAfter(ours) ? Optional.of(ours) : Optional.empty();
    }

    /** Whether our own account wrote there since, in the network's own app. */
    public boolean isAnsweredThere(Conversation conversation, Instant since) {
        return time(
                        """
                        select max(created_at) from note
                        where channel = ? and thread = ? and about is not null and state <> 'dismissed'""",
                        conversation.channel(),
                        conversation.thread())
                .filter(since::isBefore)
                .isPresent();
    }

    private Optional<Instant> customersLast(Conversation conversation, Instant until) {
        return time(
                """
                select max(sent_at) from message where channel = ? and thread = ? and number > (
                        select max(number) from message where channel = ? and thread = ? and number is not null
                    ) - 1000
                    and state in ('ticketed', 'appended') and change_kind = 'new' and sent_at <= ?""",
                conversation.channel(),
                conversation.thread(),
                conversation.channel(),
                conversation.thread(),
                until.toEpochMilli());
    }

    private Instant ourLast(Conversation conversation) {
        return time(
                        """
                        select max(at) from (
                            select coalesce(sent_at, ended_at) as at from reply
                            where channel = ? and thread = ? and state = 'published' and gone_at is null
                            union all
                            select created_at as at from note
                            where channel = ? and thread = ? and about is not null and state <> 'dismissed') as answers""",
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread())
                .orElse(Instant.EPOCH);
    }

    private boolean isAnswerOnItsWay(Conversation conversation, Instant since) {
        return time(
                        "select max(written_at) from comment where channel = ? and thread = ? and state = 'waiting'",
                        conversation.channel(),
                        conversation.thread())
                .filter(at -> !at.isBefore(since.minus(CLOCKS)))
                .isPresent();
    }

    private Optional<Instant> time(String sql, Object... values) {
        return Optional.ofNullable(reader.queryForObject(sql, Long.class, values))
                .map(Instant::ofEpochMilli);
    }
}
