package io.deskbridge.bench;

import java.time.Duration;
import java.util.ArrayList;

/** What the hub costs while nothing happens: 200 accounts, polled once a minute, that have nothing new. */
final class Idle {
    private final int accounts = Bench.number("many", 200);
    private final Duration span = Duration.ofSeconds(Bench.number("seconds", 60));

    void run() throws Exception {
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port()).pollingSeveral("one", accounts, "60s", stub.port()))
                        .start()) {
            Thread.sleep(span.toMillis()); // what the start still has to do
            var percents = new ArrayList<Double>();
            for (int round = 0; round < Bench.rounds(); round++) {
                Duration before = hub.cpu();
                long began = System.nanoTime();
                Thread.sleep(span.toMillis());
                percents.add(hub.cpu().minus(before).toNanos() * 100.0 / (System.nanoTime() - began));
                System.out.printf("  round %d %.2f %% of a core%n", round + 1, percents.get(round));
            }
            new Report("idle-" + engine.name())
                    .put("engine", engine.describe())
                    .put("accounts, polled once a minute", accounts)
                    .put("seconds in a round", span.toSeconds())
                    .put("percent of a core", Rounds.median(percents))
                    .put("rounds, percent", percents)
                    .put("resident MB", hub.residentMegabytes())
                    .write();
        }
    }
}
