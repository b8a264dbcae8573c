package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Author;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.Arrivals;
import io.deskbridge.store.Committer;
import io.deskbridge.store.LeaseTable;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.LedgerSettings;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.TakenOver;
import io.deskbridge.store.TestCommits;
import io.deskbridge.store.Unfinished;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that share a ledger on a real PostgreSQL; a lease is a second long here. */
class LeasesTest {
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> ACCOUNTS = List.of("channel:a", "channel:b", "desk:c");
    private static final List<Conversation> TALKS = IntStream.range(0, 300)
            .mapToObj(number -> new Conversation("shop", "t" + number))
            .toList();

    private static final List<Message> MESSAGE =
            List.of(new MessageBuilder("shop", "1", Kind.MENTION, "t0", Author.unknown("anna"), Instant.EPOCH).build());

    private final LedgerSettings ledger = TestPostgres.empty();
    private final List<Process> processes = new ArrayList<>();

    /** One process of the hub, as far as it shares the ledger. */
    private static final class Process {
        final LedgerDatabase database;
        final Committer committer;
        final Leases leases;
        final MessageIntake intake;
        final MessageLedger messages;
        final AtomicInteger gained = new AtomicInteger();

        Process(LedgerSettings ledger) {
            database = new LedgerDatabase(ledger);
            committer = new Committer(database);
            var arrivals = new Arrivals(database);
            intake = new MessageIntake(committer, arrivals, Clock.systemUTC());
            messages = new MessageLedger(committer, arrivals, database, Clock.systemUTC());
            leases = new Leases(
                    new LeaseTable(committer, database),
                    arrivals,
                    TestLedger.leasing(LEASE),
                    new SimpleMeterRegistry());
        }

        long conversations() {
            return TALKS.stream().filter(leases::isMine).count();
        }

        long accounts() {
            return ACCOUNTS.stream().filter(this::polls).count();
        }

        private boolean polls(String account) {
            Optional<Leases.Work> work = leases.onAccount(account);
            work.ifPresent(Leases.Work::close);
            return work.isPresent();
        }

        /** As when the machine stops the process for a while, or kills it: nothing is given back. */
        void freeze() {
            leases.stopKeeping();
        }

        void end() throws Exception {
            leases.close();
            committer.close();
            database.close();
        }
    }

    private Process start() {
        Process process = opened();
        begin(process);
        return process;
    }

    private Process opened() {
        var process = new Process(ledger);
        processes.add(process);
        return process;
    }

    private static void begin(Process process) {
        process.leases.start(ACCOUNTS, process.gained::incrementAndGet);
    }

    @AfterEach
    void end() throws Exception {
        for (Process process : processes) {
            process.end();
        }
    }

