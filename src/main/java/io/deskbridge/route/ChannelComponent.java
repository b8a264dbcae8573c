package io.deskbridge.route;

import io.deskbridge.hub.Accounts;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code channel:<names>} takes messages out of the ledger; {@code channel:origin} publishes a comment. */
@org.springframework.stereotype.Component("channel-component")
class ChannelComponent extends DefaultComponent {
    private final Accounts accounts;
    private final RouteTable routes;

    ChannelComponent(Accounts accounts, RouteTable routes) {
        this.accounts = accounts;
        this.routes = routes;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String kinds = getAndRemoveParameter(parameters, "kinds", String.class, "");
        Options.nothingLeft("channel:" + remaining, parameters, java.util.List.of("kinds"));
        return new ChannelEndpoint(uri, this, remaining, kinds, accounts, routes);
    }
}
