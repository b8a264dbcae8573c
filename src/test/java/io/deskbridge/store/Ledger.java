package io.deskbridge.store;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Ticket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A ledger on disk with a clock that stands still until a test moves it. */
final class Ledger implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
    static final Conversation TALK = new Conversation("shop", "t1");
    static final Ticket TICKET = new Ticket("help", "1", Optional.empty());

    final StoppedClock clock = new StoppedClock();
    final CountingDatabase database;
    final Committer committer;
    final Arrivals arrivals;
    final MessageIntake intake;
    final MessageLedger messages;
    final Deliveries deliveries;
    final CommentLedger comments;
    final ReplyLedger replies;
    final FileLinks fileLinks;
    final KeptFiles kept;
    final NoteLedger notes;
    final AcknowledgementLedger acknowledgements;
    final Links links;
    final Cursors cursors;
    final UnfinishedLanes unfinished;
    final AccountTokens tokens;

    /** On SQLite in that folder, or on PostgreSQL where the run is to test that. */
    Ledger(Path data) {
        this(TestPostgres.orEmbedded(data));
    }

    Ledger(LedgerSettings settings) {
        database = new CountingDatabase(settings);
        committer = new Committer(database);
        arrivals = new Arrivals(database);
        arrivals.keepOnly(conversation -> true);
        intake = new MessageIntake(committer, arrivals, clock);
        messages = new MessageLedger(committer, arrivals, database, clock);
        deliveries = new Deliveries(committer, database, clock);
        comments = new CommentLedger(committer, database, clock);
        replies = new ReplyLedger(committer, database, clock);
        fileLinks = new FileLinks(committer, database, clock);
        kept = new KeptFiles(committer, database, clock);
        notes = new NoteLedger(committer, database, clock);
        acknowledgements = new AcknowledgementLedger(committer, database, clock);
        links = new Links(database);
        cursors = new Cursors(database);
        unfinished = new UnfinishedLanes(database);
        tokens = new AccountTokens(committer, database, clock);
    }

    static MessageBuilder message(String id) {
        return message(id, TALK.thread());
    }

    static MessageBuilder message(String id, String thread) {
        return new MessageBuilder("shop", id, Kind.MENTION, thread, Author.unknown("anna"), START).text("text " + id);
    }

    static Comment comment(String id, Ticket ticket) {
        return new Comment(new CommentId("help", id), ticket, new Agent("mia", "Mia"), "words", List.of(), START);
    }

    /** Takes messages in; the conversation's rows afterwards. */
    List<MessageRow> take(Message... taken) {
        intake.take(List.of(taken));
        return messages.of(taken[0].conversation());
    }

    /** The rows with their places as numbers, where they have none. */
    static List<MessageRow> numbered(List<MessageRow> rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).numbered(rows.get(i).number().orElse(i + 1)))
                .toList();
    }

    /** The lanes whose first row may be tried at that time. */
    List<Lane> due(Instant now) {
        return Stream.of(Lane.Direction.values())
                .flatMap(direction -> unfinished.channels(direction).stream()
                        .flatMap(channel -> unfinished.heads(direction, channel, "", 100).stream()))
                .filter(head -> head.isDue(now))
                .map(UnfinishedLanes.Head::lane)
                .toList();
    }

    @Override
    public void close() throws Exception {
        committer.close();
        database.close();
    }

    /** Counts the writer's commits. */
    static final class CountingDatabase extends LedgerDatabase {
        final AtomicInteger commits = new AtomicInteger();
        private final AtomicBoolean losing = new AtomicBoolean();

        /** The next commit is done, but the connection is lost before that is told. */
        void loseNextCommit() {
            losing.set(true);
        }

        CountingDatabase(LedgerSettings settings) {
            super(settings);
        }

        @Override
        Connection writer() throws SQLException {
            Connection writer = super.writer();
            return (Connection) Proxy.newProxyInstance(
                    Ledger.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("commit")) {
                            commits.incrementAndGet();
                        }
                        if (method.getName().equals("rollback") && losing.getAndSet(false)) {
                            throw new SQLException("the connection is lost");
                        }
                        try {
                            Object answer = method.invoke(writer, arguments);
                            if (method.getName().equals("commit") && losing.get()) {
                                throw new SQLException("the connection is lost");
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }

    /** Moves when it is told to. */
    static final class StoppedClock extends Clock {
        private Instant now = START;

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
