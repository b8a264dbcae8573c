package io.deskbridge.route;

import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Begins a route that the hub hands work to: as long as the route stands, and by a door through which it is drained. */
abstract class HandedConsumer extends DefaultConsumer implements Drained {
    private final Doorway door = new Doorway();
    private boolean takes;

    HandedConsumer(Endpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    /** From now on the hub hands its work here; the door is open. */
    protected abstract void begins();

    /** From now on nobody takes it; the door is shut, and somebody may still be inside. */
    protected abstract void ends();

    @Override
    public Doorway door() {
        return door;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        door.open();
        takes = true;
        begins();
    }

    @Override
    protected void doStop() throws Exception {
        door.shut();
        if (takes) { // one that never began, as when routes are checked, must not end the one that runs
            takes = false;
            ends();
        }
        super.doStop();
    }
}
