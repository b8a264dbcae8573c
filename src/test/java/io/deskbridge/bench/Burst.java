package io.deskbridge.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * 100,000 webhook calls as fast as they are answered, for a desk of 200 ms, in a hub of 256 MB: its memory stays flat, calls
 * are answered fast, and a message of another channel still comes through quickly.
 */
final class Burst {
    private static final String ACCOUNT = "acme";
    private static final String OTHER = "other";
    private static final int CONNECTIONS = 64;

    private final int size = Bench.number("size", 100_000);
    private final List<Double> heap = new ArrayList<>();
    private final List<Double> resident = new ArrayList<>();
    private final List<Double> otherMillis = new ArrayList<>();
    private volatile boolean over;

    void run() throws Exception {
        var watching = Executors.newSingleThreadExecutor();
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port())
                                .pushed(ACCOUNT, stub.port())
                                .polling(OTHER, stub.port())
                                .with("deskbridge.console.queue-age", "10s")
                                .jvm("-Xmx256m"))
                        .start();
                var pages = new HubPages(hub)) {
            stub.delay(ACCOUNT, Duration.ofMillis(200));
            var calls = new XCalls(1_000);
            warmUp(hub.port());
            var watch = watching.submit((Callable<Void>) () -> {
                watch(stub, hub, pages);
                return null;
            });
            Load.Result result = new Load(hub.port(), CONNECTIONS, 0)
                    .run(size, number -> calls.call("/webhooks/channels/" + ACCOUNT, number));
            Thread.sleep(Bench.number("seconds", 20) * 1_000L); // the backlog is worked on, the queue grows old
            over = true;
            watch.get();
            report(engine, stub, pages, result);
        } finally {
            watching.shutdownNow();
        }
    }

    private static void warmUp(int port) throws Exception {
        var calls = new XCalls(100);
        new Load(port, CONNECTIONS, 0).run(2_000, number -> calls.call(NothingController.PATH, number));
    }

    /** Once a second: the hub's memory, and a message of the other channel on its way. */
    private void watch(StubFork stub, Fork hub, HubPages pages) throws InterruptedException {
        while (!over) {
            long began = stub.supply(OTHER, 1, 1);
            otherMillis.add((stub.await(OTHER, 1).last() - began) / 1_000.0);
            heap.add(pages.metric("jvm_memory_used_bytes{area=\"heap\"") / 1e6);
            resident.add((double) hub.residentMegabytes());
            Thread.sleep(1_000);
        }
    }

    private void report(Engine engine, StubFork stub, HubPages pages, Load.Result result) {
        new Report("burst-" + engine.name())
                .put("engine", engine.describe())
                .put("webhook calls", size)
                .put("calls not answered 200", result.refused())
                .put("calls/s", result.perSecond())
                .put("answer p50 ms", result.percentile(0.5))
                .put("answer p99 ms", result.percentile(0.99))
                .put("entries in the desk so far", stub.count(ACCOUNT).entries())
                .put("heap MB, highest", heap.stream().reduce(0.0, Math::max))
                .put("resident MB, first and last", resident.get(0) + " " + resident.get(resident.size() - 1))
                .put("other channel's message, p50 ms", Rounds.median(otherMillis))
                .put("other channel's message, slowest ms", otherMillis.stream().reduce(0.0, Math::max))
                .put("oldest unfinished, s", pages.metric("deskbridge_queue_age"))
                .put("health", pages.get("/actuator/health/queue"))
                .put("each second, heap MB", heap)
                .put("each second, resident MB", resident)
                .put("each second, other channel ms", otherMillis)
                .write();
    }
}
