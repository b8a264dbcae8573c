package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages come in at 200 a second, and agents answer, while routes are deployed, broken, mended, removed, renamed and
 * rolled back all the time. Counted in the desk and on the network: nothing is lost, doubled or out of order. For ten
 * seconds, or as many as {@code -Ddeskbridge.deploying.seconds} says.
 */
class LiveDeploymentTest {
    private static final int SECONDS = Integer.getInteger("deskbridge.deploying.seconds", 10);
    private static final int THREADS = 40;
    private static final String WORK = "delay: {expression: {constant: {expression: \"3\"}}}";
    private static final String OUT = Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}");

    private final Map<String, List<String>> posted = new ConcurrentHashMap<>();
    private final Map<String, List<String>> answered = new ConcurrentHashMap<>();
    private final AtomicInteger posts = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();
    private final Random random = new Random(7);
    private HubApp app;
    private boolean watched = true;

    /** Conversations with an even number are mentions, the others are private. */
    private static String takes(String id, String kinds, int group) {
        return Yaml.route(
                id, "channel:shop?kinds=" + kinds, WORK, "to: {uri: 'desk:help', parameters: {group: g" + group + "}}");
    }

    private void post() {
        int number = posts.getAndIncrement();
        String thread = "t" + number % THREADS;
        Kind kind = number % 2 == 0 ? Kind.MENTION : Kind.DIRECT;
        String id = thread + "-" + number;
        posted.computeIfAbsent(thread, unused -> new CopyOnWriteArrayList<>()).add(id);
        app.network.post(new MessageBuilder("shop", id, kind, thread, Author.unknown("anna"), app.clock.instant())
                .text("message " + number)
                .build());
    }

    private void answer() {
        String thread = "t" + answers.get() % THREADS;
        List<FakeDeskSystem.Case> cases = app.desk.casesOf(HubApp.talk(thread).externalId());
        if (!cases.isEmpty()) {
            String text = "answer " + answers.getAndIncrement();
            answered.computeIfAbsent(thread, unused -> new CopyOnWriteArrayList<>())
                    .add(text);
            app.desk.comment(cases.get(0).ticket(), text);
        }
    }

    private void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private void both(int step) {
        app.route("mentions", takes("mentions", "mention", step)).route("directs", takes("directs", "direct", step));
    }

    /** What an admin does in one round; each step leaves the hub time to see it, or not enough. */
    private void round(int step) {
        both(step);
        settle();
        app.route("mentions", takes("mentions", "mentoin", step)); // breaks
        settle();
        app.route("mentions", takes("mentions", "mention", step + 1)); // and mends
        settle();
        app.unroute("directs"); // items wait
        settle();
        for (int save = 0; save < 50; save++) { // saves and saves
            app.route("directs", takes("directs", "direct", save).substring(0, 20 + save));
            pause(1);
        }
        app.route("directs", takes("directs", "direct", step + 2));
        settle();
        app.unroute("mentions").unroute("directs").route("all", takes("all", "mention,direct", step)); // one for both
        settle();
        app.unroute("all");
        both(step + 3);
        settle();
        app.route(
                "out",
                Yaml.route(
                        "out",
                        "desk:help",
                        "log: {loggingLevel: \"DEBUG\", message: \"" + step + "\"}",
                        "to: {uri: 'channel:origin'}"));
        settle();
        List<RouteDeployment> good = app.bean(RouteHistory.class).before(Long.MAX_VALUE, 1000).stream()
                .filter(found -> found.result() == Result.DEPLOYED)
                .toList();
        app.bean(Deployment.class)
                .rollBack(good.get(random.nextInt(good.size())).id(), "script");
        pause(random.nextInt(60));
    }

    /** In the first round until the hub has judged what was written, later for as long or short as it comes. */
    private void settle() {
        if (watched) {
            await().atMost(HubApp.SOON).until(() -> newest().content()
                    .files()
                    .equals(new RouteFolder(app.routes()).lookNow().texts()));
        } else {
            pause(30 + random.nextInt(150));
        }
    }

    private RouteDeployment newest() {
        return app.bean(RouteHistory.class).before(Long.MAX_VALUE, 1).get(0);
    }

    /** Leaves no file of the script behind but those that take everything. */
    private void end() throws IOException {
        for (String name : List.of("all", "mentions", "directs")) {
            Path file = app.routes().resolve(name + RouteFile.ENDING);
            Files.deleteIfExists(file);
        }
        both(0);
        app.route("out", OUT);
    }

    @Test
    void nothing_is_lost_doubled_or_out_of_order_while_routes_change(@TempDir Path folder) throws Exception {
        app = new HubApp(folder)
                .with("deskbridge.routes.look", "25ms")
                .route("mentions", takes("mentions", "mention", 0))
                .route("directs", takes("directs", "direct", 0))
                .route("out", OUT)
                .start();
        var people = Executors.newScheduledThreadPool(2);
        int rounds = 0;
        try {
            people.scheduleAtFixedRate(this::post, 0, 5, TimeUnit.MILLISECONDS);
            people.scheduleAtFixedRate(this::answer, 300, 50, TimeUnit.MILLISECONDS);
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (System.nanoTime() < until) {
                round(++rounds * 10);
                watched = false;
            }
            people.shutdown();
            assertThat(people.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            end();

            await().atMost(Duration.ofSeconds(30 + SECONDS))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(count(entries())).isGreaterThanOrEqualTo(posts.get()));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(
                            () -> assertThat(app.network.published()).hasSizeGreaterThanOrEqualTo(answers.get()));
            assertThat(entries()).isEqualTo(new TreeMap<>(posted));
            assertThat(published()).isEqualTo(new TreeMap<>(answered));
            tellWhatHappened(rounds);
        } finally {
            people.shutdownNow();
            app.close();
        }
    }

    private static int count(Map<String, List<String>> all) {
        return all.values().stream().mapToInt(List::size).sum();
    }

    private Map<String, List<String>> entries() {
        var entries = new TreeMap<String, List<String>>();
        posted.keySet().forEach(thread -> entries.put(thread, app.entries(thread)));
        return entries;
    }

    private Map<String, List<String>> published() {
        var texts = new TreeMap<String, List<String>>();
        app.network.published().forEach(found -> texts.computeIfAbsent(
                        found.reply().conversation().thread(), unused -> new ArrayList<>())
                .add(found.reply().text()));
        return texts;
    }

    /** The script would prove nothing if the hub had slept through it. */
    private void tellWhatHappened(int rounds) {
        List<RouteDeployment> history = app.bean(RouteHistory.class).before(Long.MAX_VALUE, 100_000);
        long refused = history.stream()
                .filter(found -> found.result() == Result.REFUSED)
                .count();
        long rolledBack = history.stream()
                .filter(found -> found.author().equals("script"))
                .count();
        long removed = history.stream()
                .filter(found -> found.content().changes().contains("removed directs"))
                .count();
        System.out.println("deploying: " + posts + " messages, " + answers + " answers, " + rounds + " rounds, "
                + history.size() + " deployments, of them " + refused + " refused, " + rolledBack + " rolled back, "
                + removed + " without directs");
        assertThat(refused).isPositive();
        assertThat(rolledBack).isPositive();
        assertThat(removed).isPositive();
    }
}
