package io.deskbridge.store;

import io.deskbridge.core.OwnPosts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The public replies that stand on a network, as far as the ledger knows. */
@Component
public class StandingReplies implements PostStore {
    private static final String NEWEST =
            """
            select * from reply where channel = ? and state = 'published' and gone_at is null and sent_at >= ?
            order by sent_at desc, seq desc limit ? offset ?""";

    private static final String PARTS =
            "select sent_id from reply_part where reply_seq = ? and sent_id is not null order by part desc";

    private final JdbcTemplate reader;

    public StandingReplies(LedgerDatabase database) {
        this.reader = database.reader();
    }

    @Override
    public OwnPosts of(String channel) {
        return (since, most) -> newest(channel, since, most);
    }

    private List<String> newest(String channel, Instant since, int most) {
        var ids = new ArrayList<String>();
        int seen = 0;
        int more = most;
        while (more == most && ids.size() < most) { // private ones do not count
            List<ReplyRow> some = reader.query(NEWEST, ReplyLedger::read, channel, since.toEpochMilli(), most, seen);
            some.stream().filter(reply -> !reply.content().inPrivate()).forEach(reply -> ids.addAll(posts(reply)));
            more = some.size();
            seen += more;
        }
        return List.copyOf(ids.subList(0, Math.min(most, ids.size())));
    }

    private List<String> posts(ReplyRow reply) {
        List<String> parts = reader.queryForList(PARTS, String.class, reply.seq());
        return parts.isEmpty() ? reply.sentId().stream().toList() : parts;
    }
}
