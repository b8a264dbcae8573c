package io.deskbridge.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** What a killed process polled and worked on, another one does soon after, with the lease that ships. */
@Tag("crash")
class TakeoverIT {
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 50;
    /** Of the conversations; a fair part of two processes is a half. */
    private static final double PART = 0.4;

    @Test
    void what_a_killed_process_held_is_taken_over_within_15_seconds() throws Exception {
        Path folder = Path.of("target/crash/takeover").toAbsolutePath();
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        var random = new Random();
        var hubs = new ArrayList<HubProcess>();
        try (var services = new Services();
                var world = new World(folder.resolve("world"), folder.resolve("world.log"), random);
                var shop = new Shop(() -> hubs.get(0).web(), Size.small(), random)) {
            for (int i = 1; i <= 2; i++) {
                var hub = new HubProcess(
                        "hub" + i,
                        folder.resolve("hub" + i),
                        folder.resolve("hub" + i + ".log"),
                        Web.freePort(random),
                        Packaged.program(),
                        services.settings());
                hub.configure(Configuration.of(world), Configuration.routes(shop));
                hubs.add(hub);
            }
            try {
                for (HubProcess hub : hubs) {
                    hub.start();
                    hub.awaitReady(); // the first has all accounts, and keeps most of them
                }
                Map<String, Duration> first = takeover(world, hubs.get(0), hubs.get(1));
                hubs.get(0).start();
                hubs.get(0).awaitReady();
                Map<String, Duration> second = takeover(world, hubs.get(1), hubs.get(0));

                report(Map.of("hub1", first, "hub2", second));
                assertThat(first)
                        .allSatisfy((what, took) ->
                                assertThat(took).as(what + " of hub1").isLessThan(SOON));
                assertThat(second)
                        .allSatisfy((what, took) ->
                                assertThat(took).as(what + " of hub2").isLessThan(SOON));
            } finally {
                hubs.forEach(HubProcess::close);
            }
        }
    }

    /** Kills one while both have their part, and tells how long after that the other did what. */
    private static Map<String, Duration> takeover(World world, HubProcess dead, HubProcess heir) throws Exception {
        await().atMost(PATIENCE).until(() -> dead.share() >= PART && heir.share() >= PART);
        dead.kill();
        long killed = System.nanoTime();
        var network = new XNetwork(world);
        var open = new LinkedHashMap<String, BooleanSupplier>();
        open.put("X polled", world.lookOut("GET", "/sandbox/x/2/users/" + network.acme() + "/mentions"));
        open.put(
                "Bluesky polled",
                world.lookOut("GET", "/sandbox/bluesky/xrpc/app.bsky.notification.listNotifications"));
        open.put("Zendesk polled", world.lookOut("GET", "/sandbox/zendesk/api/v2/incremental/tickets"));
        open.put("Jira polled", world.lookOut("POST", "/sandbox/jira/rest/api/3/search/jql"));
        open.put("all conversations worked on", () -> heir.share() > 0.999);
        var took = new LinkedHashMap<String, Duration>();
        var pause = new CountDownLatch(1);
        while (!open.isEmpty() && System.nanoTime() - killed < PATIENCE.toNanos()) {
            open.entrySet().removeIf(what -> {
                boolean seen = what.getValue().getAsBoolean();
                if (seen) {
                    took.put(what.getKey(), Duration.ofNanos(System.nanoTime() - killed));
                }
                return seen;
            });
            pause.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        assertThat(open).as("not taken over at all").isEmpty();
        return took;
    }

    private static void report(Map<String, Map<String, Duration>> kills) throws Exception {
        var text = new StringBuilder("\nTakeover after kill -9, seconds (lease 10 s)\n");
        kills.forEach((dead, took) -> took.forEach((what, time) ->
                text.append(String.format("  %-58s %.1f%n", dead + " killed: " + what, time.toMillis() / 1000.0))));
        System.out.println(text);
        Files.writeString(
                Path.of("target/crash-report.txt"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
