package io.deskbridge.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a test commits beside what it tests. */
public final class TestCommits {
    private TestCommits() {}

    /** No commits until this is closed. */
    public interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** What is submitted from now on waits. */
    public static Hold hold(Committer committer) {
        var over = new CountDownLatch(1);
        committer.submit(tx -> {
            try {
                return over.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the committer was closed while it was held", e);
            }
        });
        return over::countDown;
    }

    public static void execute(Committer committer, String sql) {
        committer.commit(tx -> tx.update(sql));
    }
}
