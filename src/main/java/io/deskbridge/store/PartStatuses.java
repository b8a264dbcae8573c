package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.SendKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What networks tell of single posts of a thread. The reply failed when one of its posts did, and was sent when all were.
 */
final class PartStatuses {
    /** As for whole replies; a post that is told of before its answer was recorded stands there from then on. */
    private static final String MARK =
            """
            update reply_part set delivery = ?, delivery_at = ?, delivery_reason = ?, sent_id = coalesce(sent_id, ?),
                sent_at = coalesce(sent_at, ?)
            where channel = ? and %s and coalesce(case delivery when 'sent' then 0 when 'failed' then 1
                when 'delivered' then 2 when 'read' then 3 end, -1) < ?
            returning *""";

    private static final String BY_KEY =
            "part = ? and reply_seq = (select seq from reply where seq = ? and reserved_at = ?)";

    private final JdbcTemplate tx;
    private final DeliveryStatusLedger.Wording wording;
    private final Set<Lane> lanes;
    private final Clock clock;

    PartStatuses(JdbcTemplate tx, DeliveryStatusLedger.Wording wording, Set<Lane> lanes, Clock clock) {
        this.tx = tx;
        this.wording = wording;
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Whether the status told something new of a post of ours. */
    boolean take(DeliveryStatus status) {
        List<PartRow> marked = status.key().isPresent() ? mark(status, true) : List.of();
        if (marked.isEmpty()) {
            marked =
                    mark(status, false); // what stands there keeps its id when the rest is sent again under another key
        }
        marked.forEach(part -> follow(part, status.stage()));
        return !marked.isEmpty();
    }

    private List<PartRow> mark(DeliveryStatus status, boolean byKey) {
        var values = new ArrayList<Object>();
        values.add(DeliveryStatusLedger.word(status.stage()));
        values.add(status.at().toEpochMilli());
        values.add(wording.reason(status).orElse(null));
        values.add(status.sentId());
        values.add(status.at().toEpochMilli());
        values.add(status.channel());
        Optional<SendKey> key = status.key();
        if (byKey && key.isPresent()) {
            values.add(key.get().part());
            values.add(key.get().number());
            values.add(key.get().reservedAt().toEpochMilli());
        } else {
            values.add(status.sentId());
        }
        values.add(DeliveryStatusLedger.rank(status.stage()));
        return tx.query(MARK.formatted(byKey ? BY_KEY : "sent_id = ?"), PartLedger::read, values.toArray());
    }

    private void follow(PartRow part, Stage stage) {
        ReplyRow reply = tx.query("select * from reply where seq = ?", ReplyLedger::read, part.replySeq())
                .get(0);
        if (reply.state() == ReplyState.WAITING) {
            // its comment waits for this, or is being worked on and will see it
            tx.update("update comment set due_at = 0 where seq = ? and state = 'waiting'", reply.commentSeq());
            lanes.add(new Lane(Lane.Direction.COMMENTS, reply.conversation()));
            return;
        }
        Comment comment = DeliveryStatusLedger.comment(tx, reply);
        List<PartRow> all = tx.query("select * from reply_part where reply_seq = ?", PartLedger::read, part.replySeq());
        if (stage == Stage.FAILED && reply.state() != ReplyState.FAILED) {
            change(
                    reply,
                    ReplyState.FAILED,
                    part.failure().orElse(""),
                    wording.partNotDelivered(
                            comment,
                            reply,
                            part.number() + 1,
                            all.size(),
                            part.failure().orElse("")));
        } else if (stage != Stage.FAILED && reply.state() != ReplyState.PUBLISHED && allStand(all)) {
            change(
                    reply,
                    ReplyState.PUBLISHED,
                    "the network told that all of it was sent",
                    wording.sentAfterAll(comment, reply));
            whole(tx, reply);
        } else if (reply.state() == ReplyState.PUBLISHED) {
            whole(tx, reply).ifPresent(raised -> DeliveryStatusLedger.arrived(tx, raised, wording, lanes, clock));
        }
    }

    /**
     * Records of a published reply how far all its posts came; it came no further than the last of them.
     *
     * @return the reply, when it came further than it had
     */
    static Optional<ReplyRow> whole(JdbcTemplate tx, ReplyRow reply) {
        List<PartRow> all = tx.query("select * from reply_part where reply_seq = ?", PartLedger::read, reply.seq());
        Optional<Stage> least = all.stream()
                .map(part -> part.told().orElse(Stage.SENT))
                .min(Comparator.comparingInt(DeliveryStatusLedger::rank))
                .filter(stage -> stage == Stage.DELIVERED || stage == Stage.READ)
                .filter(stage -> reply.told()
                        .filter(told -> told.stage() == stage || told.stage() == Stage.READ)
                        .isEmpty());
        return least.map(stage -> tx.query(
                        """
                        update reply set delivery = ?, delivery_at = (
                            select max(delivery_at) from reply_part where reply_seq = reply.seq) where seq = ?
                        returning *""",
                        ReplyLedger::read,
                        DeliveryStatusLedger.word(stage),
                        reply.seq())
                .get(0));
    }

    private static boolean allStand(List<PartRow> all) {
        return all.stream()
                .allMatch(part -> part.sent().isPresent() && part.failure().isEmpty());
    }

    private void change(ReplyRow reply, ReplyState state, String reason, NewNote note) {
        DeliveryStatusLedger.change(tx, reply, state, reason, note, clock);
        DeliveryStatusLedger.tell(reply, lanes);
    }
}
