package io.deskbridge.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Sends requests over some connections that stay open: as fast as they are answered, or at a pace. */
final class Load {
    private final int port;
    private final int connections;
    private final int perSecond;

    /** @param perSecond 0 for as fast as they are answered */
    Load(int port, int connections, int perSecond) {
        this.port = port;
        this.connections = connections;
        this.perSecond = perSecond;
    }

    /**
     * What came of it.
     *
     * @param sentMicros when each request was due at a pace, or else sent; microseconds since 1970
     * @param tookMicros until each was answered
     * @param refused answers other than 200
     */
    record Result(double perSecond, long[] sentMicros, long[] tookMicros, int refused) {
        /** In milliseconds. */
        double percentile(double part) {
            return Load.percentile(tookMicros, part) / 1_000.0;
        }
    }

    static double percentile(long[] values, double part) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)];
    }

    /** @param requests the request of each number from 0; asked for just before it is sent */
    Result run(int count, IntFunction<byte[]> requests) throws Exception {
        var next = new AtomicInteger();
        var refused = new AtomicInteger();
        long[] sent = new long[count];
        long[] took = new long[count];
        var pool = Executors.newFixedThreadPool(connections);
        long began = Micros.now();
        try {
            var senders = new ArrayList<Future<Void>>();
            for (int i = 0; i < connections; i++) {
                senders.add(pool.submit((Callable<Void>) () -> {
                    try (var connection = new LoadConnection(port)) {
                        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                            byte[] request = requests.apply(n);
                            sent[n] = perSecond == 0 ? Micros.now() : due(began, n);
                            if (connection.exchange(request) != 200) {
                                refused.incrementAndGet();
                            }
                            took[n] = Micros.now() - sent[n];
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> sender : senders) {
                sender.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return new Result(count * 1e6 / (Micros.now() - began), sent, took, refused.get());
    }

    /** Waits for the request's time; a late answer to another one makes this one late, and that counts. */
    private long due(long began, int number) throws InterruptedException {
        long due = began + number * 1_000_000L / perSecond;
        long wait = due - Micros.now();
        if (wait > 0) {
            Thread.sleep(wait / 1_000, (int) (wait % 1_000) * 1_000);
        }
        return due;
    }
}
