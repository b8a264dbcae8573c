package io.deskbridge.route;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.function.Consumer;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker, for its whole life. Wake-ups go to a topic: every process hears of every lane and acts on
 * its own. They are not persistent and expire, because the ledger knows better what is unfinished than an old wake-up does.
 * Sending is used by one thread.
 */
final class BrokerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);
    private static final String TOPIC = "deskbridge.wake-ups";
    private static final long EXPIRES_MILLIS = 60_000;
    private static final int PATIENCE_MILLIS = 5_000;

    private final Connection connection;
    private final Session sending;
    private final MessageProducer producer;
    private volatile boolean broken;

    private BrokerLink(Connection connection, Consumer<TextMessage> hears) throws JMSException {
        this.connection = connection;
        connection.setExceptionListener(e -> broken = true);
        Session receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        receiving.createConsumer(receiving.createTopic(TOPIC), null, true).setMessageListener(message -> {
            if (message instanceof TextMessage text) {
                hears.accept(text);
            }
        });
        sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = sending.createProducer(sending.createTopic(TOPIC));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.setTimeToLive(EXPIRES_MILLIS);
        connection.start();
    }

    /**
     * Connects; a {@code failover:} address should carry a {@code timeout}, else it waits for ever.
     *
     * @param hears every wake-up that this process is to act on
     */
    static BrokerLink open(BrokerSettings settings, Consumer<TextMessage> hears) throws JMSException {
        var factory = new ActiveMQConnectionFactory(settings.url());
        factory.setConnectResponseTimeout(PATIENCE_MILLIS);
        factory.setSendTimeout(PATIENCE_MILLIS);
        factory.setWatchTopicAdvisories(false);
        Connection connection = settings.user().isEmpty()
                ? factory.createConnection()
                : factory.createConnection(settings.user(), settings.password().reveal());
        try {
            return new BrokerLink(connection, hears);
        } catch (JMSException e) {
            connection.close();
            throw e;
        }
    }

    boolean isBroken() {
        return broken;
    }

    void send(String lane) throws JMSException {
        producer.send(sending.createTextMessage(lane));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            LOG.debug("The broker's connection did not close cleanly", e);
        }
    }
}
