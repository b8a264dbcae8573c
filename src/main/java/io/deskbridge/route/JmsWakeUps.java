package io.deskbridge.route;

import io.deskbridge.hub.LaneRunner;
import io.deskbridge.hub.WakeUps;
import io.deskbridge.store.Lane;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Wake-ups over the broker, grouped by lane: of several processes always the same one hears of a lane. They are not
 * persistent and expire, because the ledger knows better what is unfinished than an old wake-up does.
 */
@Component
@EnableConfigurationProperties(BrokerSettings.class)
class JmsWakeUps implements WakeUps, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JmsWakeUps.class);
    private static final String QUEUE = "deskbridge.wake-ups";
    private static final long EXPIRES_MILLIS = 60_000;

    private final BrokerSettings settings;
    private final ObjectProvider<LaneRunner> lanes;
    private @Nullable Connection connection;
    private @Nullable Session sending;
    private @Nullable MessageProducer producer;

    /**
     * @param lanes looked up late: those who work on lanes are themselves told of wake-ups
     */
    JmsWakeUps(BrokerSettings settings, ObjectProvider<LaneRunner> lanes) {
        this.settings = settings;
        this.lanes = lanes;
    }

    /** Connects and begins to listen; without a broker the sweep does all the waking. */
    synchronized void start() {
        try {
            var factory = new ActiveMQConnectionFactory(settings.url());
            connection = settings.user().isEmpty()
                    ? factory.createConnection()
                    : factory.createConnection(settings.user(), settings.password());
            connection.setExceptionListener(e -> lost(e.getMessage()));
            Session receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            receiving.createConsumer(receiving.createQueue(QUEUE)).setMessageListener(this::heard);
            sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            producer = sending.createProducer(sending.createQueue(QUEUE));
            producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            producer.setTimeToLive(EXPIRES_MILLIS);
            connection.start();
        } catch (JMSException e) {
            lost(e.getMessage());
        }
    }

    private synchronized void lost(@Nullable String why) {
        LOG.warn("The broker of the wake-ups is gone, the sweep carries on: {}", why);
        close();
    }

    @Override
    public void wake(Lane lane) {
        if (!send(lane)) {
            lanes.getObject().wake(lane);
        }
    }

    private synchronized boolean send(Lane lane) {
        if (sending == null || producer == null) {
            return false;
        }
        try {
            TextMessage message = sending.createTextMessage(lane.name());
            message.setStringProperty("JMSXGroupID", lane.name());
            producer.send(message);
            return true;
        } catch (JMSException e) {
            lost(e.getMessage());
            return false;
        }
    }

    private void heard(jakarta.jms.Message message) {
        try {
            if (message instanceof TextMessage text) {
                lanes.getObject().wake(Lane.parse(text.getText()));
            }
        } catch (JMSException | IllegalArgumentException e) {
            LOG.warn("A wake-up was not understood and is dropped: {}", e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        Connection open = connection;
        connection = null;
        sending = null;
        producer = null;
        if (open != null) {
            try {
                open.close();
            } catch (JMSException e) {
                LOG.debug("The broker's connection did not close cleanly", e);
            }
        }
    }
}
