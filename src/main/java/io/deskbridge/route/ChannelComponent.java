package io.deskbridge.route;

import io.deskbridge.core.ChannelContract;
import io.deskbridge.hub.Accounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /**
     * What the channels of a route from {@code channel:<names>} take; none for another beginning, for unknown names, and for
     * accounts of which only the name is known.
     */
    List<ChannelContract> contracts(String from) {
        return from.startsWith("channel:")
                ? Stream.of(from.substring("channel:".length())
                                .replaceFirst("\\?.*", "")
                                .split(",", -1))
                        .flatMap(name -> accounts.channel(name.strip()).stream())
                        .filter(open -> !open.isNameOnly())
                        .map(open -> open.channel().contract())
                        .toList()
                : List.of();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        String kinds = getAndRemoveParameter(parameters, "kinds", String.class, "");
        Options.nothingLeft("channel:" + remaining, parameters, List.of("kinds"));
        return new ChannelEndpoint(uri, this, remaining, kinds, accounts, routes);
    }
}
