package io.deskbridge.store;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes messages into the ledger. A batch and the cursor behind it are one commit, so that neither is ever ahead of the
 * other; what is known already falls away by the unique key of channel, message and wording.
 */
@Component
public class MessageIntake {
    /** Stores a message whose id is new in one step; everything else needs a closer look. */
    private static final String INSERT_NEW =
            """
            insert into message (channel, message_id, revision_id, revision_at, change_kind, kind, thread, author_id,
                sent_at, received_at, content, state, reason)
            select ?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, ?, 'waiting', 'received'
            where not exists (select 1 from message where channel = ? and message_id = ?)
            on conflict (channel, message_id, revision_id) do nothing""";

    private final Committer committer;
    private final Clock clock;
    private final Committer.Bulk<Delivery, Intake> storing = this::store;

    public MessageIntake(Committer committer, Clock clock) {
        this.committer = committer;
        this.clock = clock;
    }

    /** Stores what a poll brought and moves its cursor; returns when both are on disk. */
    public Intake take(Cursors.Place place, Batch<Message> batch) {
        return committer.commit(storing, delivery(batch.items(), Optional.of(new Moved(place, batch.next()))));
    }

    /** Stores what was pushed; returns when it is on disk. */
    public Intake take(List<Message> pushed) {
        return committer.commit(storing, delivery(pushed, Optional.empty()));
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
        int[] inserted =
                tx.each(INSERT_NEW, plain.stream().map(MessageIntake::asNew).toList());
        var results = new ArrayList<Intake>();
        int next = 0;
        for (Delivery delivery : deliveries) {
            var lanes = new LinkedHashSet<Lane>();
            int taken = 0;
            for (Incoming incoming : delivery.messages()) {
                boolean isNew = incoming.isPlain() && inserted[next++] > 0;
                boolean waits = isNew;
                if (!isNew) {
                    Optional<MessageState> state = storeKnown(tx, incoming);
                    isNew = state.isPresent();
                    waits = state.equals(Optional.of(MessageState.WAITING));
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
            incoming.content(),
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
                    sent_at, received_at, content, state, reason, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                incoming.content(),
                Columns.word(judged.state()),
                judged.reason(),
                ended ? (Object) incoming.receivedAt() : null);
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
