package io.deskbridge.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Writes to the ledger. One thread takes all the writes that wait at a moment into one commit: a commit costs a disk
 * flush, however much is in it, so many concurrent writers are hardly slower than one. Writes of one kind are also run
 * together, as one statement for many rows.
 */
@Component
public class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int MAX_IN_ONE_COMMIT = 500;
    private static final int MAX_WAITING = 10_000;
    private static final int MOST_TRIES = 5;

    private final WriterConnection connection;
    private final Fences fences;
    private final BlockingQueue<CommitTask<?, ?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread thread = new Thread(this::run, "ledger-committer");
    /** Tells who waits; to wake many threads takes as long as a commit, and the next commit need not wait for it. */
    private final ExecutorService telling = Executors.newSingleThreadExecutor(task -> {
        var teller = new Thread(task, "ledger-teller");
        teller.setDaemon(true);
        return teller;
    });

    private volatile boolean closed;
    private volatile Optional<String> trouble = Optional.empty();

    public Committer(LedgerDatabase database) {
        this.connection = new WriterConnection(database);
        this.fences = new Fences(database.engine());
        thread.setDaemon(true);
        thread.start();
    }

    /** Some statements that are committed together or not at all. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(LedgerTemplate transaction);
    }

    /**
     * Statements of one kind for several items. An object of its own for each kind, because by it the committer knows
     * which items belong together.
     */
    @FunctionalInterface
    interface Bulk<I, R extends @Nullable Object> {
        /** Gives as many results as there are items, in their order. */
        List<R> run(LedgerTemplate transaction, List<I> items);
    }

    /**
     * Runs the work in a transaction, perhaps together with others' works, and returns when it is on disk. May be run
     * more than once: when another work of the same commit fails, each is run again alone, and when one of another process
     * and it waited for each other. A write under a {@link Fence} is stored only if the fence still holds.
     *
     * @throws TakenOver when the fence does not hold any more; nothing is stored
     * @throws RuntimeException what the work threw; nothing of the work is then stored
     * @throws org.springframework.dao.DataAccessException when the database did not commit, or was lost so that nobody
     *     knows whether it did
     */
    <T extends @Nullable Object> T commit(Work<T> work) {
        return await(submit(work));
    }

    /** As {@link #commit(Work)}, without waiting; see {@link #submit(Bulk, Object)}. */
    <T extends @Nullable Object> CompletableFuture<T> submit(Work<T> work) {
        return submit(
                (tx, items) -> {
                    var results = new ArrayList<T>(); // List.of takes no null
                    results.add(work.run(tx));
                    return results;
                },
                work);
    }

    /** As {@link #commit(Work)}; with other items of the same kind that wait at the moment. */
    <I, R extends @Nullable Object> R commit(Bulk<I, R> kind, I item) {
        return await(submit(kind, item));
    }

    /**
     * Hands an item over and returns at once; what is handed over later is never stored before it. {@link #await} tells
     * when it is on disk.
     */
    <I, R extends @Nullable Object> CompletableFuture<R> submit(Bulk<I, R> kind, I item) {
        if (closed) {
            throw new DataAccessResourceFailureException("the ledger is closed");
        }
        var task = new CommitTask<>(kind, item, Fence.current());
        try {
            waiting.put(task);
            if (closed && !thread.isAlive() && waiting.remove(task)) { // it came when nobody looked any more
                throw new DataAccessResourceFailureException("the ledger is closed");
            }
            return task.done();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("interrupted while waiting for the ledger", e);
        }
    }

    /** Waits until what was handed over is on disk; throws as {@link #commit(Work)}. */
    static <R extends @Nullable Object> R await(CompletableFuture<R> submitted) {
        try {
            return submitted.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e; // an Error stays wrapped
        }
    }

    /** How many writes wait for the next commit. */
    int waiting() {
        return waiting.size();
    }

    private void run() {
        var batch = new ArrayList<CommitTask<?, ?>>();
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

    private void commitTogether(List<CommitTask<?, ?>> batch) {
        commitTogether(batch, MOST_TRIES);
    }

    private void commitTogether(List<CommitTask<?, ?>> batch, int tries) {
        try {
            inOneTransaction(batch);
        } catch (WriterConnection.Lost e) {
            trouble = Optional.of(String.valueOf(e.getCause().getMessage()));
            // whether it was committed is not known, so none is run again; who wrote finds out by what stands there
            batch.forEach(task -> task.fail(failed(e.getCause())));
        } catch (SQLException | RuntimeException | Error e) { // an Error too: without this thread nothing is stored
            if (batch.size() == 1 && tries > 1 && e instanceof PessimisticLockingFailureException) {
                // another process and this one waited for each other, and the database broke this one off
                LOG.debug("A write waited for another process that waited for it, and is tried again", e);
                commitTogether(batch, tries - 1);
                return;
            }
            if (batch.size() == 1) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
                batch.get(0).fail(e instanceof SQLException ? failed(e) : e);
                return;
            }
            LOG.debug("A commit of {} writes failed and each is tried alone", batch.size(), e);
            batch.forEach(task -> commitTogether(List.of(task)));
        }
    }

    private void inOneTransaction(List<CommitTask<?, ?>> batch) throws SQLException, WriterConnection.Lost {
        LedgerTemplate transaction = connection.open();
        List<CommitTask<?, ?>> valid = new ArrayList<>();
        try {
            Map<Fence, Boolean> holding = fences.check(
                    transaction, batch.stream().map(CommitTask::fence).toList());
            for (CommitTask<?, ?> task : batch) {
                Optional<Fence> fence = task.fence();
                if (fence.isEmpty() || holding.getOrDefault(fence.get(), true)) {
                    valid.add(task);
                } else {
                    task.fail(new TakenOver(fence.get()));
                }
            }
            runByKind(transaction, valid);
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            takeBack(transaction, e);
            throw e;
        }
        tell(transaction, LedgerTemplate.Outcome.STORED);
        trouble = Optional.empty();
        telling.execute(() -> valid.forEach(CommitTask::complete));
    }

    private void takeBack(LedgerTemplate transaction, Throwable cause) throws WriterConnection.Lost {
        try {
            connection.rollBack(cause);
            transaction.takenBack();
        } catch (WriterConnection.Lost e) {
            tell(transaction, LedgerTemplate.Outcome.UNKNOWN);
            throw e;
        }
    }

    /** A bug in what is told must not make a commit that was done look like one that was not, and be run again. */
    private static void tell(LedgerTemplate transaction, LedgerTemplate.Outcome outcome) {
        try {
            transaction.ended(outcome);
        } catch (RuntimeException e) {
            LOG.error("What was to be done after a commit failed; the commit stands", e);
        }
    }

    private static void runByKind(LedgerTemplate transaction, List<CommitTask<?, ?>> tasks) {
        var kinds = new LinkedHashMap<Bulk<?, ?>, List<CommitTask<?, ?>>>();
        for (CommitTask<?, ?> task : tasks) {
            kinds.computeIfAbsent(task.kind(), unused -> new ArrayList<>()).add(task);
        }
        kinds.values().forEach(same -> CommitTask.runTogether(transaction, same));
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

    private static DataAccessResourceFailureException failed(Throwable cause) {
        return new DataAccessResourceFailureException("the ledger did not commit: " + cause.getMessage(), cause);
    }

    /** Commits what waits, then ends. */
    @Override
    public void close() throws InterruptedException, SQLException {
        closed = true;
        thread.interrupt();
        thread.join();
        telling.shutdown();
        telling.awaitTermination(10, TimeUnit.SECONDS);
        connection.close();
    }
}
