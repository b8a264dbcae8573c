package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.Lane;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.TestCommits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route of this test decides how long work takes. */
class LaneRunnerTest {
    private static final NoteSettings QUIET =
            new NoteSettings(NoteSettings.Success.NONE, "published", NoteSettings.Delivery.NONE);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int WORKERS = 4 * LaneRunner.CONVERSATIONS_PER_CALL; // of the settings below
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String TO_DESK = "ticket";

    private final List<String> carried = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> atWork = new ConcurrentHashMap<>();
    private final AtomicInteger mostInOneLane = new AtomicInteger();
    private final AtomicInteger entered = new AtomicInteger();
    private TestLedger ledger;
    private LaneRunner runner;

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new TestLedger(data, CLOCK);
        HubSettings settings = VerdictTest.settings(Duration.ofMillis(10), Duration.ofMillis(50));
        Accounts accounts = ledger.accounts(new FakeChannelType(new FakeNetwork()), List.of("acme", "beta"));
        var health = new AccountHealth(CLOCK);
        var remotes = new Remotes(
                accounts,
                health,
                new Circuits(settings, CLOCK, new SimpleMeterRegistry(), health),
                settings,
                System::nanoTime);
        var settling = new Settling(CLOCK, System::nanoTime);
        var sender = new Sender(settling);
        var metrics = new HubMetrics(new SimpleMeterRegistry());
        var numbering = new Numbering(ledger.messages);
        var budget = new WriteBudget(accounts, ledger.links, ledger.messages, CLOCK);
        var replySettings = new ReplySettings("refuse", "refuse");
        var fit = new FileFit(replySettings, settings);
        var agentNotes = new AgentNotes(accounts, QUIET, settings);
        var links = new LinkedFiles(ledger.fileLinks, fit, replySettings, Signatures.NONE, accounts, settings, CLOCK);
        var outcomes = new ReplyOutcomes(ledger.replies, agentNotes, links, QUIET, metrics, CLOCK);
        var threads = new ReplyThreads(
                new ReplySplit(replySettings, Signatures.NONE),
                remotes,
                settling,
                sender,
                ledger.parts,
                outcomes,
                new ThreadOutcomes(
                        ledger.replies,
                        ledger.parts,
                        outcomes,
                        agentNotes,
                        new ThreadNotes(agentNotes, settings),
                        metrics,
                        CLOCK),
                agentNotes);
        var earlier = new EarlierWrites(settling, CLOCK);
        var texts = new EntryText(accounts, ledger.messages, new KeptMedia(ledger.kept), replySettings, settings);
        var delivery = new DeskDelivery(
                remotes,
                settling,
                earlier,
                ledger.links,
                ledger.messages,
                ledger.deliveries,
                numbering,
                budget,
                texts,
                metrics,
                CLOCK);
        var routing = new Routing() {
            @Override
            public Optional<Carrier<MessageRun>> forMessage(Message message) {
                return Optional.of(new Carrier<>() {
                    @Override
                    public String id() {
                        return "test";
                    }

                    @Override
                    public void carry(MessageRun run) throws Exception {
                        work(run.row().message());
                        if (run.row().message().id().value().startsWith(TO_DESK)) {
                            run.deliver("help", Map.of());
                        }
                    }
                });
            }

            @Override
            public Optional<Carrier<CommentRun>> forComment(Comment comment) {
                return Optional.empty();
            }
        };
        var fates = new FateNotes(agentNotes, settings);
        var messages = new MessageWork(
                ledger.messages,
                routing,
                delivery,
                new WrittenThere(ledger.links, ledger.messages, ledger.gone, agentNotes, fates, lane -> {}),
                budget,
                lane -> {},
                settings,
                CLOCK,
                System::nanoTime);
        var gate = new Gate(
                remotes,
                settling,
                sender,
                ledger.messages,
                ledger.comments,
                ledger.links,
                ledger.replies,
                numbering,
                Signatures.NONE,
                new Preflight(fit, replySettings, settings, CLOCK),
                threads,
                fit,
                links,
                new AnswerScruples(
                        ledger.alike,
                        new AnswerNotes(settings),
                        new AnswerSettings(AnswerSettings.Repeated.WARN, 10, AnswerSettings.Hotline.WARN),
                        Signatures.NONE,
                        CLOCK),
                new Decisions(ledger.decisions, fates, lane -> {}),
                agentNotes,
                outcomes,
                CLOCK);
        var comments = new CommentWork(ledger.comments, routing, gate, lane -> {}, agentNotes, fates, settings, CLOCK);
        var notes = new NoteWork(
                remotes, settling, earlier, ledger.links, ledger.notes, ledger.replies, budget, QUIET, settings, CLOCK);
        var marks = new DeliveryMarkWork(remotes, ledger.links, ledger.marks, budget, QUIET, settings, CLOCK);
        var acknowledgements = new AcknowledgementWork(
                remotes,
                settling,
                ledger.messages,
                ledger.acknowledgements,
                new Preflight(fit, replySettings, settings, CLOCK),
                sender,
                new AcknowledgementNotes(accounts, settings),
                lane -> {},
                settings,
                CLOCK);
        var tickets = ledger.tickets(gate, accounts, remotes, settings);
        runner = new LaneRunner(
                messages, comments, notes, tickets, marks, acknowledgements, ledger.leases, settings, CLOCK);
    }

    @AfterEach
    void close() throws Exception {
        held.values().forEach(CountDownLatch::countDown);
        runner.close();
        ledger.close();
    }

    private void work(Message message) throws InterruptedException {
        AtomicInteger here = atWork.computeIfAbsent(message.conversation().thread(), unused -> new AtomicInteger());
        mostInOneLane.accumulateAndGet(here.incrementAndGet(), Math::max);
        entered.incrementAndGet();
        CountDownLatch latch = held.get(message.id().value());
        if (latch != null && !latch.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody lets it go");
        }
        here.decrementAndGet();
        carried.add(message.id().value());
    }

    private Lane take(String channel, String id, String thread) {
        return take(message(channel, id, thread));
    }

    private static MessageBuilder message(String channel, String id, String thread) {
        return new MessageBuilder(channel, id, Kind.MENTION, thread, Author.unknown("anna"), CLOCK.instant())
                .text("words");
    }

    private Lane take(MessageBuilder... together) {
        List<Message> messages = Stream.of(together).map(MessageBuilder::build).toList();
        ledger.intake.take(messages);
        String channel = messages.get(0).conversation().channel();
        String thread = messages.get(0).conversation().thread();
        return new Lane(Lane.Direction.MESSAGES, new Conversation(channel, thread));
    }

    private boolean isEnded(Lane lane) {
        return ledger.messages.of(lane.conversation()).stream()
                .allMatch(row -> row.endedAt().isPresent());
    }

    /** Nothing is committed from when the desk has the lane's message until this is closed. */
    private TestCommits.Hold recording(Lane lane) {
        ledger.desk.holdAnswer("open");
        runner.wake(lane);
        await().atMost(SOON).until(() -> ledger.desk.cases().size() == 1);
        TestCommits.Hold hold = TestCommits.hold(ledger.committer);
        ledger.desk.letGo("open");
        return hold;
    }

    @Test
    void what_was_written_is_recorded_without_a_thread_that_waits_for_it() throws Exception {
        for (int i = 1; i < WORKERS; i++) {
            held.put("slow" + i, new CountDownLatch(1));
            runner.wake(take("acme", "slow" + i, "s" + i));
        }
        await().atMost(SOON).until(() -> entered.get() == WORKERS - 1);
        Lane written = take("acme", TO_DESK, "t");
        Lane other = take("acme", "other", "o");
        try (var commits = recording(written)) {
            runner.wake(other); // by the same worker: all others are held
            await().atMost(SOON).until(() -> carried.contains("other"));
            assertThat(isEnded(written)).isFalse();
        }
        await().atMost(SOON).until(() -> isEnded(written));
    }

    @Test
    void a_lane_whose_last_write_is_being_recorded_is_still_at_work() throws Exception {
        Lane lane = take("acme", TO_DESK + 1, "t");
        take("acme", TO_DESK + 2, "other");
        Lane other = take("acme", "other", "other");
        try (var commits = recording(lane)) {
            await().atMost(SOON).until(() -> carried.contains(TO_DESK + 1));
            runner.wake(lane);
            runner.wake(other);
            await().atMost(SOON).until(() -> entered.get() == 2);
            assertThat(ledger.runs).hasValue(2);
        }
        await().atMost(SOON).until(() -> ledger.runs.get() == 3); // once more, because it was woken
        assertThat(isEnded(lane)).isTrue();
    }

    /** That a worker waits for the ledger, which it does at last. */
    private static boolean isWorkerWaiting() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("hub-work"))
                .anyMatch(thread -> thread.getKey().getState() == Thread.State.WAITING
                        && Stream.of(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().equals(MessageWork.class.getName())));
    }

    @Test
    void what_a_colleague_wrote_is_told_in_the_ticket_that_a_message_before_it_opened_a_moment_ago() {
        Lane lane = take(
                message("acme", TO_DESK, "t"), message("acme", "answer", "t").ours(true));
        try (var commits = recording(lane)) {
            await().atMost(SOON).until(() -> carried.contains(TO_DESK) && isWorkerWaiting());
        }
        await().atMost(SOON).until(() -> isEnded(lane));
        assertThat(ledger.notes.of(lane.conversation()))
                .extracting(NoteRow::ticketId)
                .containsExactly(ledger.desk.cases().get(0).ticket().id());
    }

    @Test
    void closing_waits_for_what_is_being_recorded() throws Exception {
        Lane lane = take("acme", TO_DESK, "t");
        var closing = new FutureTask<>(() -> {
            runner.close();
            return isEnded(lane);
        });
        try (var commits = recording(lane)) {
            await().atMost(SOON).until(() -> carried.contains(TO_DESK));
            var thread = new Thread(closing);
            thread.start();
            await().atMost(SOON).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
            assertThat(isEnded(lane)).isFalse();
        }
        assertThat(closing.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_write_that_broke_off_is_looked_up_in_the_ticket_that_a_message_before_it_opened_a_moment_ago() {
        Lane lane = take(message("acme", TO_DESK + 1, "t"), message("acme", TO_DESK + 2, "t"));
        MessageRow second = reservedLongAgo(lane, 1);
        ledger.desk.holdAnswer("open");
        runner.wake(lane);
        await().atMost(SOON).until(() -> ledger.desk.cases().size() == 1);
        Ticket ticket = ledger.desk.cases().get(0).ticket();
        ledger.desk.stands(ticket, new Entry(second.key(), second.message(), "words", (file, most) -> {
            throw new IllegalStateException("it has none");
        }));
        try (var commits = TestCommits.hold(ledger.committer)) {
            ledger.desk.letGo("open");
            await().atMost(SOON).until(() -> carried.contains(TO_DESK + 2) && isWorkerWaiting());
            assertThat(ledger.desk.calls("find")).isZero();
        }
        await().atMost(SOON).until(() -> isEnded(lane));
        assertThat(ledger.messages.of(lane.conversation()))
                .extracting(MessageRow::state)
                .containsExactly(MessageState.TICKETED, MessageState.APPENDED);
        assertThat(ledger.desk.calls("find")).isEqualTo(1);
        assertThat(ledger.desk.calls("append")).isZero();
    }

    /** As a process leaves it that was killed during the write; nothing is known of it but what stands in the ledger. */
    private MessageRow reservedLongAgo(Lane lane, int place) {
        List<MessageRow> rows = ledger.messages.of(lane.conversation());
        List<MessageRow> numbered = new Numbering(ledger.messages).number(List.of(rows.get(place)), place);
        ledger.deliveries.reserve(numbered, "help");
        TestCommits.execute(ledger.committer, "update reservation set tried_at = tried_at - 3600000");
        ledger.messages.begin(lane.conversation(), 1).close(); // a run that ended nothing
        return numbered.get(0);
    }

    @Test
    void a_runner_that_is_closed_twice_waits_for_what_is_at_work_only_once() throws Exception {
        held.put("m1", new CountDownLatch(1));
        runner.wake(take("acme", "m1", "t"));
        await().atMost(SOON).until(() -> entered.get() == 1);
        Thread first = closing();
        await().atMost(SOON).until(() -> first.getState() == Thread.State.TIMED_WAITING);

        Thread second = closing();
        second.join(5_000);

        assertThat(second.isAlive()).isFalse();
        assertThat(carried).isEmpty();
        assertThat(first.isAlive()).isTrue();
        held.get("m1").countDown();
        first.join(10_000);
        assertThat(carried).containsExactly("m1");
    }

    private Thread closing() {
        var closing = new Thread(() -> {
            try {
                runner.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closing.start();
        return closing;
    }

    @Test
    void a_lane_whose_last_write_cannot_be_recorded_is_worked_on_again() throws Exception {
        Lane lane = take("acme", TO_DESK, "t");
        TestCommits.execute(
                ledger.committer, "create trigger fails before update on message begin select raise(abort, 'no'); end");
        runner.wake(lane);
        await().atMost(SOON).until(() -> ledger.desk.cases().size() == 1);
        await().atMost(SOON).until(() -> {
            runner.wake(lane);
            return ledger.runs.get() > 1;
        });
        TestCommits.execute(ledger.committer, "drop trigger fails");
        await().atMost(SOON).until(() -> {
            runner.wake(lane);
            return isEnded(lane);
        });
        assertThat(ledger.desk.cases()).hasSize(1);
    }

    @Test
    void a_lane_is_worked_on_by_one_thread_however_often_it_is_woken() {
        for (int i = 0; i < 50; i++) {
            Lane lane = take("acme", "m" + i, "t");
            runner.wake(lane);
            runner.wake(lane);
        }
        await().atMost(SOON).until(() -> carried.size() == 50);
        assertThat(mostInOneLane).hasValue(1);
        assertThat(carried).doesNotHaveDuplicates().startsWith("m0", "m1").endsWith("m48", "m49");
    }

    @Test
    void a_lane_that_is_woken_while_at_work_runs_again() {
        held.put("m1", new CountDownLatch(1));
        Lane lane = take("acme", "m1", "t");
        runner.wake(lane);
        await().atMost(SOON).until(() -> entered.get() == 1);
        take("acme", "m2", "t");
        runner.wake(lane);
        assertThat(carried).isEmpty();

        held.get("m1").countDown();

        await().atMost(SOON).until(() -> carried.equals(List.of("m1", "m2")));
    }

    @Test
    void a_lane_that_is_woken_while_it_waits_runs_once() {
        for (int i = 0; i < WORKERS; i++) {
            held.put("slow" + i, new CountDownLatch(1));
            runner.wake(take("acme", "slow" + i, "s" + i));
        }
        await().atMost(SOON).until(() -> entered.get() == WORKERS);
        for (int i = 0; i < 3; i++) {
            runner.wake(take("acme", "m" + i, "t"));
        }
        held.get("slow0").countDown();
        await().atMost(SOON).until(() -> carried.containsAll(List.of("m0", "m1", "m2")));
        runner.wake(take("acme", "last", "l")); // by the same worker: all others are held
        await().atMost(SOON).until(() -> carried.contains("last"));

        assertThat(ledger.runs).hasValue(WORKERS + 2);
    }

    @Test
    void a_channel_that_is_slow_leaves_workers_for_the_others() {
        for (int i = 0; i < WORKERS + 2; i++) {
            held.put("slow" + i, new CountDownLatch(1));
            runner.wake(take("acme", "slow" + i, "s" + i));
        }
        await().atMost(SOON).until(() -> entered.get() == WORKERS);

        runner.wake(take("beta", "quick", "q"));

        await().atMost(SOON).until(() -> carried.contains("quick"));
        assertThat(entered).hasValue(WORKERS + 1);
        held.values().forEach(CountDownLatch::countDown);
        await().atMost(SOON).until(() -> carried.size() == WORKERS + 3);
    }

    @Test
    void a_closed_runner_ends_what_is_at_work_and_begins_nothing() throws Exception {
        held.put("m1", new CountDownLatch(1));
        Lane lane = take("acme", "m1", "t");
        runner.wake(lane);
        await().atMost(SOON).until(() -> entered.get() == 1);
        Lane other = take("acme", "m2", "other");
        Thread closing = closing();
        await().atMost(SOON).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        runner.wake(other);

        held.get("m1").countDown();
        closing.join(10_000);

        assertThat(closing.isAlive()).isFalse();
        assertThat(carried).containsExactly("m1");
        assertThat(ledger.messages.unfinished(other.conversation(), 1)).hasSize(1);
    }
}