    private void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
    }

    private void eachIsOneProcesses() {
        assertThat(TALKS)
                .allMatch(talk -> processes.stream()
                                .filter(process -> process.leases.isMine(talk))
                                .count()
                        <= 1);
        assertThat(processes.stream().mapToLong(Process::conversations).sum()).isEqualTo(TALKS.size());
        assertThat(processes.stream().mapToLong(Process::accounts).sum()).isEqualTo(ACCOUNTS.size());
    }

    @Test
    void one_process_has_everything_at_once() {
        Process only = start();
        assertThat(only.conversations()).isEqualTo(TALKS.size());
        assertThat(only.accounts()).isEqualTo(ACCOUNTS.size());
        assertThat(only.gained).hasValue(1);
    }

    @Test
    void three_processes_have_a_fair_part_each_and_nothing_twice() {
        start();
        start();
        start();
        soon(() -> {
            eachIsOneProcesses();
            assertThat(processes).allSatisfy(process -> {
                assertThat(process.conversations()).isBetween(60L, 140L);
                assertThat(process.accounts()).isEqualTo(1);
            });
        });
    }

    @Test
    void what_a_process_gives_back_at_its_end_others_have_at_once() throws Exception {
        Process first = start();
        Process second = start();
        soon(this::eachIsOneProcesses);
        processes.remove(first);
        first.end();
        soon(() -> assertThat(second.conversations()).isEqualTo(TALKS.size()));
    }

    @Test
    void what_a_dead_process_held_is_taken_over_and_its_late_writes_are_refused() {
        Process dead = start();
        Leases.Work late = dead.leases.onConversation(TALKS.get(0)).orElseThrow();
        dead.freeze();
        Process heir = start();

        soon(() -> assertThat(heir.conversations()).isEqualTo(TALKS.size()));
        assertThat(dead.conversations())
                .as("it knows by itself that its time has passed")
                .isZero();
        assertThatThrownBy(() -> late.fence().during(() -> dead.intake.take(MESSAGE)))
                .isInstanceOf(TakenOver.class)
                .hasMessageContaining("was taken over by another process");
        try (Leases.Work now = heir.leases.onConversation(TALKS.get(0)).orElseThrow()) {
            assertThat(now.fence().during(() -> heir.intake.take(MESSAGE).taken()))
                    .as("nothing of the refused write was stored")
                    .isEqualTo(1);
        }
    }

    /** As seen from the leases: what they are held until lies an hour further ahead. */
    private static void setDatabaseClockBack(Process process) {
        TestCommits.execute(
                process.committer, "update lease set held_until = held_until + 3600000 where held_until > 0");
    }

    @Test
    void what_a_dead_process_held_is_taken_over_although_the_databases_clock_was_set_back() {
        Process dead = start();
        dead.freeze();
        setDatabaseClockBack(dead);
        Process heir = start();

        soon(() -> {
            assertThat(heir.conversations()).isEqualTo(TALKS.size());
            assertThat(heir.accounts()).isEqualTo(ACCOUNTS.size());
        });
        assertThat(dead.conversations()).isZero();
    }

    @Test
    void what_a_living_process_has_at_work_stays_its_own_when_the_databases_clock_is_set_back() {
        Process first = start();
        List<Leases.Work> atWork = TALKS.stream()
                .map(first.leases::onConversation)
                .flatMap(Optional::stream)
                .toList();
        Process second = opened(); // which takes longer than until the first one prolongs
        setDatabaseClockBack(first);
        begin(second);
        soon(() -> assertThat(second.accounts()).isGreaterThanOrEqualTo(1)); // accounts have moved: a plan was made
        assertThat(second.conversations()).isZero();
        assertThat(first.conversations()).isPositive();
        atWork.forEach(Leases.Work::close);
    }

    @Test
    void what_another_process_did_while_it_held_a_lease_is_not_done_again_from_memory() {
        Process first = start();
        first.intake.take(MESSAGE);
        first.freeze();
        Process second = start();
        soon(() -> assertThat(second.leases.isMine(TALKS.get(0))).isTrue());
        try (Leases.Work work = second.leases.onConversation(TALKS.get(0)).orElseThrow();
                Unfinished its = second.messages.begin(TALKS.get(0), 10)) {
            assertThat(its.rows()).hasSize(1);
            work.fence().during(() -> {
                second.messages.end(its.rows().get(0), MessageState.DISMISSED, "seen", Optional.empty());
                return true;
            });
        }
        second.leases.close();
        soon(() -> {
            first.leases.keep();
            assertThat(first.leases.isMine(TALKS.get(0))).isTrue();
        });

        try (Unfinished left = first.messages.begin(TALKS.get(0), 10)) {
            assertThat(left.rows()).isEmpty();
        }
    }

    @Test
    void what_is_at_work_is_not_given_away_before_it_ends() {
        Process first = start();
        List<Leases.Work> atWork = TALKS.stream()
                .map(first.leases::onConversation)
                .flatMap(Optional::stream)
                .toList();
        Process second = start();
        soon(() -> assertThat(second.accounts()).isGreaterThanOrEqualTo(1)); // accounts have moved: a plan was made
        assertThat(second.conversations()).isZero();

        atWork.forEach(Leases.Work::close);
        soon(() -> {
            eachIsOneProcesses();
            assertThat(second.conversations()).isBetween(100L, 200L);
        });
    }
}
