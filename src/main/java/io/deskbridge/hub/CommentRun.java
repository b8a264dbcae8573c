package io.deskbridge.hub;

import io.deskbridge.store.CommentRow;
import java.util.Optional;

/** One public comment on its way through its route. Used by one thread. */
public final class CommentRun {
    private final CommentRow row;
    private final Gate gate;
    private boolean published;
    private Optional<Exception> failure = Optional.empty();
    private String route = "";

    CommentRun(CommentRow row, Gate gate) {
        this.row = row;
        this.gate = gate;
    }

    public CommentRow row() {
        return row;
    }

    void through(String routeId) {
        route = routeId;
    }

    String route() {
        return route;
    }

    /**
     * Publishes the comment in the conversation its ticket came from, exactly once, and records what became of it.
     *
     * @param channel the only channel this may happen on; empty for whichever the conversation is on
     * @throws io.deskbridge.core.Failure when it must be tried again
     */
    public void publish(Optional<String> channel) {
        if (published) {
            throw new IllegalStateException(
                    "route " + route + " publishes one comment twice; one comment makes one reply");
        }
        try {
            gate.publish(row, channel);
            published = true;
            failure = Optional.empty();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    boolean published() {
        return published;
    }

    /** Why it is not published; it decides what becomes of the comment whatever the route made of it. */
    Optional<Exception> failure() {
        return failure;
    }
}
