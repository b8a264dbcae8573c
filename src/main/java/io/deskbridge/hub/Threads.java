package io.deskbridge.hub;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that say in a dump what they do, and that never keep the process alive. */
final class Threads {
    private Threads() {}

    /** Runs so many tasks at once; more wait in order. Idle threads end. */
    static ExecutorService upTo(int most, String name) {
        var waiting = new WhenAllAreBusy();
        return new ThreadPoolExecutor(0, most, 30, TimeUnit.SECONDS, waiting, named(name), (task, pool) -> {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the pool " + name + " is closed");
            }
            waiting.put(task);
        });
    }

    /** A task goes to an idle thread, else to a new one, and waits only when there are as many as there may be. */
    private static final class WhenAllAreBusy extends LinkedTransferQueue<Runnable> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }

    static ThreadFactory named(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, "hub-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
