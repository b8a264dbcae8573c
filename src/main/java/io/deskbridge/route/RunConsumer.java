package io.deskbridge.route;

import io.deskbridge.hub.Routing;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/**
 * Begins a route that carries the ledger's items. It takes nothing by itself: the hub hands it one item at a time and
 * waits for the last step, so that what a step throws decides what becomes of the item.
 */
final class RunConsumer<R> extends DefaultConsumer implements Routing.Carrier<R>, Drained {
    /** Where the steps of a route find the item that they work on; not a header, so that no step hands it on. */
    static final String RUN = "deskbridge.run";

    private final Function<R, Object> body;
    private final Consumer<RunConsumer<R>> enter;
    private final Consumer<RunConsumer<R>> leave;
    private final Doorway door = new Doorway();

    /**
     * @param body what the steps see
     * @param enter makes the route known when it starts
     * @param leave makes it unknown when it stops
     */
    RunConsumer(
            Endpoint endpoint,
            Processor processor,
            Function<R, Object> body,
            Consumer<RunConsumer<R>> enter,
            Consumer<RunConsumer<R>> leave) {
        super(endpoint, processor);
        this.body = body;
        this.enter = enter;
        this.leave = leave;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        door.open();
        enter.accept(this);
    }

    @Override
    protected void doStop() throws Exception {
        leave.accept(this);
        door.shut();
        super.doStop();
    }

    @Override
    protected void doSuspend() {
        leave.accept(this);
        door.shut();
    }

    @Override
    protected void doResume() {
        door.open();
        enter.accept(this);
    }

    @Override
    public Doorway door() {
        return door;
    }

    @Override
    public String id() {
        return getRouteId();
    }

    @Override
    public void carry(R run) throws Exception {
        if (!door.enter()) {
            throw new Routing.Changing();
        }
        try {
            through(run);
        } finally {
            door.leave();
        }
    }

    private void through(R run) throws Exception {
        Exchange exchange = createExchange(true);
        try {
            exchange.getIn().setBody(body.apply(run));
            exchange.setProperty(RUN, run);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } finally {
            releaseExchange(exchange, true);
        }
    }
}
