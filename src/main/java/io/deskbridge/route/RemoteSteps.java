package io.deskbridge.route;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * Whether a route tells somebody outside something in one place alone. Only then does the failure of that step say what
 * became of the whole: behind a second one the first may have been heard. A step that leads into another route, or to as
 * many places as a message names, is more than one.
 */
final class RemoteSteps {
    /** What only prepares, decides or tells the log. */
    private static final Set<String> LOCAL = Set.of(
            "choice",
            "when",
            "otherwise",
            "convertBodyTo",
            "convertHeaderTo",
            "delay",
            "filter",
            "log",
            "marshal",
            "onException", // the shipped error handling, which has no steps of its own
            "pipeline",
            "removeHeader",
            "removeHeaders",
            "removeProperty",
            "removeVariable",
            "setBody",
            "setHeader",
            "setHeaders",
            "setProperty",
            "setVariable",
            "setVariables",
            "step",
            "stop",
            "transform",
            "unmarshal",
            "validate");

    /** What leads to as many places as a message names. */
    private static final Set<String> MANY_PLACES = Set.of("dynamicRouter", "recipientList", "routingSlip");
    /** Says by itself where it leads: neither into another route nor to what is known only later. */
    private static final Pattern OUTSIDE =
            Pattern.compile("(?!(?:direct|seda):)[A-Za-z][A-Za-z0-9.+-]*:.*", Pattern.DOTALL);

    private static final int MANY = 2;

    private RemoteSteps() {}

    static boolean isOne(CamelContext camel, String route) {
        RouteDefinition definition = ((ModelCamelContext) camel).getRouteDefinition(route);
        return definition != null && count(camel, definition) == 1;
    }

    private static int count(CamelContext camel, ProcessorDefinition<?> parent) {
        int found = 0;
        for (ProcessorDefinition<?> step : parent.getOutputs()) {
            found += outside(camel, step) + count(camel, step);
        }
        return found;
    }

    private static int outside(CamelContext camel, ProcessorDefinition<?> step) {
        Optional<String> address = address(step).map(camel::resolvePropertyPlaceholders);
        if (LOCAL.contains(step.getShortName())
                || address.filter(found -> found.startsWith("log:")).isPresent()) {
            return 0;
        }
        // nobody knows what the other route does before it fails
        boolean isOne = !MANY_PLACES.contains(step.getShortName())
                && address.map(found -> OUTSIDE.matcher(found).matches()).orElse(true);
        return isOne ? 1 : MANY;
    }

    /** Where the step leads; empty when it leads nowhere by itself. */
    private static Optional<String> address(ProcessorDefinition<?> step) {
        if (step instanceof SendDefinition<?> to) {
            return Optional.of(String.valueOf(to.getUri()));
        }
        if (step instanceof ToDynamicDefinition to) {
            return Optional.of(String.valueOf(to.getUri()));
        }
        if (step instanceof PollDefinition poll) {
            return Optional.of(String.valueOf(poll.getUri()));
        }
        boolean asks =
                step.getShortName().equals("enrich") || step.getShortName().equals("pollEnrich");
        return asks && step instanceof ExpressionNode node
                ? Optional.of(String.valueOf(node.getExpression().getExpression()))
                : Optional.empty();
    }
}
