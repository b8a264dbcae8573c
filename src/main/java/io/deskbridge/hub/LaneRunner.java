package io.deskbridge.hub;

import io.deskbridge.store.Lane;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on many lanes side by side and on each lane by one worker at a time. Lanes of one channel and direction have
 * workers of their own, so that a remote that is slow does not hold up the others; all together are bounded.
 */
@Component
public class LaneRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);
    /** Of all channels together; idle ones end. */
    private static final int MOST_WORKERS = 128;

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final MessageWork messages;
    private final CommentWork comments;
    private final NoteWork notes;
    private final Clock clock;
    private final Duration sweep;
    private final Duration drain;
    private final int perGroup;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1, Threads.named("later"));
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<Lane> known = new HashSet<>(); // waiting or at work
    private final Set<Lane> again = new HashSet<>(); // woken while at work
    private boolean closed;

    LaneRunner(MessageWork messages, CommentWork comments, NoteWork notes, HubSettings settings, Clock clock) {
        this.messages = messages;
        this.comments = comments;
        this.notes = notes;
        this.clock = clock;
        this.sweep = settings.sweep();
        this.drain = settings.drain();
        this.perGroup = settings.workers();
        this.workers = new ThreadPoolExecutor(
                MOST_WORKERS,
                MOST_WORKERS,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                Threads.named("work"));
        workers.allowCoreThreadTimeOut(true);
    }

    /** Says that the lane has work. Returns at once; repeating it does no harm. */
    public synchronized void wake(Lane lane) {
        if (closed) {
            return;
        }
        if (!known.add(lane)) {
            again.add(lane);
            return;
        }
        String name = lane.direction() + " " + lane.conversation().channel();
        Group group = groups.computeIfAbsent(name, unused -> new Group());
        group.waiting.add(lane);
        pump(group);
    }

    private void pump(Group group) {
        while (!closed && group.running < perGroup && !group.waiting.isEmpty()) {
            Lane lane = group.waiting.remove();
            group.running++;
            workers.execute(() -> work(group, lane));
        }
    }

    private void work(Group group, Lane lane) {
        Optional<Instant> next = Optional.empty();
        try {
            next = switch (lane.direction()) {
                case MESSAGES -> messages.run(lane.conversation());
                case COMMENTS -> comments.run(lane.conversation());
                case NOTES -> notes.run(lane.conversation());
            };
        } catch (RuntimeException e) {
            // the rows stay unfinished, so the sweep brings the lane back
            LOG.error("Work on {} broke off; it will be taken up again", lane.name(), e);
        } finally {
            done(group, lane, next);
        }
    }

    private synchronized void done(Group group, Lane lane, Optional<Instant> next) {
        group.running--;
        known.remove(lane);
        if (again.remove(lane)) {
            wake(lane);
        } else {
            next.ifPresent(time -> wakeAt(lane, time));
        }
        pump(group);
    }

    /** What is due soon is woken to the moment; the sweep finds the rest. */
    private void wakeAt(Lane lane, Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        if (!closed && wait.compareTo(sweep) < 0) {
            later.schedule(() -> wake(lane), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** Takes no more work and lets what is at work come to its end. */
    @Override
    public void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        later.shutdownNow();
        workers.shutdown();
        if (!workers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Some conversations were still at work after {}; they go on after the next start", drain);
            workers.shutdownNow();
        }
    }

    private static final class Group {
        private final Queue<Lane> waiting = new ArrayDeque<>();
        private int running;
    }
}
