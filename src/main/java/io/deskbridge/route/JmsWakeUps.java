package io.deskbridge.route;

import io.deskbridge.hub.LaneRunner;
import io.deskbridge.hub.WakeUps;
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
 * Wake-ups over the broker, grouped by lane: of several processes always the same one hears of a lane. Who wakes never
 * waits for the broker: one thread sends, and while there is no broker it wakes this process directly and tries to
 * connect again from time to time.
 */
@Component
@EnableConfigurationProperties(BrokerSettings.class)
class JmsWakeUps implements WakeUps, AutoCloseable {
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
     * @param lanes looked up late: those who work on lanes are themselves told of wake-ups
     */
    JmsWakeUps(BrokerSettings settings, ObjectProvider<LaneRunner> lanes) {
        this.settings = settings;
        this.lanes = lanes;
        sender.setDaemon(true);
    }

    /** Connects, begins to listen and to send. */
    void start() {
        sender.start();
    }

    @Override
    public void wake(Lane lane) {
        if (!waiting.offer(lane)) {
            LOG.debug("Too many wake-ups wait; the sweep will find {}", lane.name());
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
                LOG.error("A wake-up broke off; the sweep finds its work", e);
            }
        }
        disconnect();
    }

    private void connect() {
        if (link != null && link.isBroken()) {
            LOG.warn("The broker of the wake-ups is gone; this process wakes itself until it is back");
            disconnect();
        }
        if (link != null || System.nanoTime() - nextAttempt < 0) {
            return;
        }
        try {
            link = BrokerLink.open(settings, this::heard);
        } catch (JMSException e) {
            LOG.warn("No broker for the wake-ups ({}); this process wakes itself until there is one", e.getMessage());
            nextAttempt = System.nanoTime() + RECONNECT_NANOS;
        }
    }

    private void send(Lane lane) {
        if (link == null) {
            lanes.getObject().wake(lane);
            return;
        }
        try {
            link.send(lane.name());
        } catch (JMSException e) {
            LOG.warn("The broker of the wake-ups took none: {}", e.getMessage());
            disconnect();
            lanes.getObject().wake(lane);
        }
    }

    private void heard(TextMessage message) {
        try {
            lanes.getObject().wake(Lane.parse(message.getText()));
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
