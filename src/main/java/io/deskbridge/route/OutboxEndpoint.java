package io.deskbridge.route;

import io.deskbridge.core.Failure;
import io.deskbridge.core.RelayedChannel;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenChannel;
import io.deskbridge.mail.MailAddress;
import io.deskbridge.mail.ReplyMail;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * See {@link OutboxComponent}. The body is a {@link Reply}, or what the options make of it. A route that ends without an
 * exception has sent it; the service's answer, or a header {@code DeskbridgeSentId}, may say under which id, so that its echo
 * is recognised.
 */
final class OutboxEndpoint extends DefaultEndpoint {
    static final String SENT_ID = "DeskbridgeSentId";
    /** As services know it; {@code http:} sends it along. */
    static final String KEY = "Idempotency-Key";

    private final String name;
    private final RelayedChannel channel;
    private final Optional<String> as;
    private final Optional<InternetAddress> from;
    private final OutboxOutcome outcome;

    OutboxEndpoint(String uri, Component component, String name, EndpointOptions options, Accounts accounts) {
        super(uri, component);
        this.name = name;
        OutboxOptions.check(options);
        this.as = options.get(OutboxOptions.AS);
        this.from = options.get(OutboxOptions.FROM).flatMap(MailAddress::of);
        this.outcome = new OutboxOutcome(name, options, Clock.systemUTC());
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
    private final class Relay extends HandedConsumer {
        Relay(Processor processor) {
            super(OutboxEndpoint.this, processor);
        }

        @Override
        protected void begins() {
            channel.relay((reply, key) -> {
                if (!door().enter()) {
                    throw none();
                }
                try {
                    return send(this, reply, key);
                } finally {
                    door().leave();
                }
            });
        }

        @Override
        protected void ends() {
            channel.relay((reply, key) -> {
                throw none();
            });
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
            fill(exchange.getIn(), reply, key); // the desk's failure to hand out a file is not one of the route
            try {
                consumer.getProcessor().process(exchange);
                if (exchange.getException() != null) {
                    throw exchange.getException();
                }
            } catch (Exception e) {
                throw outcome.failure(e, RemoteSteps.isOne(getCamelContext(), consumer.getRouteId()));
            }
            return outcome.sent(
                    exchange, from.map(address -> ReplyMail.id(key, address)).orElse(key.toString()));
        } finally {
            consumer.releaseExchange(exchange, true);
        }
    }

    private void fill(Message in, Reply reply, SendKey key) {
        switch (as.orElse("")) {
            case OutboxOptions.JSON -> {
                in.setBody(ReplyJson.of(reply, key));
                in.setHeader(Exchange.CONTENT_TYPE, "application/json");
                in.setHeader(KEY, key.toString());
            }
            case OutboxOptions.MAIL -> in.setBody(ReplyMail.of(reply, key, from.orElseThrow()));
            default -> in.setBody(reply);
        }
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "to outbox:" + name + " does not exist: a reply is sent by to channel:origin in a route from a desk");
    }
}
