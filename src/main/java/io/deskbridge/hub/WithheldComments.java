package io.deskbridge.hub;

import io.deskbridge.store.Links;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import org.springframework.stereotype.Component;

/** A comment that an agent meant for the customer and that the desk's rule keeps inside: the agent is told why. */
@Component
class WithheldComments {
    private final TicketEventLedger events;
    private final Links links;
    private final TicketNotes notes;

    WithheldComments(TicketEventLedger events, Links links, TicketNotes notes) {
        this.events = events;
        this.links = links;
        this.notes = notes;
    }

    void judge(TicketEventRow event) {
        boolean isHistory = links.ofTicket(event.desk(), event.ticketId())
                .filter(link -> !event.happenedAt().isBefore(link.since().minus(Gate.CLOCKS_APART)))
                .isEmpty();
        if (isHistory) {
            events.settle(event, "it was written before the ticket belonged to the conversation");
        } else {
            events.tell(event, "told", notes.withheld(event));
        }
    }
}
