package io.deskbridge.route;

import io.deskbridge.hub.LaneRunner;
import io.deskbridge.hub.OtherProcesses;
import io.deskbridge.store.Lane;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Tells the other processes over a broker that a lane has work; the one that works on its conversation acts on it. Who
 * tells never waits for the broker: one thread sends. While there is no broker the others' sweep finds the work, and this
 * tries to connect again from time to time.
 */
@Component
@EnableConfigurationProperties(BrokerSettings.class)
class JmsWakeUps implements OtherProcesses, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JmsWakeUps.class);
    private static final int MOST_WAITING = 10_000;
    private static final long RECONNECT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final BrokerSettings settings;
    private final ObjectProvider<LaneRunner> lanes;
    private final BlockingQueue<Lane> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread sender = new Thread(this::run, "wake-ups");
    private volatile boolean closed;
    private @Nullable BrokerLink link;
    private long nextAttempt = System.nanoTime();

    /**
     * @param lanes looked up late: those who work on lanes tell others of lanes
     */
    JmsWakeUps(BrokerSettings settings, ObjectProvider<LaneRunner> lanes) {
        this.settings = settings;
        this.lanes = lanes;
        sender.setDaemon(true);
    }

    /** Connects, begins to listen and to send; does nothing where there is no broker. */
    void start() {
        if (!settings.url().isBlank()) {
            sender.start();
        }
    }

    @Override
    public void tell(Lane lane) {
        if (!waiting.offer(lane)) {
            LOG.debug("Too many wake-ups wait; a sweep will find {}", lane.name());
        }
    }

    private void run() {
        while (!closed) {
            try {
                connect();
                Lane lane = waiting.poll(1, TimeUnit.SECONDS);
                if (lane != null) {
                    send(lane);
                }
            } catch (InterruptedException e) {
                LOG.debug("No more wake-ups: the hub stops");
            } catch (RuntimeException e) { // thrown further it would end the sending for ever
                LOG.error("A wake-up broke off; a sweep finds its work", e);
            }
        }
        disconnect();
    }

    private void connect() {
        if (link != null && link.isBroken()) {
            LOG.warn(
                    "The broker {} is gone; until it is back the sweep finds what other processes took in",
                    settings.shown());
            disconnect();
        }
        if (link != null || System.nanoTime() - nextAttempt < 0) {
            return;
        }
        try {
            link = BrokerLink.open(settings, this::heard);
            LOG.info("Wake-ups go over the broker {}", settings.shown());
        } catch (JMSException e) {
            LOG.warn(
                    "No broker at {} ({}); the sweep finds what other processes took in",
                    settings.shown(),
                    e.getMessage());
            nextAttempt = System.nanoTime() + RECONNECT_NANOS;
        }
    }

    private void send(Lane lane) {
        if (link == null) {
            return;
        }
        try {
            link.send(lane.name());
        } catch (JMSException e) {
            LOG.warn("The broker took no wake-up: {}", e.getMessage());
            disconnect();
        }
    }

    private void heard(TextMessage message) {
        try {
            lanes.getObject().hear(Lane.parse(message.getText()));
        } catch (JMSException | IllegalArgumentException e) {
            LOG.warn("A wake-up was not understood and is dropped: {}", e.getMessage());
        }
    }

    private void disconnect() {
        if (link != null) {
            link.close();
            link = null;
            nextAttempt = System.nanoTime() + RECONNECT_NANOS;
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        sender.interrupt();
        sender.join(TimeUnit.SECONDS.toMillis(5));
    }
}
