package io.deskbridge.route;

import io.deskbridge.core.RouteOption;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenDesk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code desk:<name>} opens or appends; {@code from desk:<names>} takes the agents' public comments. */
@org.springframework.stereotype.Component("desk-component")
class DeskComponent extends DefaultComponent {
    private final Accounts accounts;
    private final RouteTable routes;

    DeskComponent(Accounts accounts, RouteTable routes) {
        this.accounts = accounts;
        this.routes = routes;
    }

    /** What a step to that desk may say; none when there is no such desk. */
    List<RouteOption> options(String desk) {
        return accounts.desk(desk.strip()).map(OpenDesk::options).orElse(List.of());
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        var options = new LinkedHashMap<String, String>();
        parameters.forEach((word, value) -> options.put(word, String.valueOf(value)));
        parameters.clear();
        return new DeskEndpoint(uri, this, remaining, options, accounts, routes);
    }
}
