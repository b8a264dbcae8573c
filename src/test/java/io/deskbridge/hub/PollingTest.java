package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.SettableClock;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Source;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.Committer;
import io.deskbridge.store.Cursors;
import io.deskbridge.store.LeaseTable;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.MessageIntake;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;

class PollingTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration PACE = Duration.ofSeconds(15);
    private static final String ACCOUNT = "channel:acme";

    private final SettableClock clock = new SettableClock(NOON);
    private final AccountHealth health = new AccountHealth(clock);
    private final List<String> asked = new ArrayList<>();
    private final CatchUp catchUp = new CatchUp();
    private LedgerDatabase database;
    private Committer committer;
    private MessageIntake intake;
    private Circuits circuits;
    private Polling.Tools tools;

    @BeforeEach
    void open(@TempDir Path data) {
        open(LedgerSettings.embedded(data));
    }

    private void open(LedgerSettings ledger) {
        database = new LedgerDatabase(ledger);
        committer = new Committer(database);
        var arrivals = new Arrivals(database);
        intake = new MessageIntake(committer, arrivals, clock);
        HubSettings settings = VerdictTest.settings(Duration.ofSeconds(20), Duration.ofMinutes(2));
        var leases = new Leases(new LeaseTable(committer, database), arrivals, settings, new SimpleMeterRegistry());
        circuits = new Circuits(settings, clock, new SimpleMeterRegistry(), new AccountHealth(clock));
        tools = new Polling.Tools(
                new Cursors(database),
                health,
                circuits,
                lane -> {},
                leases,
                catchUp,
                new Retry(settings),
                settings,
                clock);
    }

    @AfterEach
    void close() throws Exception {
        committer.close();
        database.close();
    }

    /** A source that answers as the function says, and remembers with which cursors it was asked. */
    private <T> Source<T> source(Function<Cursor, Batch<T>> poll) {
        return new Source<>() {
            @Override
            public String name() {
                return "posts";
            }

            @Override
            public Duration pace() {
                return PACE;
            }

            @Override
            public Batch<T> poll(Cursor since) {
                synchronized (asked) {
                    asked.add(since.value());
                }
                return poll.apply(since);
            }
        };
    }

    private boolean isBehind() {
        return catchUp.isBehind(ACCOUNT + "/posts");
    }

    /** Of an account that pushes, too. */
    private Polling<io.deskbridge.core.Message> polling(Function<Cursor, Batch<io.deskbridge.core.Message>> poll) {
        catchUp.begins(ACCOUNT + "/posts");
        return new Polling<>(ACCOUNT, source(poll), intake::take, Optional.of(intake::take), tools);
    }

    private Polling<io.deskbridge.core.Message> storingOnlyTheSecondTime() {
        var failing = new AtomicInteger(1);
        return new Polling<>(
                ACCOUNT,
                source(since -> upTo("1")),
                (Cursors.Place place, Batch<io.deskbridge.core.Message> batch) -> {
                    if (failing.getAndDecrement() > 0) {
                        throw new DataAccessResourceFailureException("disk full");
                    }
                    return intake.take(place, batch);
                },
                Optional.empty(),
                tools);
    }

    private static Batch<io.deskbridge.core.Message> upTo(String cursor) {
        return Batch.of(List.of(), new Cursor(cursor));
    }

    @Test
    void each_poll_asks_on_from_where_the_one_before_ended() {
        var polling = polling(since -> upTo(since.value() + "x"));
        assertThat(polling.poll()).isEqualTo(PACE);
        polling.poll();
        polling.poll();
        assertThat(asked).containsExactly("", "x", "xx");
        assertThat(health.all().get(ACCOUNT).health()).isEqualTo(AccountState.Health.UP);
    }

    @Test
    void where_another_process_polls_what_was_missed_is_read_once_to_its_end_and_the_cursor_stays() throws Exception {
        close();
        open(TestPostgres.empty()); // shared, and this process holds no lease
        var polling = polling(since -> new Batch<>(
                List.of(new MessageBuilder("acme", "m" + since.value(), Kind.MENTION, "t", Author.unknown("anna"), NOON)
                        .build()),
                new Cursor(since.value() + "x"),
                since.isStart()));
        assertThat(isBehind()).isTrue();

        polling.poll();
        polling.poll();

        assertThat(isBehind()).isFalse();
        assertThat(asked).containsExactly("", "x");
        assertThat(tools.cursors().get(new Cursors.Place(ACCOUNT, "posts")).isStart())
                .isTrue();
    }

    @Test
    void more_to_read_is_read_at_once() {
        var polling = polling(since -> new Batch<>(List.of(), new Cursor("1"), true));
        assertThat(polling.poll()).isLessThan(Duration.ofSeconds(1)).isPositive();
    }

    @Test
    void a_source_is_behind_until_it_was_read_to_its_end_or_cannot_be_read() {
        var more = polling(since -> new Batch<>(List.of(), new Cursor("1"), since.isStart()));
        assertThat(isBehind()).isTrue();
        more.poll();
        assertThat(isBehind()).isTrue();
        more.poll();
        assertThat(isBehind()).isFalse();

        var broken = polling(since -> {
            throw new Failure.Unavailable("connection refused");
        });
        broken.poll();
        assertThat(isBehind()).isFalse();
    }

    @Test
    void what_cannot_be_stored_is_read_again_from_the_same_place() {
        var polling = storingOnlyTheSecondTime();

        assertThat(polling.poll()).isBetween(PACE, Duration.ofSeconds(20));
        polling.poll();
        polling.poll();

        assertThat(asked).containsExactly("", "", "1");
    }

    @Test
    void pushed_calls_wait_while_what_was_read_cannot_be_stored_and_it_is_tried_again_soon() {
        catchUp.begins(ACCOUNT + "/posts");
        var polling = storingOnlyTheSecondTime();

        assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(5));
        assertThat(isBehind()).isTrue();
        polling.poll();

        assertThat(isBehind()).isFalse();
    }

    @Test
    void what_was_refused_while_it_was_read_is_read_soon() {
        var refusing = new AtomicInteger(1);
        var polling = polling(since -> {
            if (refusing.getAndDecrement() > 0) {
                catchUp.refused(ACCOUNT);
            }
            return upTo("1");
        });

        assertThat(polling.poll()).isLessThan(PACE);
        assertThat(isBehind()).isTrue();
        assertThat(polling.poll()).isEqualTo(PACE);
        assertThat(isBehind()).isFalse();
    }

    @Test
    void a_limit_pauses_until_it_ends_and_says_nothing_of_the_accounts_health() {
        var polling = polling(since -> {
            throw new Failure.RateLimited("429", NOON.plusSeconds(900));
        });
        Duration look = tools.settings().check();
        assertThat(look).isBetween(PACE, Duration.ofSeconds(899));
        assertThat(polling.poll()).isEqualTo(look); // then it is looked whether the time has come; nobody is asked
        assertThat(polling.poll()).isEqualTo(look);
        clock.set(NOON.plusSeconds(899));
        assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(1));
        assertThat(asked).hasSize(1); // though news came, and asked for a poll
        clock.set(NOON.plusSeconds(900));
        assertThat(polling.poll()).isEqualTo(PACE);
        assertThat(asked).hasSize(2);
        assertThat(health.all()).doesNotContainKey(ACCOUNT);
    }

    @Test
    void a_limit_of_the_account_that_any_call_met_is_waited_for_and_one_of_other_calls_is_not() {
        var polling = polling(since -> upTo("1"));
        Circuit circuit = circuits.of(ACCOUNT);
        circuit.limited("send", new Failure.RateLimited("429", NOON.plusSeconds(900), Reach.CALL));
        circuit.limited("poll direct", new Failure.RateLimited("429", NOON.plusSeconds(900), Reach.CALL));
        assertThat(polling.poll()).isEqualTo(PACE);

        circuit.limited("send", new Failure.RateLimited("429", NOON.plusSeconds(600)));
        assertThat(polling.poll()).isEqualTo(tools.settings().check());
        clock.set(NOON.plusSeconds(599));
        assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(1));

        assertThat(asked).hasSize(1);
        assertThat(isBehind()).isFalse(); // what is pushed meanwhile need not wait for it
    }

    @ParameterizedTest
    @CsvSource({"ACCOUNT, true", "CALL, false", "ITEM, false"})
    void a_limit_that_a_poll_meets_stops_other_calls_when_it_is_the_accounts(Reach reach, boolean stops) {
        var limited = new Failure.RateLimited("429", NOON.plusSeconds(900), reach);
        var polling = polling(since -> {
            throw limited;
        });

        polling.poll();
        clock.set(NOON.plusSeconds(899));
        assertThat(polling.poll()).isEqualTo(Duration.ofSeconds(1));

        assertThat(asked).hasSize(1);
        assertThat(circuits.of(ACCOUNT).isOpen()).isEqualTo(stops);
        assertThat(circuits.of(ACCOUNT).limitedUntil("write").isPresent()).isEqualTo(stops);
        assertThat(circuits.of(ACCOUNT).limitedUntil("poll direct").isPresent()).isEqualTo(stops);
    }

    @Test
    void an_account_that_cannot_be_reached_is_down_and_asked_at_growing_distances() {
        var polling = polling(since -> {
            throw new Failure.Unavailable("connection refused");
        });
        assertThat(polling.poll()).isBetween(PACE, Duration.ofSeconds(20));
        assertThat(polling.poll()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(40));
        assertThat(polling.poll()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(80));
        assertThat(health.all().get(ACCOUNT).health()).isEqualTo(AccountState.Health.DOWN);
    }

    @Test
    void a_paused_account_is_not_asked() {
        health.failed(ACCOUNT, new Failure.Unauthorized("401"));
        assertThat(polling(since -> upTo("1")).poll()).isEqualTo(Duration.ofSeconds(60));
        assertThat(asked).isEmpty();
    }

    @Test
    void a_source_is_never_polled_twice_at_once_and_once_more_when_news_came_meanwhile() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var polling = polling(since -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            entered.countDown();
            try {
                assertThat(leave.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            return upTo(since.value() + "x");
        });
        CompletableFuture<Duration> first = CompletableFuture.supplyAsync(polling::poll);
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(polling.poll()).isZero();
        assertThat(polling.poll()).isZero();
        leave.countDown();

        await().atMost(Duration.ofSeconds(10)).until(first::isDone);
        assertThat(asked).containsExactly("", "x");
        assertThat(most).hasValue(1);
        polling.poll();
        assertThat(asked).containsExactly("", "x", "xx");
    }

    @Test
    void a_bug_in_a_source_does_not_end_its_polling() {
        var bugs = new AtomicInteger(1);
        var polling = polling(since -> {
            if (bugs.getAndDecrement() > 0) {
                throw new IllegalStateException("a bug, on purpose");
            }
            return upTo("1");
        });
        polling.poll();
        assertThat(polling.poll()).isEqualTo(PACE);
        assertThat(asked).hasSize(2);
    }
}
