package io.deskbridge.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One write that waits for its commit. */
final class CommitTask<I, R extends @Nullable Object> {
    private final Committer.Bulk<I, R> kind;
    private final I item;
    private final Optional<Fence> fence;
    private final CompletableFuture<R> done = new CompletableFuture<>();
    private @Nullable R result;

    CommitTask(Committer.Bulk<I, R> kind, I item, Optional<Fence> fence) {
        this.kind = kind;
        this.item = item;
        this.fence = fence;
    }

    Committer.Bulk<I, R> kind() {
        return kind;
    }

    Optional<Fence> fence() {
        return fence;
    }

    /** Tells who handed it over. */
    CompletableFuture<R> done() {
        return done;
    }

    /**
     * @param same tasks of one kind
     */
    @SuppressWarnings("unchecked") // one kind has one type of items and one of results
    static <I, R extends @Nullable Object> void runTogether(LedgerTemplate transaction, List<CommitTask<?, ?>> same) {
        List<CommitTask<I, R>> tasks = (List<CommitTask<I, R>>) (List<?>) same;
        List<I> items = tasks.stream().map(task -> task.item).toList();
        List<R> results = tasks.get(0).kind.run(transaction, items);
        for (int i = 0; i < tasks.size(); i++) {
            tasks.get(i).result = results.get(i);
        }
    }

    @SuppressWarnings("NullAway") // the result is whatever the work returned
    void complete() {
        done.complete(result);
    }

    void fail(Throwable cause) {
        done.completeExceptionally(cause);
    }
}
