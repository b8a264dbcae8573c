package io.deskbridge.route;

import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.Inbox;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/** {@code to inbox:<channel>} takes a message in from anywhere that Camel reaches. */
@org.springframework.stereotype.Component("inbox-component")
class InboxComponent extends DefaultComponent {
    private final Accounts accounts;
    private final Inbox inbox;

    InboxComponent(Accounts accounts, Inbox inbox) {
        this.accounts = accounts;
        this.inbox = inbox;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        EndpointOptions options = EndpointOptions.read("inbox:" + remaining, parameters, InboxOptions.ALL);
        return new InboxEndpoint(uri, this, remaining, options, accounts, inbox);
    }
}
