package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/**
 * One run: a world, some hub processes over one ledger, customers and agents at work, kills meanwhile, and the count.
 *
 * @param name also the folder of its logs, below {@code target/crash}
 * @param program what starts a hub
 * @param settings of all hub processes, {@code key=value}
 */
record Proof(String name, Size size, int processes, List<String> program, List<String> settings, long seed) {
    /** What comes late must still be seen: longer than a sweep, a poll and a look-up. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    Count run() throws Exception {
        Path folder = Path.of("target/crash", name).toAbsolutePath();
        Path place = folder.resolve("work");
        FileSystemUtils.deleteRecursively(folder); // a run before this one left its own
        Files.createDirectories(folder);
        Instant began = Instant.now();
        var random = new Random(seed);
        var hubs = new ArrayList<HubProcess>();
        var turn = new AtomicInteger();
        try (var world = new World(place.resolve("world"), folder.resolve("world.log"), random);
                var shop = new Shop(() -> next(hubs, turn), size, new Random(random.nextLong()))) {
            for (int i = 1; i <= processes; i++) {
                var hub = new HubProcess(
                        "hub" + i,
                        place.resolve("hub" + i),
                        folder.resolve("hub" + i + ".log"),
                        Web.freePort(random),
                        program,
                        settings);
                hub.configure(Configuration.of(world), Configuration.routes(shop));
                hubs.add(hub);
            }
            try {
                return run(world, shop, hubs, random, began);
            } finally {
                hubs.forEach(HubProcess::close);
            }
        }
    }

    private static Web next(List<HubProcess> hubs, AtomicInteger turn) {
        return hubs.get(turn.getAndIncrement() % hubs.size()).web();
    }

    private Count run(World world, Shop shop, List<HubProcess> hubs, Random random, Instant began) throws Exception {
        for (HubProcess hub : hubs) {
            hub.start();
            hub.awaitReady();
        }
        var sides = Sides.of(world, shop);
        List<String> addresses = hubs.stream().map(hub -> hub.web().address()).toList();
        sides.vendors().forEach(vendor -> vendor.push(addresses));
        var story = new Story(size, sides, new Random(random.nextLong()));
        var stop = new CountDownLatch(1);
        var pace = new Pace(size);
        var shared = new SharedTime(hubs, story, pace);
        var killer = new Killer(hubs, size, story, pace, new Random(random.nextLong()));
        sides.vendors().forEach(vendor -> world.misbehave(size, vendor.writes()));
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            var work = new ArrayList<Future<?>>();
            Customers.of(story, pace, new Random(random.nextLong()))
                    .forEach(customers -> work.add(threads.submit(customers)));
            work.add(threads.submit(new Agents(sides.desks(), story, new Random(random.nextLong()), stop)));
            work.add(threads.submit(() -> {
                int first = processes > 1 ? size.messages() / 4 : 0;
                if (first > 0) {
                    shared.run(first);
                }
                killer.run(first);
                return null;
            }));
            Duration took = awaitEnd(story, hubs, work, killer, began);
            var count = new Count();
            count.number("seed (-Dcrash.seed)", seed);
            count.number("hub processes", processes);
            count.number("seconds", took.toSeconds());
            if (processes > 1) {
                shared.into(count);
            }
            killer.into(count);
            world.wellBehaved();
            hubs.forEach(HubProcess::awaitReady);
            new Reckoning(sides, hubs, story, killer.done()).into(count);
            report(count);
            return count;
        } finally {
            stop.countDown();
            threads.shutdownNow();
        }
    }

    /** Until all is said and all is done, or nothing moves any more. */
    private Duration awaitEnd(Story story, List<HubProcess> hubs, List<Future<?>> work, Killer killer, Instant began)
            throws Exception {
        String before = "";
        Instant moved = Instant.now();
        var pause = new CountDownLatch(1);
        while (Duration.between(moved, Instant.now()).compareTo(size.standstill()) < 0) {
            boolean told = true;
            for (Future<?> one : work) {
                told &= one.isDone();
                if (one.isDone()) {
                    one.get(); // what it threw
                }
            }
            String state = story.messagesPosted() + " " + story.answersWritten() + " " + story.notesWritten() + " "
                    + killer.done().size();
            if (told) {
                hubs.forEach(HubProcess::awaitReady);
                var ledger = new Ledger(hubs.get(0));
                JsonNode counts = ledger.counts();
                state += " " + counts.path("messages") + counts.path("comments") + counts.path("replies")
                        + counts.path("notes");
                if (ledger.isFinished(story)
                        && state.equals(before)
                        && Duration.between(moved, Instant.now()).compareTo(QUIET) > 0) {
                    break;
                }
            }
            if (!state.equals(before)) {
                before = state;
                moved = Instant.now();
            }
            pause.await(500, TimeUnit.MILLISECONDS);
        }
        return Duration.between(began, moved);
    }

    private void report(Count count) throws IOException {
        String report = count.report("Crash proof: " + name);
        System.out.println(report);
        Files.writeString(Path.of("target/crash", name, "report.txt"), report);
        Files.writeString(
                Path.of("target/crash-report.txt"), report, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
