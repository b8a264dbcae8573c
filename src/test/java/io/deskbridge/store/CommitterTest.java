package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(60)
class CommitterTest {
    private Ledger ledger;
    private final ExecutorService writers = Executors.newFixedThreadPool(60);

    @BeforeEach
    void open(@TempDir Path data) {
        ledger = new Ledger(data);
    }

    @AfterEach
    void close() throws Exception {
        writers.shutdownNow();
        ledger.close();
    }

    @Test
    void what_fails_after_a_commit_neither_undoes_nor_repeats_it() {
        var told = new AtomicInteger();
        ledger.committer.commit(tx -> {
            tx.afterwards(outcome -> {
                told.incrementAndGet();
                throw new IllegalStateException("a bug");
            });
            return put(tx, "one");
        });
        ledger.committer.commit(tx -> put(tx, "two"));

        assertThat(count()).isEqualTo(2);
        assertThat(told).hasValue(1);
    }

    @Test
    void writers_that_wait_at_one_moment_share_a_commit() throws Exception {
        CountDownLatch busy = occupyCommitter();
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "n" + i;
            writes.add(writers.submit(() -> ledger.committer.commit(tx -> put(tx, name))));
        }
        int before = commits();
        untilWaiting(50);
        busy.countDown();
        for (Future<?> write : writes) {
            write.get(20, TimeUnit.SECONDS);
        }
        assertThat(count()).isEqualTo(50);
        // the one that kept the thread busy, and one for all the others
        assertThat(commits() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void a_work_that_fails_harms_only_itself() throws Exception {
        CountDownLatch busy = occupyCommitter();
        Future<?> good = writers.submit(() -> ledger.committer.commit(tx -> put(tx, "good")));
        Future<?> bad = writers.submit(() -> ledger.committer.commit(tx -> {
            put(tx, "half");
            throw new IllegalStateException("no");
        }));
        Future<?> wrong = writers.submit(() -> ledger.committer.commit(tx -> tx.update("insert into nothing")));
        Future<?> broken = writers.submit(() -> ledger.committer.commit(tx -> {
            throw new LinkageError("a class is missing");
        }));
        untilWaiting(4);
        busy.countDown();
        good.get(20, TimeUnit.SECONDS);
        assertThatThrownBy(() -> bad.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> wrong.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> broken.get(20, TimeUnit.SECONDS)).hasRootCauseInstanceOf(LinkageError.class);
        assertThat(count()).isEqualTo(1);
        ledger.committer.commit(tx -> put(tx, "afterwards"));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void each_writer_gets_its_own_result() throws Exception {
        Map<Integer, Integer> results = new ConcurrentHashMap<>();
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            writes.add(writers.submit(() -> results.put(number, ledger.committer.commit(tx -> number))));
        }
        for (Future<?> write : writes) {
            write.get(20, TimeUnit.SECONDS);
        }
        assertThat(results).hasSize(200).allSatisfy((asked, got) -> assertThat(got)
                .isEqualTo(asked));
    }

    @Test
    void a_closed_ledger_refuses_and_keeps_what_was_waiting() throws Exception {
        CountDownLatch busy = occupyCommitter();
        Future<?> waiting = writers.submit(() -> ledger.committer.commit(tx -> put(tx, "waiting")));
        untilWaiting(1);
        Future<?> closing = writers.submit(() -> {
            ledger.committer.close();
            return true;
        });
        busy.countDown();
        waiting.get(20, TimeUnit.SECONDS);
        closing.get(20, TimeUnit.SECONDS);
        assertThat(count()).isEqualTo(1);
        assertThatThrownBy(() -> ledger.committer.commit(tx -> put(tx, "late")))
                .isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void writing_while_it_closes_ends_for_everybody() throws Exception {
        Set<Future<?>> writes = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            String name = "n" + i + "-";
            writes.add(writers.submit(() -> {
                for (int j = 0; j < 1_000; j++) {
                    String key = name + j;
                    ledger.committer.commit(tx -> put(tx, key));
                }
            }));
        }
        ledger.committer.close();
        for (Future<?> write : writes) {
            assertThatThrownBy(() -> write.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
    }

    /** Keeps the committing thread busy, so that others must wait. */
    private CountDownLatch occupyCommitter() throws Exception {
        var release = new CountDownLatch(1);
        var occupied = new CountDownLatch(1);
        writers.submit(() -> ledger.committer.commit(tx -> {
            occupied.countDown();
            try {
                return release.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }));
        assertThat(occupied.await(20, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private void untilWaiting(int count) {
        org.awaitility.Awaitility.await().until(() -> ledger.committer.waiting() == count);
    }

    private static int put(JdbcTemplate tx, String name) {
        return tx.update("insert into token (account, name, value, changed_at) values ('a', ?, 'v', 0)", name);
    }

    private int count() {
        Integer count = ledger.database.reader().queryForObject("select count(*) from token", Integer.class);
        return count == null ? 0 : count;
    }

    private int commits() {
        return ledger.database.commits.get();
    }
}
