package io.deskbridge.hub;

import io.deskbridge.store.FileLinks;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes the bytes of linked files whose time is over. Several processes may do so side by side. */
@Component
class EndedLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndedLinks.class);
    private static final long MINUTES = 60;

    private final FileLinks ledger;
    private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1, Threads.named("links"));

    EndedLinks(FileLinks ledger) {
        this.ledger = ledger;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::forget, 0, MINUTES, TimeUnit.MINUTES);
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
