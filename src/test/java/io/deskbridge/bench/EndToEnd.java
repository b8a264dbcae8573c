package io.deskbridge.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages from the polled network through a route into the desk: the hub and the bare loop in turn, against the same stub.
 * A round is a number of messages, from the moment they can be read to the desk's last entry.
 */
final class EndToEnd {
    private static final String HUB = "hub";
    private static final String BARE = "bare";

    private final String name;
    private final Duration delay;
    private final int size;
    private final int conversations = Bench.number("conversations", 1_000);
    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();

    EndToEnd(String name, int delayMillis) {
        this.name = name;
        this.delay = Duration.ofMillis(delayMillis);
        // a slow desk takes writers x 1000 / delay a second, whoever writes: a round of about 20 s is enough
        this.size = Bench.number(
                "size", delayMillis == 0 ? 20_000 : Math.min(20_000, Bench.workers() * 20_000 / delayMillis));
    }

    void run() throws Exception {
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port())
                                .polling(HUB, stub.port())
                                .jvm(Profile.options()))
                        .start();
                var bare = new Fork(
                        BARE,
                        BareLoop.class,
                        Fork.AS_SHIPPED,
                        List.of("http://127.0.0.1:" + stub.port(), String.valueOf(Bench.workers())))) {
            stub.delay(HUB, delay);
            stub.delay(BARE, delay);
            var sides = new LinkedHashMap<String, Rounds.Turn>();
            sides.put(HUB, measured -> turn(stub, HUB, hub, measured));
            sides.put(BARE, measured -> turn(stub, BARE, bare, measured));
            Rounds rounds = new Rounds().run(Bench.number("warmup", delay.isZero() ? 6 : 1), Bench.rounds(), sides);
            Profile.keep(hub);
            report(rounds, engine, hub);
        }
    }

    /** Entries a second. */
    private double turn(StubFork stub, String account, Fork process, boolean measured) throws InterruptedException {
        Duration before = process.cpu();
        Duration stubBefore = stub.fork().cpu();
        long began = stub.supply(account, size, conversations);
        StubFork.Count count = stub.await(account, size);
        // the bare loop keeps no order, so on a busy machine two of its writers may open one conversation
        boolean openedOnce = count.opened() == conversations || account.equals(BARE) && count.opened() > conversations;
        if (count.entries() != size || count.doubled() != 0 || !openedOnce) {
            throw new IllegalStateException("the desk took " + count + " for " + size + " messages in " + conversations
                    + " conversations of " + account);
        }
        if (measured) {
            cpu(account, process.cpu().minus(before));
            cpu("stub for " + account, stub.fork().cpu().minus(stubBefore));
        }
        return size * 1e6 / (count.last() - began);
    }

    private void cpu(String who, Duration used) {
        cpu.computeIfAbsent(who, unused -> new ArrayList<>()).add(used.toMillis() * 1_000.0 / size);
    }

    private void report(Rounds rounds, Engine engine, Fork hub) {
        var report = new Report(name + "-" + engine.name() + (Bench.stub().equals("lean") ? "-lean" : ""))
                .put("engine", engine.describe())
                .put("stub", Bench.stub())
                .put("messages in a round", size)
                .put("conversations", conversations)
                .put("writers", Bench.workers())
                .put("desk's delay in ms", delay.toMillis())
                .put("hub, messages/s", rounds.median(HUB))
                .put("bare, messages/s", rounds.median(BARE))
                .put("ratio", rounds.ratio(HUB, BARE))
                .put("rounds, messages/s", rounds.figures())
                .put("hub resident MB", hub.residentMegabytes());
        cpu.forEach((who, values) -> report.put(who + ", CPU ms / 1,000", Rounds.median(values)));
        report.write();
    }
}
