package io.deskbridge.route;

import io.deskbridge.hub.Accounts;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code from outbox:<channel>} hands out the replies of a channel that a route sends. */
@org.springframework.stereotype.Component("outbox-component")
class OutboxComponent extends DefaultComponent {
    private final Accounts accounts;

    OutboxComponent(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        EndpointOptions options = EndpointOptions.read("outbox:" + remaining, parameters, OutboxOptions.ALL);
        return new OutboxEndpoint(uri, this, remaining, options, accounts);
    }
}
