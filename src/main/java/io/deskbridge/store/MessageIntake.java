package io.deskbridge.store;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/**
 * Takes messages into the ledger. A batch and the cursor behind it are one commit, so that neither is ever ahead of the
 * other; what is known already falls away by the unique key of channel, message and wording.
 */
@Component
public class MessageIntake {
    private static final String RECEIVED = "received";
    /** Without the id again, by which the statement for one looks. */
    private static final int COLUMNS_OF_NEW = 9;

    /** Stores a message whose id is new in one step; everything else needs a closer look. */
    private static final String INSERT_NEW =
            """
            insert into message (channel, message_id, revision_id, revision_at, change_kind, kind, thread, author_id,
                sent_at, received_at, state, reason)
            select ?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, 'waiting', '%s'
            where not exists (select 1 from message where channel = ? and message_id = ?)
            on conflict (channel, message_id, revision_id) do nothing"""
                    .formatted(RECEIVED);

    /** The same for many, of which no two have the same id; tells those it stored. */
    private static final String INSERT_ALL_NEW =
            """
            insert into message (channel, message_id, revision_id, revision_at, change_kind, kind, thread, author_id,
                sent_at, received_at, state, reason)
            select channel, message_id, revision_id, revision_at, 'new', kind, thread, author_id, sent_at, received_at,
                'waiting', '%s'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as r (channel, message_id, revision_id, revision_at,
                kind, thread, author_id, sent_at, received_at, place)
            where not exists (
                select 1 from message known where known.channel = r.channel and known.message_id = r.message_id offset 0)
            order by place
            on conflict (channel, message_id, revision_id) do nothing
            returning channel, message_id, seq"""
                    .formatted(RECEIVED);

    private static final LedgerTemplate.ForAll INSERT_CONTENT = new LedgerTemplate.ForAll(
            "insert into message_content (seq, content) values (?, ?)",
            "insert into message_content (seq, content) select * from unnest(?, ?)");

    private final Committer committer;
    private final Arrivals arrivals;
    private final HandOver handOver;
    private final Clock clock;
    private final Committer.Bulk<Delivery, Intake> storing = this::store;

    public MessageIntake(Committer committer, Arrivals arrivals, Clock clock) {
        this.committer = committer;
        this.arrivals = arrivals;
        this.handOver = new HandOver(arrivals, RECEIVED);
        this.clock = clock;
    }

    /** Stores what a poll brought and moves its cursor; returns when both are on disk. */
    public Intake take(Cursors.Place place, Batch<Message> batch) {
        return committer.commit(storing, delivery(batch.items(), Optional.of(new Moved(place, batch.next()))));
    }

    /** Stores what was pushed; returns when it is on disk. */
    public Intake take(List<Message> pushed) {
        return Committer.await(submit(pushed));
    }

    /** Stores a message with the files that came with it; returns when all is on disk. Of a repeat nothing is kept anew. */
    public Intake take(Message pushed, List<Media> files) {
        List<Delivery> delivery = List.of(delivery(List.of(pushed), Optional.empty()));
        return committer.commit(tx -> {
            Intake intake = store(tx, delivery).get(0);
            if (intake.taken() > 0) {
                KeptFiles.keep(tx, pushed, files);
            }
            return intake;
        });
    }

    /**
     * As {@link #take(List)}, without waiting: done when it is on disk. What depends on it is best little, since all who
     * wait for a commit are told by one thread.
     */
    public CompletableFuture<Intake> submit(List<Message> pushed) {
        return committer.submit(storing, delivery(pushed, Optional.empty()));
    }

    /** What came in one poll or one call. The JSON is written before the committing thread has it. */
    private record Delivery(List<Incoming> messages, Optional<Moved> moved) {}

    private record Moved(Cursors.Place place, Cursor next) {}

    private record Incoming(Message message, String content, long receivedAt) {
        boolean isPlain() {
            return !message.ours() && !message.deleted() && message.dismissal().isEmpty();
        }
    }

    private Delivery delivery(List<Message> messages, Optional<Moved> moved) {
        long now = clock.millis();
        return new Delivery(
                messages.stream()
                        .map(message -> new Incoming(message, Columns.json(message), now))
                        .toList(),
                moved);
    }

    private List<Intake> store(LedgerTemplate tx, List<Delivery> deliveries) {
        List<Incoming> plain = deliveries.stream()
                .flatMap(delivery -> delivery.messages().stream())
                .filter(Incoming::isPlain)
                .toList();
        long[] seqs = insert(tx, plain);
        handOver(tx, plain, seqs);
        var results = new ArrayList<Intake>();
        int next = 0;
        for (Delivery delivery : deliveries) {
            var lanes = new LinkedHashSet<Lane>();
            int taken = 0;
            for (Incoming incoming : delivery.messages()) {
                boolean isNew = incoming.isPlain() && seqs[next++] > 0;
                boolean waits = isNew;
                if (!isNew) {
                    Optional<MessageState> state = storeKnown(tx, incoming);
                    isNew = state.isPresent();
                    waits = state.equals(Optional.of(MessageState.WAITING));
                    if (waits) {
                        Conversation conversation = incoming.message().conversation();
                        tx.afterwards(outcome -> arrivals.forget(conversation));
                    }
                }
                taken += isNew ? 1 : 0;
                if (waits) {
                    lanes.add(
                            new Lane(Lane.Direction.MESSAGES, incoming.message().conversation()));
                }
            }
            results.add(
                    new Intake(List.copyOf(lanes), taken, delivery.messages().size() - taken));
        }
        deliveries.forEach(
                delivery -> delivery.moved().ifPresent(moved -> Cursors.move(tx, moved.place(), moved.next(), clock)));
        return results;
    }

