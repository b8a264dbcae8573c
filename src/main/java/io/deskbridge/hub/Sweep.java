package io.deskbridge.hub;

import io.deskbridge.store.UnfinishedLanes;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks for unfinished rows again and again, so that a wake-up may be lost without harm. */
@Component
class Sweep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int AT_ONCE = 2_000;

    private final UnfinishedLanes unfinished;
    private final LaneRunner lanes;
    private final HubSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, Threads.named("sweep"));

    Sweep(UnfinishedLanes unfinished, LaneRunner lanes, HubSettings settings, Clock clock) {
        this.unfinished = unfinished;
        this.lanes = lanes;
        this.settings = settings;
        this.clock = clock;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::sweep, 0, settings.sweep().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            unfinished.due(clock.instant(), AT_ONCE).forEach(lanes::wake);
        } catch (RuntimeException e) { // whatever it is: what is thrown here would end the sweep for ever
            LOG.error("The sweep broke off and tries again", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
