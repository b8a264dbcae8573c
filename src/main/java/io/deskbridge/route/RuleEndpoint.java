package io.deskbridge.route;

import io.deskbridge.hub.MessageRun;
import io.deskbridge.rule.Facts;
import java.util.function.BiConsumer;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One of the hub's own steps for messages: see {@link OnlyComponent}, {@link DismissComponent}, {@link SetComponent},
 * {@link AcknowledgeComponent}. */
final class RuleEndpoint extends DefaultEndpoint {
    private final String step;
    private final BiConsumer<MessageRun, Exchange> rule;

    RuleEndpoint(String uri, Component component, String step, BiConsumer<MessageRun, Exchange> rule) {
        super(uri, component);
        this.step = step;
        this.rule = rule;
    }

    static Facts facts(MessageRun run) {
        return new Facts(run.row().message(), run.row().receivedAt(), run::hasTicket);
    }

    /** Ends the route for the message, which is dismissed with the reason unless it stands in a desk by then. */
    static void dismiss(MessageRun run, Exchange exchange, String reason) {
        run.dismiss(reason);
        exchange.setRouteStop(true);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException(
                "from " + step
                        + " does not exist: it is a step, written with \"to\"; a route for messages begins with channel:<name>");
    }

    @Override
    public Producer createProducer() {
        return new RunProducer<>(this, MessageRun.class, "channel:", rule);
    }
}
