package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.DeliveryStatus;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds the replies that a network means when it names none, but says that all until some time were seen. */
final class SentUntil {
    /**
     * The time of sending is ours, and so a little later than the network's; where the network told of the reply before, its
     * time is the better one. What was seen already is left out.
     */
    private static final String MEANT =
            """
            select sent_id from reply
            where channel = ? and thread = ? and sent_id is not null and state = 'published'
                and (sent_at <= ? or delivery_at <= ?) and coalesce(delivery, '') <> 'read'
                and not exists (select 1 from reply_part where reply_seq = reply.seq)
            union all
            select sent_id from reply_part
            where channel = ? and thread = ? and sent_id is not null
                and (sent_at <= ? or delivery_at <= ?) and coalesce(delivery, '') <> 'read'
                and reply_seq in (select seq from reply where channel = ? and thread = ? and state = 'published')""";

    private SentUntil() {}

    /** The status itself where it names its reply; else one for each reply that it means, in no order. */
    static List<DeliveryStatus> each(JdbcTemplate tx, DeliveryStatus status) {
        if (status.upTo().isEmpty()) {
            return List.of(status);
        }
        Conversation conversation = status.upTo().get();
        String channel = conversation.channel();
        String thread = conversation.thread();
        long until = status.at().toEpochMilli();
        return tx
                .queryForList(
                        MEANT,
                        String.class,
                        channel,
                        thread,
                        until,
                        until,
                        channel,
                        thread,
                        until,
                        until,
                        channel,
                        thread)
                .stream()
                .map(id -> new DeliveryStatus(
                        channel, id, Optional.empty(), status.stage(), status.at(), Optional.empty()))
                .toList();
    }
}
