package io.deskbridge.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** From a webhook call to its entry in the desk, at a steady 100 a second; beside it the same entries sent to the desk alone. */
final class Latency {
    private static final int PER_SECOND = 100;
    private static final int CONNECTIONS = 16;
    private static final String ACCOUNT = "acme";
    private static final String ALONE = "alone";

    private final int size = Bench.number("size", PER_SECOND * 30);

    void run() throws Exception {
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port()).pushed(ACCOUNT, stub.port()))
                        .start()) {
            stub.delay(ACCOUNT, Duration.ZERO);
            var p99 = new Rounds();
            var p50 = new LinkedHashMap<String, List<Double>>();
            var sides = new LinkedHashMap<String, Rounds.Turn>();
            sides.put("hub", measured -> {
                var calls = new XCalls(1_000);
                return turn(
                        stub,
                        ACCOUNT,
                        hub.port(),
                        measured,
                        p50,
                        "hub",
                        calls::id,
                        number -> calls.call("/webhooks/channels/" + ACCOUNT, number));
            });
            sides.put(
                    "stub",
                    measured -> turn(stub, ALONE, stub.port(), measured, p50, "stub", String::valueOf, Latency::entry));
            p99.run(Bench.number("warmup", 2), Bench.rounds(), sides);
            new Report("latency-" + engine.name())
                    .put("engine", engine.describe())
                    .put("messages a second", PER_SECOND)
                    .put("messages in a round", size)
                    .put("hub p50 ms", Rounds.median(p50.get("hub")) / 1_000)
                    .put("hub p99 ms", p99.median("hub") / 1_000)
                    .put("stub p50 ms", Rounds.median(p50.get("stub")) / 1_000)
                    .put("stub p99 ms", p99.median("stub") / 1_000)
                    .put("rounds, p50 in microseconds", p50)
                    .put("rounds, p99 in microseconds", p99.figures())
                    .write();
        }
    }

    private static byte[] entry(int number) {
        String text = "The parcel did not come, and nobody answers the telephone. What now? ".repeat(15);
        return HttpText.post(
                "/entries?account=" + ALONE + "&ticket=1&keys=" + number + "&ids=" + number,
                "",
                ("{\"comments\":[{\"body\":\"" + text + "\"}]}").getBytes(StandardCharsets.UTF_8));
    }

    /** The round's p99 in microseconds; its p50 is kept beside it. */
    private double turn(
            StubFork stub,
            String account,
            int port,
            boolean measured,
            Map<String, List<Double>> p50,
            String side,
            IntFunction<String> ids,
            IntFunction<byte[]> requests)
            throws Exception {
        stub.supply(account, 0, 1);
        Load.Result result = new Load(port, CONNECTIONS, PER_SECOND).run(size, requests);
        stub.await(account, size);
        Map<String, Long> arrivals = stub.arrivals(account);
        long[] waits = new long[size];
        for (int number = 0; number < size; number++) {
            waits[number] = arrivals.get(ids.apply(number)) - result.sentMicros()[number];
        }
        if (measured) {
            p50.computeIfAbsent(side, unused -> new ArrayList<>()).add(Load.percentile(waits, 0.5));
        }
        return Load.percentile(waits, 0.99);
    }
}
