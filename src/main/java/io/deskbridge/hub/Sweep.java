package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import io.deskbridge.store.UnfinishedLanes;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks for unfinished rows again and again, so that a wake-up may be lost without harm. However much is unfinished, one
 * sweep looks at a bounded number of lanes and the next one goes on from there.
 */
@Component
class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int PAGE = 500;
    private static final int PAGES = 20;

    private final UnfinishedLanes unfinished;
    private final LaneRunner lanes;
    private final Leases leases;
    private final HubSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, Threads.named("sweep"));
    /** Where the last sweep stopped; used by the one thread. */
    private final Map<Lane.Direction, Conversation> stopped = new EnumMap<>(Lane.Direction.class);

    Sweep(UnfinishedLanes unfinished, LaneRunner lanes, Leases leases, HubSettings settings, Clock clock) {
        this.unfinished = unfinished;
        this.lanes = lanes;
        this.leases = leases;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::sweep, 0, settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sweeps now, beside the usual times. */
    void soon() {
        try {
            thread.execute(this::sweep);
        } catch (RejectedExecutionException closed) {
            LOG.debug("No more sweeps: the hub stops");
        }
    }

    private void sweep() {
        for (Lane.Direction direction : Lane.Direction.values()) {
            try {
                sweep(direction);
            } catch (RuntimeException e) { // whatever it is: what is thrown here would end the sweep for ever
                LOG.error("The sweep broke off and tries again", e);
            }
        }
    }

    private void sweep(Lane.Direction direction) {
        Instant now = clock.instant();
        for (int page = 0; page < PAGES; page++) {
            Optional<Conversation> after = Optional.ofNullable(stopped.get(direction));
            List<UnfinishedLanes.Head> heads = unfinished.heads(direction, after, PAGE);
            for (UnfinishedLanes.Head head : heads) {
                boolean due =
                        !head.dueAt().isAfter(now) && leases.isMine(head.lane().conversation());
                if (due && !lanes.wake(head.lane())) {
                    return; // no place for more; the next sweep goes on from here
                }
                stopped.put(direction, head.lane().conversation());
            }
            if (heads.size() < PAGE) {
                stopped.remove(direction);
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
