package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.Inbox;
import io.deskbridge.hub.OpenChannel;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * See {@link InboxComponent}. The body is an {@link Inbox.Item}, a map with its fields, or JSON of them. The step returns
 * when the message is on disk, so a route that confirms to its source afterwards loses nothing.
 */
final class InboxEndpoint extends DefaultEndpoint {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();

    private final String name;
    private final Inbox inbox;

    InboxEndpoint(String uri, Component component, String name, Accounts accounts, Inbox inbox) {
        super(uri, component);
        this.name = name;
        this.inbox = inbox;
        Names.list(
                "channel",
                name,
                accounts.channels().stream().map(OpenChannel::name).toList());
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                inbox.take(name, item(exchange));
            }
        };
    }

    private Inbox.Item item(Exchange exchange) throws JsonProcessingException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Inbox.Item item) {
            return item;
        }
        if (body instanceof Map<?, ?> map) {
            return JSON.convertValue(map, Inbox.Item.class);
        }
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || !text.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("to inbox:" + name
                    + " wants a map or JSON with id, text and author; the body is "
                    + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
        }
        return JSON.readValue(text, Inbox.Item.class);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException(
                "from inbox:" + name + " does not exist: messages are taken out by from channel:" + name
                        + ", and replies by from outbox:" + name);
    }
}
