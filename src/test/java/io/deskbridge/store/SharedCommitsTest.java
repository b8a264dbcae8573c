package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Two processes that write the same rows. */
class SharedCommitsTest {
    private final LedgerSettings settings = TestPostgres.empty();
    private final Ledger one = new Ledger(settings);
    private final Ledger other = new Ledger(settings);
    private final CyclicBarrier bothHaveTheirFirst = new CyclicBarrier(2);
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void twoRows() {
        one.committer.commit(tx -> tx.update("insert into read_cursor (account, source, value, moved_at)"
                + " values ('shop', 'a', '', 0), ('shop', 'b', '', 0)"));
    }

    @AfterEach
    void close() throws Exception {
        one.close();
        other.close();
    }

    private CompletableFuture<Integer> write(Ledger ledger, String first, String second, String value) {
        var begun = new AtomicInteger();
        return ledger.committer.submit(tx -> {
            runs.incrementAndGet();
            set(tx, first, value);
            if (begun.incrementAndGet() == 1) {
                meet();
            }
            return set(tx, second, value);
        });
    }

    private static int set(JdbcTemplate tx, String source, String value) {
        return tx.update("update read_cursor set value = ? where source = ?", value, source);
    }

    private void meet() {
        try {
            bothHaveTheirFirst.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void of_two_that_wait_for_each_other_the_one_that_is_broken_off_is_run_again() {
        CompletableFuture<Integer> forth = write(one, "a", "b", "forth");
        CompletableFuture<Integer> back = write(other, "b", "a", "back");

        assertThat(Committer.await(forth)).isEqualTo(1);
        assertThat(Committer.await(back)).isEqualTo(1);
        assertThat(runs) // the one that is run again may be quicker than the one it made way for, and be broken
                // off again
                .hasValueGreaterThanOrEqualTo(3);
        assertThat(one.database.reader().queryForList("select distinct value from read_cursor", String.class))
                .hasSize(1);
    }
}
