package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.feed.FeedItems;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.Inbox;
import io.deskbridge.hub.OpenChannel;
import java.util.List;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * See {@link InboxComponent}. The body is an {@link Inbox.Item}, a map or JSON, a list of such, a mail, a feed or its entry.
 * The step returns when all messages of it are on disk, so a route that confirms to its source afterwards loses nothing. One
 * that cannot be taken keeps none of the others away.
 */
final class InboxEndpoint extends DefaultEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(InboxEndpoint.class);

    private final String name;
    private final String as;
    private final Inbox inbox;
    private final JsonInbox json;
    private final MailInbox mails;
    private final FeedItems feeds;

    InboxEndpoint(
            String uri, Component component, String name, EndpointOptions options, Accounts accounts, Inbox inbox) {
        super(uri, component);
        this.name = name;
        this.inbox = inbox;
        Names.list(
                "channel",
                name,
                accounts.channels().stream().map(OpenChannel::name).toList());
        InboxOptions.check(options);
        this.as = options.get(InboxOptions.AS).orElse(InboxOptions.JSON);
        this.json = new JsonInbox(name, options);
        this.mails = new MailInbox(name, options, inbox);
        this.feeds = new FeedItems(
                options.get("kind").orElse("comment"),
                options.get(InboxOptions.THREAD)
                        .filter(InboxOptions.PAGE::equals)
                        .isPresent(),
                options.names("own"));
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                try {
                    take(exchange);
                } catch (Exception e) {
                    // not everything that begins a route says that it failed
                    LOG.warn("inbox:{} does not take a message: {}", name, e.getMessage());
                    throw e;
                }
            }
        };
    }

    private void take(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Inbox.Item item) {
            inbox.take(name, item);
        } else if (as.equals(InboxOptions.MAIL)) {
            mails.take(exchange);
        } else if (as.equals(InboxOptions.FEED)) {
            if (body == null || !FeedItems.isFeed(body)) {
                throw new IllegalArgumentException("to inbox:" + name
                        + " with as: feed wants a feed or its entry, from rss:, atom: or unmarshal: rss; the body is "
                        + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
            }
            each(feeds.of(body), item -> inbox.take(name, item));
        } else {
            List<JsonNode> nodes = json.nodes(exchange);
            each(nodes, node -> inbox.take(name, json.item(node)));
        }
    }

    /** Takes one thing. */
    @FunctionalInterface
    private interface Taking<T> {
        void take(T thing) throws Exception;
    }

    /** All of them; the first failure is told afterwards. */
    private static <T> void each(List<T> things, Taking<T> taking) throws Exception {
        Exception first = null;
        for (T thing : things) {
            try {
                taking.take(thing);
            } catch (IllegalArgumentException | com.fasterxml.jackson.core.JsonProcessingException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new IllegalArgumentException(
                "from inbox:" + name + " does not exist: messages are taken out by from channel:" + name
                        + ", and replies by from outbox:" + name);
    }
}