    /** Their numbers in the ledger, 0 for what is not simply new. */
    private long[] insert(LedgerTemplate tx, List<Incoming> plain) {
        long[] seqs = tx.takesArrays() ? insertAtOnce(tx, plain) : insertEach(tx, plain);
        var contents = new ArrayList<Object[]>();
        for (int i = 0; i < seqs.length; i++) {
            if (seqs[i] > 0) {
                contents.add(new Object[] {seqs[i], plain.get(i).content()});
            }
        }
        tx.each(INSERT_CONTENT, contents);
        return seqs;
    }

    private static long[] insertEach(LedgerTemplate tx, List<Incoming> plain) {
        var seqs = new long[plain.size()];
        long before =
                Objects.requireNonNull(tx.queryForObject("select coalesce(max(seq), 0) from message", Long.class));
        int[] inserted =
                tx.each(INSERT_NEW, plain.stream().map(MessageIntake::asNew).toList());
        Iterator<Long> stored = tx.queryForList(
                        "select seq from message where seq > ? order by seq", Long.class, before)
                .iterator();
        for (int i = 0; i < seqs.length; i++) {
            seqs[i] = inserted[i] > 0 ? stored.next() : 0;
        }
        return seqs;
    }

    /** As one statement; of two with the same id the second one needs a closer look. */
    private static long[] insertAtOnce(LedgerTemplate tx, List<Incoming> plain) {
        var seqs = new long[plain.size()];
        var places = new LinkedHashMap<MessageId, Integer>();
        for (int i = 0; i < seqs.length; i++) {
            places.putIfAbsent(clean(plain.get(i).message().id()), i);
        }
        if (places.isEmpty()) {
            return seqs;
        }
        List<Object[]> values = places.values().stream()
                .map(place -> Arrays.copyOf(asNew(plain.get(place)), COLUMNS_OF_NEW))
                .toList();
        tx.query(
                INSERT_ALL_NEW,
                row -> {
                    var id = new MessageId(row.getString(1), row.getString(2));
                    seqs[Objects.requireNonNull(places.get(id))] = row.getLong(3);
                },
                LedgerTemplate.columns(values));
        return seqs;
    }

    private static MessageId clean(MessageId id) {
        return new MessageId(LedgerTemplate.clean(id.channel()), LedgerTemplate.clean(id.value()));
    }

    private void handOver(LedgerTemplate tx, List<Incoming> plain, long[] seqs) {
        var came = new ArrayList<HandOver.Came>();
        for (int i = 0; i < seqs.length; i++) {
            if (seqs[i] > 0) {
                Incoming incoming = plain.get(i);
                came.add(new HandOver.Came(
                        seqs[i],
                        incoming.message(),
                        incoming.receivedAt(),
                        incoming.content().length()));
            }
        }
        handOver.of(tx, came);
    }

    private static Object[] asNew(Incoming incoming) {
        Message message = incoming.message();
        return new Object[] {
            message.id().channel(),
            message.id().value(),
            message.revision().id(),
            message.revision().at().toEpochMilli(),
            Columns.word(message.kind()),
            message.conversation().thread(),
            message.author().id(),
            message.sentAt().toEpochMilli(),
            incoming.receivedAt(),
            message.id().channel(),
            message.id().value()
        };
    }

    /** Stores what is not simply new; its state, or empty when the ledger had it. */
    private static Optional<MessageState> storeKnown(LedgerTemplate tx, Incoming incoming) {
        Message message = incoming.message();
        Judgement judged = Judgement.of(tx, message);
        boolean ended = judged.state() != MessageState.WAITING;
        List<Long> seq = tx.queryForList(
                """
                insert into message (channel, message_id, revision_id, revision_at, change_kind, kind, thread, author_id,
                    sent_at, received_at, state, reason, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (channel, message_id, revision_id) do nothing returning seq""",
                Long.class,
                message.id().channel(),
                message.id().value(),
                message.revision().id(),
                message.revision().at().toEpochMilli(),
                Columns.word(judged.change()),
                Columns.word(message.kind()),
                message.conversation().thread(),
                message.author().id(),
                message.sentAt().toEpochMilli(),
                incoming.receivedAt(),
                Columns.word(judged.state()),
                judged.reason(),
                ended ? (Object) incoming.receivedAt() : null);
        tx.each(
                INSERT_CONTENT,
                seq.stream()
                        .map(number -> new Object[] {number, incoming.content()})
                        .toList());
        if (ended) {
            seq.forEach(number -> History.add(
                    tx,
                    "message",
                    number,
                    Instant.ofEpochMilli(incoming.receivedAt()),
                    judged.state(),
                    judged.reason()));
        }
        return seq.isEmpty() ? Optional.empty() : Optional.of(judged.state());
    }
}
