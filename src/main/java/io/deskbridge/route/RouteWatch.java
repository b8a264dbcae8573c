package io.deskbridge.route;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Looks into the folder again and again and reads all of it. Events of the file system would be quicker, and miss what
 * happens behind a link, on a network's disk or in a mounted volume. A change counts when two looks saw the same, so what is
 * half written, or saved many times in a second, is waited for.
 */
@Component
class RouteWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWatch.class);

    /** Looks that saw nothing before somebody is told: a folder in which somebody writes cannot always be read. */
    private static final int PATIENCE = 5;

    private final Deployment deployment;
    private final RouteFolder folder;
    private final Duration pause;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(RouteWatch::named);
    /** Used by the one thread. */
    private @Nullable RouteSet last;
    /** How many looks in a row saw nothing. */
    private int blind;

    @Autowired
    RouteWatch(Deployment deployment, RouteSettings settings) {
        this(deployment, new RouteFolder(settings.folder()), settings.look());
    }

    RouteWatch(Deployment deployment, RouteFolder folder, Duration pause) {
        this.deployment = deployment;
        this.folder = folder;
        this.pause = pause;
    }

    void start() {
        long millis = pause.toMillis();
        if (millis > 0) {
            thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** One look; what differs from the look before is left for the next. */
    void look() {
        try {
            Optional<RouteSet> seen = folder.look();
            blind = seen.isEmpty() ? blind + 1 : 0;
            if (seen.isEmpty()) {
                last = null;
                nothingSeen();
            } else if (seen.get().equals(last)) {
                deployment.offer(seen.get());
            } else {
                last = seen.get();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) { // what is thrown here would end the watch for ever
            LOG.error("Looking for changed routes broke off; it goes on", e);
            deployment.lookBrokeOff(e);
        }
    }

    private void nothingSeen() {
        if (!folder.isThere()) {
            deployment.folderIsGone();
        } else if (blind >= PATIENCE) {
            deployment.folderIsUnreadable();
        }
    }

    private static Thread named(Runnable work) {
        var thread = new Thread(work, "routes");
        thread.setDaemon(true);
        return thread;
    }

    /** A deployment that waits for what is at work is given up: all of that ends now anyway. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void end(ContextClosedEvent closing) {
        close();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
