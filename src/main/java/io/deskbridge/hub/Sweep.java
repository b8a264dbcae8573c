package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import io.deskbridge.store.UnfinishedLanes;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    private static final int MOST_LANES = 10_000;
    private static final Place BEGIN = new Place("", "");

    private final UnfinishedLanes unfinished;
    private final LaneRunner lanes;
    private final HubSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, Threads.named("sweep"));
    /** Where the last sweep stopped; used by the one thread. */
    private final Map<Lane.Direction, Place> stopped = new EnumMap<>(Lane.Direction.class);

    Sweep(UnfinishedLanes unfinished, LaneRunner lanes, HubSettings settings, Clock clock) {
        this.unfinished = unfinished;
        this.lanes = lanes;
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
        Place from = stopped.getOrDefault(direction, BEGIN);
        int looked = 0;
        for (String channel : unfinished.channels(direction)) {
            String after = channel.equals(from.channel()) ? from.thread() : "";
            boolean more = channel.compareTo(from.channel()) >= 0;
            while (more) {
                List<UnfinishedLanes.Head> heads = unfinished.heads(direction, channel, after, PAGE);
                for (UnfinishedLanes.Head head : heads) {
                    Conversation conversation = head.lane().conversation();
                    if (head.isDue(now) && !lanes.hear(head.lane())) {
                        stopped.put(direction, new Place(channel, after));
                        return; // no place for more; the next sweep goes on from here
                    }
                    after = conversation.thread();
                }
                looked += heads.size();
                more = heads.size() == PAGE;
                if (more && looked >= MOST_LANES) {
                    stopped.put(direction, new Place(channel, after));
                    return;
                }
            }
        }
        stopped.remove(direction);
    }

    private record Place(String channel, String thread) {}

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
