package io.deskbridge.route;

import io.deskbridge.core.Failure;
import java.net.ConnectException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The error handling of all routes, shipped once. It has no id, because Camel applies a configuration with an id only to
 * routes that name it. A step that could not even connect is tried twice more at once: what was not connected was
 * certainly not heard, while one that broke off later may have been. Everything else leaves the route as it is: the type
 * of what was thrown decides in the hub what becomes of the item, and the ledger keeps it until then. So there is nothing
 * here for Camel to log either.
 */
class ErrorHandling extends RouteConfigurationBuilder {
    @Override
    public void configuration() {
        routeConfiguration()
                .onException(ConnectException.class)
                .onWhen(exchange -> !isDecidedByTheHub(exchange))
                .maximumRedeliveries(2)
                .redeliveryDelay(200)
                .logExhausted(false)
                .logRetryAttempted(false)
                .handled(false);
        routeConfiguration()
                .onException(Exception.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .handled(false);
    }

    /** A failure of a channel or desk may carry a connection's refusal as its cause; it is the ledger's to repeat. */
    private static boolean isDecidedByTheHub(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (cause != null) {
            if (cause instanceof Failure) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
