package io.deskbridge.route;

import io.deskbridge.core.Kind;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.CommentRun;
import io.deskbridge.hub.MessageRun;
import io.deskbridge.hub.OpenChannel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** See {@link ChannelComponent}. */
final class ChannelEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {
    private static final String ORIGIN = "origin";

    private final String names;
    private final String kinds;
    private final Accounts accounts;
    private final RouteTable routes;

    ChannelEndpoint(String uri, Component component, String names, String kinds, Accounts accounts, RouteTable routes) {
        super(uri, component);
        this.names = names;
        this.kinds = kinds;
        this.accounts = accounts;
        this.routes = routes;
        if (!names.equals(ORIGIN)) {
            channels();
        }
        Names.kinds(kinds);
    }

    private Set<String> channels() {
        List<String> known = accounts.channels().stream().map(OpenChannel::name).toList();
        return Names.list("channel", names, known);
    }

    /** What a route that begins here takes, in words. */
    Set<String> takes() {
        return channels().stream()
                .flatMap(channel ->
                        Names.kinds(kinds).stream().sorted().map(kind -> Names.word(kind) + " from channel " + channel))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Two routes with the same beginning are refused by the table of routes, which can name both. */
    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        if (names.equals(ORIGIN)) {
            throw new IllegalArgumentException(
                    "from channel:origin takes nothing: \"origin\" is where a comment goes; name the channels to take from");
        }
        Set<String> channels = channels();
        Set<Kind> wanted = Names.kinds(kinds);
        return new RunConsumer<MessageRun>(
                this,
                processor,
                run -> run.row().message(),
                consumer -> routes.add(new RouteTable.MessageTaker(channels, wanted, consumer)),
                routes::remove);
    }

    @Override
    public Producer createProducer() {
        if (!kinds.isEmpty()) {
            throw new IllegalArgumentException(
                    "to channel:" + names + " takes no kinds; they choose what a route takes");
        }
        Optional<String> only = names.equals(ORIGIN) ? Optional.empty() : Optional.of(names);
        return new RunProducer<>(this, CommentRun.class, "desk:", (run, exchange) -> run.publish(only));
    }
}
