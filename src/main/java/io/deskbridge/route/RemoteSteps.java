package io.deskbridge.route;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * Whether a route tells somebody outside something in one place alone. Only then does the failure of that step say what
 * became of the whole: behind a second one the first may have been heard.
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

    private RemoteSteps() {}

    static boolean isOne(CamelContext camel, String route) {
        RouteDefinition definition = ((ModelCamelContext) camel).getRouteDefinition(route);
        return definition != null && count(definition) == 1;
    }

    private static int count(ProcessorDefinition<?> parent) {
        int found = 0;
        for (ProcessorDefinition<?> step : parent.getOutputs()) {
            found += isLocal(step) ? 0 : 1;
            found += count(step);
        }
        return found;
    }

    private static boolean isLocal(OptionalIdentifiedDefinition<?> step) {
        return LOCAL.contains(step.getShortName())
                || step instanceof ToDefinition to
                        && to.getUri() != null
                        && to.getUri().startsWith("log:");
    }
}
