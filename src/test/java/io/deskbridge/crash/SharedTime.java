package io.deskbridge.crash;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The time before the first kill, in which it can be seen that all processes do their part: a process that is killed and
 * starts again all the time has honestly little of the work.
 */
final class SharedTime {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** Of all conversations; a fair part of three processes is a third. */
    private static final double PART = 0.25;

    private final List<HubProcess> hubs;
    private final Story story;
    private final Pace pace;
    private final Map<String, Integer> ended = new LinkedHashMap<>();

    SharedTime(List<HubProcess> hubs, Story story, Pace pace) {
        this.hubs = hubs;
        this.story = story;
        this.pace = pace;
    }

    /** Lets customers say so many messages when all processes have their part, and waits until most are done. */
    void run(int messages) throws InterruptedException {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> hubs.stream()
                .allMatch(hub -> hub.share() >= PART));
        pace.open(messages);
        long until = 0;
        while (until == 0 || sum() < messages * 9 / 10 && System.nanoTime() < until) {
            if (until == 0 && story.messagesPosted() >= messages) {
                until = System.nanoTime() + PATIENCE.toNanos();
            }
            TimeUnit.MILLISECONDS.sleep(500);
            look();
        }
    }

    private synchronized void look() {
        hubs.forEach(hub -> ended.put(hub.name(), hub.worked()));
    }

    private synchronized int sum() {
        return ended.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Who did less than a third of a fair part did not share the work. */
    synchronized void into(Count count) {
        count.number("messages and replies ended before the first kill", ended);
        int fair = sum() / hubs.size();
        count.fault(
                "processes without a part in the work",
                hubs.stream()
                        .filter(hub -> ended.getOrDefault(hub.name(), 0) <= fair / 3)
                        .map(HubProcess::name)
                        .toList());
    }
}
