package io.deskbridge.route;

import io.deskbridge.core.Failure;
import io.deskbridge.core.RelayedChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenChannel;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * See {@link OutboxComponent}. The body is a {@link Reply}. A route that ends without an exception has sent it; a header
 * {@code DeskbridgeSentId} may say under which id, so that its echo is recognised.
 */
final class OutboxEndpoint extends DefaultEndpoint {
    static final String SENT_ID = "DeskbridgeSentId";

    private final String name;
    private final RelayedChannel channel;
    private final Clock clock = Clock.systemUTC();

    OutboxEndpoint(String uri, Component component, String name, Accounts accounts) {
        super(uri, component);
        this.name = name;
        Names.list(
                "channel",
                name,
                accounts.channels().stream().map(OpenChannel::name).toList());
        if (!(accounts.channel(name).orElseThrow().channel() instanceof RelayedChannel relayed)) {
            throw new IllegalArgumentException("from outbox:" + name + ": channel " + name
                    + " sends its replies itself; only a channel of type custom has an outbox");
        }
        this.channel = relayed;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new Relay(processor);
    }

    /** Begins a route that sends replies. */
    private final class Relay extends DefaultConsumer implements Drained {
        private final Doorway door = new Doorway();
        private boolean sends;

        Relay(Processor processor) {
            super(OutboxEndpoint.this, processor);
        }

        @Override
        public Doorway door() {
            return door;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            door.open();
            sends = true;
            channel.relay((reply, key) -> {
                if (!door.enter()) {
                    throw none();
                }
                try {
                    return send(this, reply, key);
                } finally {
                    door.leave();
                }
            });
        }

        @Override
        protected void doStop() throws Exception {
            door.shut();
            if (sends) { // one that never began, as when routes are checked, must not end the one that runs
                sends = false;
                channel.relay((reply, key) -> {
                    throw none();
                });
            }
            super.doStop();
        }

        private Failure.Unavailable none() {
            return new Failure.Unavailable("no route takes replies from outbox:" + name);
        }
    }

    /** What a route that begins here takes, in words. */
    String takes() {
        return "replies from outbox " + name;
    }

    private Sent send(DefaultConsumer consumer, Reply reply, SendKey key) {
        Exchange exchange = consumer.createExchange(true);
        try {
            exchange.getIn().setBody(reply);
            consumer.getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
            String id = exchange.getMessage().getHeader(SENT_ID, String.class);
            return new Sent(id == null ? key.toString() : id, Optional.empty(), clock.instant());
        } catch (Failure e) {
            throw e;
        } catch (Exception e) {
            // how far the route came nobody knows
            throw new Failure.Uncertain("the route from outbox:" + name + " failed: " + e.getMessage(), e);
        } finally {
            consumer.releaseExchange(exchange, true);
        }
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "to outbox:" + name + " does not exist: a reply is sent by to channel:origin in a route from a desk");
    }
}
