package io.deskbridge.store;

import org.springframework.jdbc.core.JdbcTemplate;

/** Says, in the commit that changes what is known of a reply, that its ticket may have something else to show. */
final class DeliveryMarks {
    private static final String WANTED =
            """
            insert into delivery_mark (desk, ticket_id, channel, thread, news, state, reason)
            select comment.desk, comment.ticket_id, reply.channel, reply.thread, 1, 'waiting', 'to be shown'
            from reply join comment on comment.seq = reply.comment_seq where reply.seq = ? %s
            on conflict (desk, ticket_id) do update set news = delivery_mark.news + 1, state = 'waiting',
                reason = 'to be shown', due_at = 0, attempts = 0, strikes = 0""";

    private static final String ALWAYS = WANTED.formatted("");

    /** A network that tells nothing of replies costs nothing here. */
    private static final String IF_ANY = WANTED.formatted(
            """
            and (reply.delivery in ('failed', 'delivered', 'read') or exists (
                select 1 from delivery_mark mark
                where mark.desk = comment.desk and mark.ticket_id = comment.ticket_id))""");

    private DeliveryMarks() {}

    /** The network told how far the reply came. */
    static void told(JdbcTemplate tx, long reply) {
        tx.update(ALWAYS, reply);
    }

    /** The reply ended, so what the ticket shows of an earlier one is out of date. */
    static void ended(JdbcTemplate tx, long reply) {
        tx.update(IF_ANY, reply);
    }
}
