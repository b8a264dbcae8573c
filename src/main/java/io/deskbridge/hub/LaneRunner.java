package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import io.deskbridge.store.TakenOver;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Works on many lanes side by side and on each lane by one worker at a time. Lanes of one channel and direction have
 * workers of their own, so that a remote that is slow does not hold up the others; all together are bounded, and so are
 * the lanes that wait here: what finds no place waits in the ledger, where the sweep finds it.
 */
@Component
public class LaneRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneRunner.class);
    /** Of all channels together; idle ones end. */
    private static final int MOST_WORKERS = 256;

    /** For each call at a time so many conversations at work: most of them wait for the ledger. */
    static final int CONVERSATIONS_PER_CALL = 8;

    private static final int MOST_LANES = 20_000;

    private final MessageWork messages;
    private final CommentWork comments;
    private final NoteWork notes;
    private final TicketWork tickets;
    private final DeliveryMarkWork marks;
    private final AcknowledgementWork acknowledgements;
    private final Leases leases;
    private final Clock clock;
    private final Duration sweep;
    private final Duration drain;
    private final int perGroup;
    private final ExecutorService workers;
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1, Threads.named("later"));
    private final Map<String, Group> groups = new HashMap<>();
    private final Set<Lane> known = new HashSet<>(); // waiting or at work
    private final Set<Lane> atWork = new HashSet<>();
    private final Set<Lane> again = new HashSet<>(); // woken while at work; one that waits sees all when its turn comes
    private boolean closed;

    LaneRunner(
            MessageWork messages,
            CommentWork comments,
            NoteWork notes,
            TicketWork tickets,
            DeliveryMarkWork marks,
            AcknowledgementWork acknowledgements,
            Leases leases,
            HubSettings settings,
            Clock clock) {
        this.messages = messages;
        this.comments = comments;
        this.notes = notes;
        this.tickets = tickets;
        this.marks = marks;
        this.acknowledgements = acknowledgements;
        this.leases = leases;
        this.clock = clock;
        this.sweep = settings.sweep();
        this.drain = settings.drain();
        this.perGroup = settings.workers() * CONVERSATIONS_PER_CALL;
        this.workers = Threads.upTo(MOST_WORKERS, "work");
    }

    /**
     * Says that the lane has work. Returns at once; repeating it does no harm.
     *
     * @return false when there is no place for it now
     */
    public synchronized boolean wake(Lane lane) {
        if (closed) {
            return false;
        }
        if (known.contains(lane)) {
            if (atWork.contains(lane)) {
                again.add(lane);
            }
            return true;
        }
        if (known.size() >= MOST_LANES) {
            return false;
        }
        known.add(lane);
        Group group = groups.computeIfAbsent(
                lane.direction() + " " + lane.conversation().channel(), unused -> new Group());
        group.waiting.add(lane);
        if (group.running < perGroup) {
            group.running++;
            workers.execute(() -> work(group));
        }
        return true;
    }

    /**
     * As {@link #wake}, for work that perhaps another process took in, of which this one knows nothing; of no interest unless
     * this one works on the conversation.
     */
    public boolean hear(Lane lane) {
        if (!leases.isMine(lane.conversation())) {
            return true;
        }
        if (lane.direction() == Lane.Direction.MESSAGES) {
            messages.othersTookIn(lane.conversation());
        }
        return wake(lane);
    }

    /** Works until the group has nothing that waits. */
    private void work(Group group) {
        Lane lane = next(group);
        while (lane != null) {
            work(lane);
            lane = next(group);
        }
    }

    private synchronized @Nullable Lane next(Group group) {
        Lane lane = closed ? null : group.waiting.poll();
        if (lane == null) {
            group.running--;
        } else {
            atWork.add(lane);
        }
        return lane;
    }

    /** Returns when the lane needs no thread any more: it is at work until what was written there is recorded. */
    private void work(Lane lane) {
        Optional<Leases.Work> allowed = leases.onConversation(lane.conversation());
        if (allowed.isEmpty()) {
            done(lane, Optional.empty()); // another process has it; its sweep finds it
            return;
        }
        Leases.Work work = allowed.get();
        RunEnd run = guarded(lane, work, () -> run(lane), RunEnd.now(Optional.empty()));
        Runnable end = () -> {
            Optional<Instant> next = guarded(lane, work, run.end(), Optional.empty());
            work.close();
            done(lane, next);
        };
        run.stored().whenComplete((stored, failure) -> {
            if (failure == null) {
                end.run();
            } else { // the thread that stores must not wait for what is stored then
                workers.execute(end);
            }
        });
    }

    private RunEnd run(Lane lane) {
        Conversation conversation = lane.conversation();
        return switch (lane.direction()) {
            case MESSAGES -> messages.run(conversation);
            case COMMENTS -> RunEnd.now(comments.run(conversation));
            case NOTES -> RunEnd.now(notes.run(conversation));
            case TICKETS -> RunEnd.now(tickets.run(conversation));
            case MARKS -> RunEnd.now(marks.run(conversation));
            case ACKNOWLEDGEMENTS -> RunEnd.now(acknowledgements.run(conversation));
        };
    }

    /**
     * @param broken the result when the work breaks off
     */
    private static <T> T guarded(Lane lane, Leases.Work work, Supplier<T> doing, T broken) {
        try {
            return work.fence().during(doing);
        } catch (TakenOver e) {
            LOG.warn("Work on {} ends here: {}", lane.name(), e.getMessage());
        } catch (RuntimeException e) {
            // the rows stay unfinished, so the sweep brings the lane back
            LOG.error("Work on {} broke off; it will be taken up again", lane.name(), e);
        } catch (Error e) { // the worker must go on, else its group would have one worker less for ever
            LOG.error("Work on {} broke off by an error of the machine or of a library", lane.name(), e);
        }
        return broken;
    }

    private synchronized void done(Lane lane, Optional<Instant> next) {
        known.remove(lane);
        atWork.remove(lane);
        if (closed && atWork.isEmpty()) {
            notifyAll();
        }
        if (again.remove(lane)) {
            wake(lane);
        } else {
            next.ifPresent(time -> wakeAt(lane, time));
        }
    }

    /** What is due soon is woken to the moment; the sweep finds the rest. */
    private void wakeAt(Lane lane, Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        if (!closed && wait.compareTo(sweep) < 0) {
            later.schedule(() -> wake(lane), Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /** Takes no more work and lets what is at work come to its end; that is waited for once, however often it is closed. */
    @Override
    public void close() throws InterruptedException {
        if (!closeFirst()) {
            return;
        }
        boolean ended = awaitEnd();
        later.shutdownNow();
        if (ended) {
            workers.shutdown();
        } else {
            LOG.warn("Some conversations were still at work after {}; they go on after the next start", drain);
            workers.shutdownNow();
        }
    }

    /** Whether it was not closed before. */
    private synchronized boolean closeFirst() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    /** Whether everything came to its end in time. */
    private synchronized boolean awaitEnd() throws InterruptedException {
        long begun = System.nanoTime();
        long left = drain.toNanos();
        while (!atWork.isEmpty() && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = drain.toNanos() - (System.nanoTime() - begun);
        }
        return atWork.isEmpty();
    }

    private static final class Group {
        private final Queue<Lane> waiting = new ArrayDeque<>();
        private int running;
    }
}
