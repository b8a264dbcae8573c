package io.deskbridge.route;

import java.util.function.BiConsumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/** A step that does something with the ledger's item that its route carries. */
final class RunProducer<R> extends DefaultProducer {
    private final Class<R> type;
    private final String begins;
    private final BiConsumer<R, Exchange> step;

    /**
     * @param begins what the route must begin with for the step to make sense
     */
    RunProducer(Endpoint endpoint, Class<R> type, String begins, BiConsumer<R, Exchange> step) {
        super(endpoint);
        this.type = type;
        this.begins = begins;
        this.step = step;
    }

    @Override
    public void process(Exchange exchange) {
        Object run = exchange.getProperty(RunConsumer.RUN);
        if (!type.isInstance(run)) {
            throw new IllegalStateException("to " + getEndpoint().getEndpointUri() + " works only in a route from "
                    + begins + "<name>; this one carries something else");
        }
        step.accept(type.cast(run), exchange);
    }
}
