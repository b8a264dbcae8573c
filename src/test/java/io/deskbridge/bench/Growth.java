package io.deskbridge.bench;

import java.time.Duration;
import java.util.LinkedHashMap;

/**
 * The same work in a small and in a large case, in turn: what grows must not cost. The ratio is the large case's throughput
 * beside the small one's.
 */
final class Growth {
    private static final String SMALL = "small";
    private static final String LARGE = "large";
    private static final Duration HOLD = Duration.ofMillis(200);

    private final String name;
    private final int size;

    private Growth(String name, int size) {
        this.name = name;
        this.size = Bench.number("size", size);
    }

    /** At most 1,000 unfinished messages at a time, and 100,000 that all wait when the desk begins to take them. */
    static void unfinished() throws Exception {
        var growth = new Growth("growth-unfinished", 20_000);
        int many = Bench.number("many", 100_000);
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port()).polling("hub", stub.port()))
                        .start();
                var pages = new HubPages(hub)) {
            growth.compare(
                    engine,
                    "unfinished messages",
                    1_000,
                    many,
                    measured -> growth.perSecond(stub, "hub", 1_000, 1_000),
                    measured -> heldBack(stub, pages, many));
        }
    }

    /** Entries a second from a ledger in which all of them wait. */
    private static double heldBack(StubFork stub, HubPages pages, int many) throws InterruptedException {
        stub.delay("hub", HOLD);
        double before = pages.metric("deskbridge_messages{");
        stub.supply("hub", many, 1_000);
        while (pages.metric("deskbridge_messages{") < before + many) {
            Thread.sleep(500);
        }
        stub.delay("hub", Duration.ZERO);
        long began = Micros.now();
        long had = stub.count("hub").entries();
        StubFork.Count count = stub.await("hub", many);
        return (many - had) * 1e6 / (count.last() - began);
    }

    /** The same number of messages in 10 conversations and in 10,000. */
    static void conversations() throws Exception {
        var growth = new Growth("growth-conversations", 40_000);
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var hub = engine.apply(new HubFork(stub.port()).polling("hub", stub.port()))
                        .start()) {
            growth.compare(
                    engine,
                    "conversations",
                    10,
                    10_000,
                    measured -> growth.perSecond(stub, "hub", 10, Long.MAX_VALUE),
                    measured -> growth.perSecond(stub, "hub", 10_000, Long.MAX_VALUE));
        }
    }

    /** The same number of messages from one account and from 200, in two hubs. */
    static void accounts() throws Exception {
        var growth = new Growth("growth-accounts", 20_000);
        int many = Bench.number("many", 200);
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var other = Engine.chosen();
                var one = engine.apply(new HubFork(stub.port()).pollingSeveral("one", 1, "250ms", stub.port()))
                        .start("hub-small");
                var several = other.apply(new HubFork(stub.port()).pollingSeveral("many", many, "250ms", stub.port()))
                        .start("hub-large")) {
            growth.compare(
                    engine,
                    "polled accounts",
                    1,
                    many,
                    measured -> growth.perSecondOfSeveral(stub, "one", 1),
                    measured -> growth.perSecondOfSeveral(stub, "many", many));
        }
    }

    /** An empty ledger and one of 1,000,000 finished messages, in two hubs. */
    static void ledger() throws Exception {
        var growth = new Growth("growth-ledger", 20_000);
        int many = Bench.number("many", 1_000_000);
        try (var stub = new StubFork();
                var engine = Engine.chosen();
                var other = Engine.chosen()) {
            HubFork full = other.apply(new HubFork(stub.port()).polling("full", stub.port()));
            try (var filling = full.start("hub-large")) {
                stub.supply("full", Fill.PATTERN, 1_000);
                stub.await("full", Fill.PATTERN);
            }
            long finished = new Fill(other.url(full.data())).upTo(many);
            try (var small = engine.apply(new HubFork(stub.port()).polling("empty", stub.port()))
                            .start("hub-small");
                    var large = full.start("hub-large")) {
                growth.compare(
                        engine,
                        "finished messages",
                        0,
                        finished,
                        measured -> growth.perSecond(stub, "empty", 1_000, Long.MAX_VALUE),
                        measured -> growth.perSecond(stub, "full", 1_000, Long.MAX_VALUE));
            }
        }
    }

    private double perSecond(StubFork stub, String account, int conversations, long window)
            throws InterruptedException {
        long began = stub.supply(account, size, conversations, window);
        return size * 1e6 / (stub.await(account, size).last() - began);
    }

    private double perSecondOfSeveral(StubFork stub, String group, int accounts) throws InterruptedException {
        long began = stub.supplySeveral(group, accounts, size / accounts, 1_000 / accounts);
        return size * 1e6 / (stub.await(group, size).last() - began);
    }

    private void compare(Engine engine, String what, long few, long many, Rounds.Turn small, Rounds.Turn large)
            throws Exception {
        var sides = new LinkedHashMap<String, Rounds.Turn>();
        sides.put(SMALL, small);
        sides.put(LARGE, large);
        Rounds rounds = new Rounds().run(Bench.number("warmup", 2), Bench.rounds(), sides);
        new Report(name + "-" + engine.name())
                .put("engine", engine.describe())
                .put("what grows", what + ": " + few + " and " + many)
                .put("messages in a round", size)
                .put("small, messages/s", rounds.median(SMALL))
                .put("large, messages/s", rounds.median(LARGE))
                .put("ratio", rounds.ratio(LARGE, SMALL))
                .put("rounds, messages/s", rounds.figures())
                .write();
    }
}
