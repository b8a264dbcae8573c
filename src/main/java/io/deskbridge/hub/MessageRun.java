package io.deskbridge.hub;

import io.deskbridge.core.Ticket;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NewAcknowledgement;
import java.util.Map;
import java.util.Optional;

/** One message on its way through its route. Used by one thread. */
public final class MessageRun {
    private final MessageRow row;
    private final DeskWrites delivery;
    private final boolean together;
    private final Progress progress;
    private Optional<Destination> destination = Optional.empty();
    private boolean written;
    private boolean takenBack;
    private Optional<Exception> failure = Optional.empty();
    private Optional<String> dismissal = Optional.empty();
    private String route = "";

    MessageRun(MessageRow row, DeskWrites delivery, boolean together, Progress progress) {
        this.row = row;
        this.delivery = delivery;
        this.together = together;
        this.progress = progress;
    }

    /** Where a route sends a message. */
    record Destination(String desk, Map<String, String> options) {}

    public MessageRow row() {
        return row;
    }

    void through(String routeId) {
        route = routeId;
    }

    String route() {
        return route;
    }

    /**
     * Puts the message into the desk: opens a ticket or appends to the conversation's one, exactly once, and records it.
     *
     * @return the ticket; empty when the desk's limit on writes makes the hub put several messages into one write, which
     *     then happens after the route
     * @throws io.deskbridge.core.Failure as the desk says
     */
    public Optional<Ticket> deliver(String desk, Map<String, String> options) {
        if (destination.isPresent()) {
            throw new IllegalStateException("route " + route + " sends one message to two desks, "
                    + destination.get().desk() + " and " + desk + "; one message makes one ticket entry");
        }
        destination = Optional.of(new Destination(desk, Map.copyOf(options)));
        if (together) {
            return Optional.empty();
        }
        try {
            Ticket ticket = delivery.write(java.util.List.of(row), destination.get(), route, progress);
            written = true;
            return Optional.of(ticket);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            throw e;
        }
    }

    /** Whether the message's conversation stands in a desk already, so that agents expect what follows. */
    public boolean hasTicket() {
        return delivery.hasTicket(row.conversation(), progress);
    }

    /** Whether this is an edit or a deletion of something that stands in a ticket, and so concerns the agents. */
    public boolean changesAnEntry() {
        return row.change() != Change.NEW && delivery.isEntry(row, progress);
    }

    /**
     * A step wishes that the customer hears, once in a conversation, that the message arrived. Nothing happens unless the
     * message comes into a ticket; an edit or a deletion is no new message.
     */
    public void acknowledge(NewAcknowledgement wish) {
        if (row.change() == Change.NEW && !row.message().deleted()) {
            progress.wish(row, wish);
        }
    }

    /** A step ends the route here: without a desk until then, the message is dismissed with the reason. */
    public void dismiss(String reason) {
        dismissal = Optional.of(reason);
    }

    /** Why the message is dismissed when its route ends without a desk. */
    String dismissal() {
        return dismissal.orElseGet(() -> "route " + route + " ended without a desk");
    }

    Optional<Destination> destination() {
        return destination;
    }

    boolean written() {
        return written;
    }

    /** Why the desk does not have it; it decides what becomes of the message whatever the route made of it. */
    Optional<Exception> failure() {
        return failure;
    }

    /** Whether the message is to be written after its route. */
    boolean isHeldBack() {
        return together && !takenBack && destination.isPresent();
    }

    /** The route failed after it had named a desk: nothing is written this time. */
    void takeBack() {
        takenBack = true;
    }
}
