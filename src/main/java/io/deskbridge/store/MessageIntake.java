package io.deskbridge.store;

import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Message;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Takes messages into the ledger. A batch and the cursor behind it are one commit, so that neither is ever ahead of the
 * other; what is known already falls away by the unique key of channel, message and wording.
 */
@Component
public class MessageIntake {
    private final Committer committer;
    private final Clock clock;

    public MessageIntake(Committer committer, Clock clock) {
        this.committer = committer;
        this.clock = clock;
    }

    /** Stores what a poll brought and moves its cursor; returns when both are on disk. */
    public Intake take(Cursors.Place place, Batch<Message> batch) {
        return committer.commit(tx -> {
            Intake intake = store(tx, batch.items());
            Cursors.move(tx, place, batch.next(), clock);
            return intake;
        });
    }

    /** Stores what was pushed; returns when it is on disk. */
    public Intake take(List<Message> pushed) {
        return committer.commit(tx -> store(tx, pushed));
    }

    private Intake store(JdbcTemplate tx, List<Message> messages) {
        var lanes = new LinkedHashSet<Lane>();
        int taken = 0;
        for (Message message : messages) {
            Verdict verdict = judge(tx, message);
            if (insert(tx, message, verdict)) {
                taken++;
                remember(tx, message.id().channel(), message.author());
                if (verdict.state() == MessageState.WAITING) {
                    lanes.add(new Lane(Lane.Direction.MESSAGES, message.conversation()));
                }
            }
        }
        return new Intake(List.copyOf(lanes), taken, messages.size() - taken);
    }

    /** What a message is to those before it. Own words and what the network's nature rules out end here, with a reason. */
    private static Verdict judge(JdbcTemplate tx, Message message) {
        if (message.ours()) {
            return dismissed(ownReply(tx, message)
                    .map(seq -> "echo: our own reply " + seq + " seen on the network")
                    .orElse("own account: written there in the network's own app"));
        }
        Optional<Long> newestKnown = newestWording(tx, message);
        if (message.dismissal().isPresent()) {
            return dismissed(message.dismissal().get());
        }
        if (newestKnown.isEmpty()) {
            return message.deleted()
                    ? dismissed("deleted by its author before it was seen here")
                    : new Verdict(Change.NEW, MessageState.WAITING, "received");
        }
        if (message.deleted()) {
            return isDismissed(tx, message)
                    ? dismissed("deleted by its author; no agent saw it")
                    : new Verdict(Change.DELETED, MessageState.WAITING, "received");
        }
        return message.revision().at().toEpochMilli() < newestKnown.get()
                ? dismissed("an older wording; a newer one came before it")
                : new Verdict(Change.EDITED, MessageState.WAITING, "received");
    }

    private static Optional<Long> ownReply(JdbcTemplate tx, Message message) {
        return tx
                .queryForList(
                        "select seq from reply where channel = ? and sent_id = ?",
                        Long.class,
                        message.id().channel(),
                        message.id().value())
                .stream()
                .findFirst();
    }

    private static Optional<Long> newestWording(JdbcTemplate tx, Message message) {
        return Optional.ofNullable(tx.queryForObject(
                "select max(revision_at) from message where channel = ? and message_id = ?",
                Long.class,
                message.id().channel(),
                message.id().value()));
    }

    /** Whether no wording of the message is, or will be, in a desk. */
    private static boolean isDismissed(JdbcTemplate tx, Message message) {
        return tx.queryForList(
                        """
                        select seq from message where channel = ? and message_id = ? and not (state = 'dismissed')
                        limit 1""",
                        Long.class,
                        message.id().channel(),
                        message.id().value())
                .isEmpty();
    }

    private boolean insert(JdbcTemplate tx, Message message, Verdict verdict) {
        long now = clock.millis();
        boolean ended = verdict.state() != MessageState.WAITING;
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
                Columns.word(verdict.change()),
                Columns.word(message.kind()),
                message.conversation().thread(),
                message.author().id(),
                message.sentAt().toEpochMilli(),
                now,
                Columns.json(message),
                Columns.word(verdict.state()),
                verdict.reason(),
                ended ? (Object) now : null);
        seq.forEach(number -> History.add(tx, "message", number, clock.instant(), verdict.state(), verdict.reason()));
        return !seq.isEmpty();
    }

    private void remember(JdbcTemplate tx, String channel, Author author) {
        if (author.equals(Author.unknown(author.id()))) {
            return; // a deletion, for instance, tells no more than the id; what was known stays
        }
        tx.update(
                """
                insert into author (channel, author_id, handle, name, content, first_seen, last_seen)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (channel, author_id) do update set handle = excluded.handle, name = excluded.name,
                    content = excluded.content, last_seen = excluded.last_seen""",
                channel,
                author.id(),
                author.handle(),
                author.name(),
                Columns.json(author),
                clock.millis(),
                clock.millis());
    }

    private static Verdict dismissed(String reason) {
        return new Verdict(Change.NEW, MessageState.DISMISSED, reason);
    }

    private record Verdict(Change change, MessageState state, String reason) {}
}
