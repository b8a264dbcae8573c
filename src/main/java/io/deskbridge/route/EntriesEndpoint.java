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
import org.apache.camel.support.DefaultConsumer;
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
    private final class Writer extends DefaultConsumer implements Drained {
        private final Doorway door = new Doorway();
        private boolean writes;

        Writer(Processor processor) {
            super(EntriesEndpoint.this, processor);
        }

        @Override
        public Doorway door() {
            return door;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            door.open();
            writes = true;
            desk.relay(new EntriesRelay(name.strip(), abilities, new EntryCalls(this, door, name, hub.clock()), hub));
        }

        @Override
        protected void doStop() throws Exception {
            door.shut();
            if (writes) { // one that never began, as when routes are checked, must not end the one that runs
                writes = false;
                desk.unrelayed();
            }
            super.doStop();
        }
    }

    @Override
    public Producer createProducer() {
        throw new IllegalArgumentException(
                "to entries:" + name + " does not exist: a message goes into a desk by to desk:" + name);
    }
}
