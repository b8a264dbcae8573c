package io.deskbridge.crash;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills a hub process with {@code kill -9} at random moments and starts it again each time. The customers' messages are
 * opened in as many parts as there are kills, each when the next one to be killed is chosen, and it is killed while they
 * are said; the last ones of a part are said after its kill, however slow the machine is. So all kills happen, and all in
 * the midst of work.
 */
final class Killer {
    private static final double WHILE_STARTING = 0.2;
    private static final int LATEST_MILLIS = 5_000;
    /** Where in a part a process is killed at the latest, unless the machine is busy. */
    private static final double LATEST = 0.7;
    /** So much of a part is said before its kill at most. */
    private static final double BEFORE = 0.9;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 50;

    private final List<HubProcess> hubs;
    private final Size size;
    private final Story story;
    private final Pace pace;
    private final Random random;
    private final List<Kill> done = new ArrayList<>();

    /**
     * A kill that happened.
     *
     * @param what which process, and at what
     * @param said how many messages customers had said
     * @param at when it was begun; the process may work on for a moment
     * @param dead when the process was no more
     */
    record Kill(String what, int said, Instant at, Instant dead) {}

    Killer(List<HubProcess> hubs, Size size, Story story, Pace pace, Random random) {
        this.hubs = hubs;
        this.size = size;
        this.story = story;
        this.pace = pace;
        this.random = random;
    }

    /**
     * @param from how many messages were opened already
     */
    void run(int from) throws InterruptedException, IOException {
        for (int i = 0; i < size.kills(); i++) {
            HubProcess hub = victim(random.nextDouble() < WHILE_STARTING);
            int first = from + (size.messages() - from) * i / size.kills();
            int next = from + (size.messages() - from) * (i + 1) / size.kills();
            int at = first + (int) ((next - first) * LATEST * random.nextDouble());
            int after = random.nextInt(LATEST_MILLIS);
            pace.open(first + (int) ((next - first) * BEFORE));
            if (hub.isReady()) {
                awaitSaid(at);
            } else {
                TimeUnit.MILLISECONDS.sleep(after);
            }
            String what = hub.name() + (hub.isReady() ? " at work" : " starting");
            Instant now = Instant.now();
            hub.kill();
            done(new Kill(what, story.messagesPosted(), now, Instant.now()));
            hub.start();
        }
        pace.open(size.messages());
    }

    /** A random process that is ready, or one that starts when that is wanted and there is one. */
    private HubProcess victim(boolean starting) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var ready = new ArrayList<HubProcess>();
            var others = new ArrayList<HubProcess>();
            hubs.forEach(hub -> (hub.isReady() ? ready : others).add(hub));
            others.forEach(HubProcess::checkAlive);
            List<HubProcess> from = starting && !others.isEmpty() ? others : ready;
            if (!from.isEmpty()) {
                return from.get(random.nextInt(from.size()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IllegalStateException("no hub process became ready within " + PATIENCE);
    }

    /** Not for ever: when hubs have stopped, the shop's customers wait for them. */
    private void awaitSaid(int messages) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos() / 4;
        while (story.messagesPosted() < messages && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    private synchronized void done(Kill kill) {
        done.add(kill);
    }

    /** In their order. */
    synchronized List<Kill> done() {
        return List.copyOf(done);
    }

    void into(Count count) {
        var kinds = new java.util.TreeMap<String, Integer>();
        done().forEach(kill -> kinds.merge(kill.what(), 1, Integer::sum));
        count.number("kills", done().size() + " " + kinds);
        count.number(
                "messages said at each kill", done().stream().map(Kill::said).toList());
        count.fault(
                "kills that did not happen",
                done().size() == size.kills() ? List.of() : List.of(done().size() + " of " + size.kills()));
        count.fault(
                "kills after the last message",
                done().stream()
                        .filter(kill -> kill.said() >= size.messages())
                        .map(Kill::what)
                        .toList());
    }
}
