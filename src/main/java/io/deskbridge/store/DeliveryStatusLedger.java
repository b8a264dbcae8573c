package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.DeliveryStatus;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.SendKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes in what networks tell of replies after they took them. A status that goes back, or comes again, changes nothing;
 * one that changes what an agent believes makes a note in the same commit.
 */
@Component
public class DeliveryStatusLedger {
    /** The row stays locked until the commit, so what follows sees it as nobody else can change it. */
    private static final String MARK =
            """
            update reply set delivery = ?, delivery_at = ?, delivery_reason = ?, sent_id = coalesce(sent_id, ?),
                sent_at = coalesce(sent_at, ?)
            where %s and coalesce(case delivery when 'sent' then 0 when 'failed' then 1 when 'delivered' then 2
                when 'read' then 3 end, -1) < ?
                and not exists (select 1 from reply_part where reply_seq = reply.seq)
            returning *""";

    private final Committer committer;
    private final Clock clock;

    public DeliveryStatusLedger(Committer committer, Clock clock) {
        this.committer = committer;
        this.clock = clock;
    }

    /** Words what an agent must learn. */
    public interface Wording {
        /** It was taken for sent, or perhaps sent, and did not arrive. */
        NewNote notDelivered(Comment comment, ReplyRow reply);

        /** It was taken for lost, or perhaps lost, and was sent. */
        NewNote sentAfterAll(Comment comment, ReplyRow reply);

        /** It arrived, or was seen, as the reply says; empty when nobody wants a note of that. */
        Optional<NewNote> arrived(Comment comment, ReplyRow reply);

        /** As {@link #notDelivered}, of one post of a thread; numbered from 1. */
        NewNote partNotDelivered(Comment comment, ReplyRow reply, int part, int of, String reason);

        /** The reason of a failure, in the agents' language. */
        Optional<String> reason(DeliveryStatus status);
    }

    /** Stores statuses in the given order; done when they are on disk. */
    public CompletableFuture<Intake> submit(
            List<DeliveryStatus> statuses, Wording wording, AcknowledgementStatuses.Wording ofAcknowledgements) {
        return committer.submit(tx -> {
            var lanes = new LinkedHashSet<Lane>();
            int taken = 0;
            for (DeliveryStatus status : statuses) {
                boolean isNew = false;
                for (DeliveryStatus one : SentUntil.each(tx, status)) {
                    List<ReplyRow> marked = mark(tx, one, wording);
                    marked.forEach(reply -> follow(tx, reply, one, wording, lanes));
                    isNew |= !marked.isEmpty()
                            || new PartStatuses(tx, wording, lanes, clock).take(one)
                            || new AcknowledgementStatuses(tx, ofAcknowledgements, lanes, clock).take(one);
                }
                taken += isNew ? 1 : 0;
            }
            return new Intake(List.copyOf(lanes), taken, statuses.size() - taken);
        });
    }

    private static List<ReplyRow> mark(JdbcTemplate tx, DeliveryStatus status, Wording wording) {
        Optional<SendKey> key = status.key();
        if (key.filter(found -> found.part() > 0).isPresent()) {
            return List.of();
        }
        String which = key.isPresent()
                ? "seq = ? and reserved_at = ? and channel = ?"
                : "seq = (select max(seq) from reply where sent_id = ? and channel = ?)";
        var values = new ArrayList<Object>();
        values.add(word(status.stage()));
        values.add(status.at().toEpochMilli());
        values.add(wording.reason(status).orElse(null));
        values.add(status.sentId());
        values.add(status.at().toEpochMilli());
        if (key.isPresent()) {
            values.add(key.get().number());
            values.add(key.get().reservedAt().toEpochMilli());
        } else {
            values.add(status.sentId());
        }
        values.add(status.channel());
        values.add(rank(status.stage()));
        return tx.query(MARK.formatted(which), ReplyLedger::read, values.toArray());
    }

    /** What the status changes beside what is known of the delivery. */
    private void follow(JdbcTemplate tx, ReplyRow reply, DeliveryStatus status, Wording wording, Set<Lane> lanes) {
        boolean failed = status.stage() == Stage.FAILED;
        switch (reply.state()) {
            case WAITING -> {
                // its comment waits for this, or is being worked on and will see it
                tx.update("update comment set due_at = 0 where seq = ? and state = 'waiting'", reply.commentSeq());
                lanes.add(new Lane(Lane.Direction.COMMENTS, reply.conversation()));
            }
            case PUBLISHED -> {
                if (failed) {
                    change(tx, reply, ReplyState.FAILED, lanes, wording);
                } else {
                    History.add(tx, "reply", reply.seq(), clock.instant(), ReplyState.PUBLISHED, word(status.stage()));
                    if (status.stage() != Stage.SENT) {
                        arrived(tx, reply, wording, lanes, clock);
                    }
                }
            }
            case UNCERTAIN -> change(tx, reply, failed ? ReplyState.FAILED : ReplyState.PUBLISHED, lanes, wording);
            case FAILED, REFUSED -> {
                if (!failed) {
                    change(tx, reply, ReplyState.PUBLISHED, lanes, wording);
                }
            }
        }
    }

    private void change(JdbcTemplate tx, ReplyRow reply, ReplyState state, Set<Lane> lanes, Wording wording) {
        Comment comment = comment(tx, reply);
        change(
                tx,
                reply,
                state,
                state == ReplyState.FAILED
                        ? wording.notDelivered(comment, reply)
                        : wording.sentAfterAll(comment, reply),
                clock);
        tell(reply, lanes);
    }

    /** The reply, published, arrived or was seen. */
    static void arrived(JdbcTemplate tx, ReplyRow reply, Wording wording, Set<Lane> lanes, Clock clock) {
        DeliveryMarks.told(tx, reply.seq());
        wording.arrived(comment(tx, reply), reply).ifPresent(note -> NoteLedger.add(tx, note, clock));
        tell(reply, lanes);
    }

    /** Its ticket has something to be written. */
    static void tell(ReplyRow reply, Set<Lane> lanes) {
        lanes.add(new Lane(Lane.Direction.NOTES, reply.conversation()));
        lanes.add(new Lane(Lane.Direction.MARKS, reply.conversation()));
    }

    static Comment comment(JdbcTemplate tx, ReplyRow reply) {
        return tx.query("select * from comment where seq = ?", CommentLedger::read, reply.commentSeq())
                .get(0)
                .comment();
    }

    /** Changes the end of a reply to what the network told, with the note that says so. */
    static void change(JdbcTemplate tx, ReplyRow reply, ReplyState state, NewNote note, Clock clock) {
        String reason = state == ReplyState.FAILED
                ? reply.told().flatMap(ReplyRow.Told::reason).orElse("")
                : "the network told that it was sent";
        change(tx, reply, state, reason, note, clock);
    }

    /** As before, with the reason; a failure's may be empty. */
    static void change(JdbcTemplate tx, ReplyRow reply, ReplyState state, String told, NewNote note, Clock clock) {
        String reason = told.isBlank() ? "the network gives no reason" : told;
        tx.update("update reply set state = ?, reason = ? where seq = ?", Columns.word(state), reason, reply.seq());
        History.add(tx, "reply", reply.seq(), clock.instant(), state, reason);
        DeliveryMarks.told(tx, reply.seq());
        NoteLedger.add(tx, note, clock);
    }

    /** As in {@link #MARK}. */
    static int rank(Stage stage) {
        return switch (stage) {
            case SENT -> 0;
            case FAILED -> 1;
            case DELIVERED -> 2;
            case READ -> 3;
        };
    }

    static String word(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
