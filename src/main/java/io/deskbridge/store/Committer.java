package io.deskbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * Writes to the ledger. One thread takes all the writes that wait at a moment into one commit: a commit costs a disk
 * flush, however much is in it, so many concurrent writers are hardly slower than one.
 */
@Component
public class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int MAX_IN_ONE_COMMIT = 500;
    private static final int MAX_WAITING = 10_000;

    private final LedgerDatabase database;
    private final BlockingQueue<Task<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = new Thread(this::run, "ledger-committer");
    private volatile boolean closed;
    private volatile Optional<String> trouble = Optional.empty();
    private @Nullable Connection connection;
    private @Nullable JdbcTemplate template;

    public Committer(LedgerDatabase database) {
        this.database = database;
        thread.setDaemon(true);
        thread.start();
    }

    /** Some statements that are committed together or not at all. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(JdbcTemplate transaction);
    }

    /**
     * Runs the work in a transaction, perhaps together with others' works, and returns when it is on disk. May be run
     * more than once: when another work of the same commit fails, each is run again alone.
     *
     * @throws RuntimeException what the work threw, or a {@link org.springframework.dao.DataAccessException} when the
     *     database did not commit; nothing of the work is then stored
     */
    <T extends @Nullable Object> T commit(Work<T> work) {
        if (closed) {
            throw new DataAccessResourceFailureException("the ledger is closed");
        }
        var task = new Task<>(work);
        try {
            waiting.put(task);
            if (closed && !thread.isAlive() && waiting.remove(task)) { // it came when nobody looked any more
                throw new DataAccessResourceFailureException("the ledger is closed");
            }
            return task.done.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted while waiting for the ledger", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e; // an Error stays wrapped
        }
    }

    /** How many writes wait for the next commit. */
    int waiting() {
        return waiting.size();
    }

    private void run() {
        var batch = new ArrayList<Task<?>>();
        while (!closed || !waiting.isEmpty()) {
            batch.clear();
            try {
                batch.add(waiting.take());
            } catch (InterruptedException e) {
                continue; // close() woke us; the loop's condition decides
            }
            waiting.drainTo(batch, MAX_IN_ONE_COMMIT - 1);
            commitTogether(batch);
        }
    }

    private void commitTogether(List<Task<?>> batch) {
        try {
            inOneTransaction(batch);
        } catch (SQLException | RuntimeException | Error e) { // an Error too: without this thread nothing is stored
            if (batch.size() == 1) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                batch.get(0).done.completeExceptionally(e instanceof SQLException ? failed(e) : e);
                return;
            }
            LOG.debug("A commit of {} writes failed and each is tried alone", batch.size(), e);
            batch.forEach(task -> commitTogether(List.of(task)));
        }
    }

    private void inOneTransaction(List<Task<?>> batch) throws SQLException {
        JdbcTemplate transaction = open();
        Connection current = java.util.Objects.requireNonNull(connection);
        try {
            for (Task<?> task : batch) {
                task.run(transaction);
            }
            current.commit();
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(current);
            throw e;
        }
        trouble = Optional.empty();
        batch.forEach(Task::complete);
    }

    /** Why the last write was not stored; empty when it was. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Writes something that means nothing, to learn whether writes are stored again. */
    public void tryToWrite() {
        commit(tx -> tx.update(
                """
                insert into read_cursor (account, source, value, moved_at) values ('ledger', 'health', ?, 0)
                on conflict (account, source) do update set value = excluded.value""",
                "x".repeat(10_000) + System.nanoTime())); // more than a page: a full disk has perhaps room for a word
    }

    private JdbcTemplate open() throws SQLException {
        if (template == null) {
            connection = database.writer();
            connection.setAutoCommit(false);
            template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        }
        return template;
    }

    /** A connection that cannot even roll back is given up; the next commit opens another. */
    private void rollBack(Connection current) {
        try {
            current.rollback();
        } catch (SQLException e) {
            LOG.warn("The ledger's connection is lost and will be opened anew: {}", e.getMessage());
            connection = null;
            template = null;
        }
    }

    private static DataAccessResourceFailureException failed(Throwable cause) {
        return new DataAccessResourceFailureException("the ledger did not commit: " + cause.getMessage(), cause);
    }

    /** Commits what waits, then ends. */
    @Override
    public void close() throws InterruptedException, SQLException {
        closed = true;
        thread.interrupt();
        thread.join();
        if (connection != null) {
            connection.close();
        }
    }

    private static final class Task<T extends @Nullable Object> {
        private final Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable T result;

        Task(Work<T> work) {
            this.work = work;
        }

        void run(JdbcTemplate transaction) {
            result = work.run(transaction);
        }

        @SuppressWarnings("NullAway") // the result is whatever the work returned
        void complete() {
            done.complete(result);
        }
    }
}
