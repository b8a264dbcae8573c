package io.deskbridge.hub;

import io.deskbridge.store.FileLinks;
import io.deskbridge.store.KeptFiles;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes the bytes of linked files whose time is over, and of kept files whose message stands in a desk. Several processes
 * may do so side by side.
 */
@Component
class EndedLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndedLinks.class);
    private static final long MINUTES = 60;

    private static final long KEPT_SECONDS = 60;

    private final FileLinks ledger;
    private final KeptFiles kept;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, Threads.named("links"));

    EndedLinks(FileLinks ledger, KeptFiles kept) {
        this.ledger = ledger;
        this.kept = kept;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::forget, 0, MINUTES, TimeUnit.MINUTES);
        thread.scheduleWithFixedDelay(this::forgetKept, 0, KEPT_SECONDS, TimeUnit.SECONDS);
    }

    private void forgetKept() {
        try {
            kept.forgetEnded();
        } catch (RuntimeException e) { // what is thrown here would end it for ever
            LOG.warn("The files of messages that stand in a desk are deleted later: {}", e.getMessage());
        }
    }

    private void forget() {
        try {
            ledger.forgetEnded();
        } catch (RuntimeException e) { // what is thrown here would end it for ever
            LOG.warn("The files of links that are over are deleted later: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
