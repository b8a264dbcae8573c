package io.deskbridge.route;

import io.deskbridge.core.RelayedDesk;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.OpenDesk;
import java.time.Clock;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** See {@link EntriesComponent}. What is handed out is an {@link EntryAsk}; what comes back, an {@link EntryAnswer}. */
final class EntriesEndpoint extends DefaultEndpoint {
    private final String name;
    private final RouteAbilities abilities;
    private final RelayedDesk desk;
    private final Hub hub;

    /** What the endpoint needs of the hub. */
    record Hub(AgentComments comments, Clock clock) {}

    EntriesEndpoint(
            String uri, Component component, String name, RouteAbilities abilities, Accounts accounts, Hub hub) {
        super(uri, component);
        this.name = name;
        this.abilities = abilities;
        this.hub = hub;
        if (Names.list(
                                "desk",
                                name,
                                accounts.desks().stream().map(OpenDesk::name).toList())
                        .size()
                > 1) {
            throw new IllegalArgumentException("from entries:" + name + " names several desks; write a route for each");
        }
        if (!(accounts.desk(name.strip()).orElseThrow().desk() instanceof RelayedDesk relayed)) {
            throw new IllegalArgumentException("from entries:" + name + ": the hub writes into desk " + name
                    + " itself; only a desk of type custom has an entries route");
        }
        this.desk = relayed;
    }

    /** What a route that begins here takes, in words. */
    String takes() {
        return "entries of desk " + name.strip();
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new Writer(processor);
    }

    /** Begins a route that writes. */
    private final class Writer extends HandedConsumer {
        Writer(Processor processor) {
            super(EntriesEndpoint.this, processor);
        }

        @Override
        protected void begins() {
            var calls = new EntryCalls(this, door(), name, hub.clock());
            desk.relay(new EntriesRelay(name.strip(), abilities, calls, hub));
        }

        @Override
        protected void ends() {
            desk.unrelayed();
        }
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "to entries:" + name + " does not exist: a message goes into a desk by to desk:" + name);
    }
}
