package io.deskbridge.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;

/**
 * X's webhook, signature check and commit included, beside the same server answering 200 without doing anything: at an
 * ordinary address of its, and in a filter that stands where the webhooks' stands. The desk
 * is so slow that hardly any processor time goes into tickets: {@code webhook-delivering} shows it with a quick one.
 */
final class WebhookIntake {
    private static final int CONNECTIONS = 64;
    private static final String ACCOUNT = "acme";

    private final String name;
    private final Duration delay;
    private final int size = Bench.number("size", 20_000);

    WebhookIntake(String name, int delayMillis) {
        this.name = name;
        this.delay = Duration.ofMillis(delayMillis);
    }

    void run() throws Exception {
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port())
                                .pushed(ACCOUNT, stub.port())
                                .jvm(Profile.options()))
                        .start();
                var pages = new HubPages(hub)) {
            stub.delay(ACCOUNT, delay);
            var load = new Load(hub.port(), CONNECTIONS, 0);
            var sides = new LinkedHashMap<String, Rounds.Turn>();
            var latency = new LinkedHashMap<String, Double>();
            sides.put("durable", measured -> {
                stub.supply(ACCOUNT, 0, 1);
                double figure = turn(load, "/webhooks/channels/" + ACCOUNT, "durable", latency);
                if (delay.isZero()) {
                    stub.await(ACCOUNT, size);
                }
                return figure;
            });
            sides.put("nothing", measured -> turn(load, NothingController.PATH, "nothing", latency));
            sides.put("nothing at all", measured -> turn(load, NothingFilter.PATH, "nothing at all", latency));
            int warmUps = Bench.number("warmup", 8); // until the compiler has come to rest
            Rounds rounds = new Rounds().run(warmUps, Bench.rounds(), sides);
            Profile.keep(hub);
            long stored = stored(pages, (long) size * (warmUps + Bench.rounds()));
            new Report(name + "-" + engine.name())
                    .put("engine", engine.describe())
                    .put("calls in a round", size)
                    .put("connections", CONNECTIONS)
                    .put("durable, calls/s", rounds.median("durable"))
                    .put("nothing, calls/s", rounds.median("nothing"))
                    .put("ratio", rounds.ratio("durable", "nothing"))
                    .put("nothing at all, calls/s", rounds.median("nothing at all"))
                    .put("ratio to nothing at all", rounds.ratio("durable", "nothing at all"))
                    .put("rounds, calls/s", rounds.figures())
                    .put("last round's latency, ms", latency)
                    .put("messages in the ledger", stored)
                    .write();
        }
    }

    private double turn(Load load, String path, String side, LinkedHashMap<String, Double> latency) throws Exception {
        var calls = new XCalls(1_000);
        byte[][] made = IntStream.range(0, size)
                .mapToObj(number -> calls.call(path, number))
                .toArray(byte[][]::new);
        Load.Result result = load.run(size, number -> made[number]);
        if (result.refused() > 0) {
            throw new IllegalStateException(result.refused() + " calls of " + path + " were not answered 200");
        }
        latency.put(side + " p50", result.percentile(0.5));
        latency.put(side + " p99", result.percentile(0.99));
        return result.perSecond();
    }

    /** All that was answered 200 must be there; the metric is up to ten seconds old. */
    private static long stored(HubPages pages, long expected) throws InterruptedException {
        long found = 0;
        for (int i = 0; i < 30 && found < expected; i++) {
            Thread.sleep(1_000);
            found = (long) pages.metric("deskbridge_messages{");
        }
        if (found != expected) {
            throw new IllegalStateException("answered " + expected + " calls, and the ledger has " + found);
        }
        return found;
    }
}
