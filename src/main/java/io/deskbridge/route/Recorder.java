package io.deskbridge.route;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PollingConsumerSupport;
import org.jspecify.annotations.Nullable;

/**
 * An address outside the hub, in a trial: touches nothing, remembers what came and hands the exchange on as it was. What is
 * asked of it, it answers with nothing.
 */
final class Recorder extends DefaultEndpoint {
    private final String address;
    private final Recorders recorders;

    Recorder(String uri, Component component, Recorders recorders) {
        super(uri, component);
        this.address = uri;
        this.recorders = recorders;
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                recorders.went(exchange, address);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new DefaultConsumer(this, processor); // it never begins anything
    }

    @Override
    public PollingConsumer createPollingConsumer() {
        return new Nothing(this);
    }

    /** Nothing is ever there. */
    private final class Nothing extends PollingConsumerSupport {
        Nothing(Endpoint endpoint) {
            super(endpoint);
        }

        @Override
        public @Nullable Exchange receive() {
            recorders.asked(address);
            return null;
        }

        @Override
        public @Nullable Exchange receiveNoWait() {
            return receive();
        }

        @Override
        public @Nullable Exchange receive(long timeout) {
            return receive();
        }
    }
}
