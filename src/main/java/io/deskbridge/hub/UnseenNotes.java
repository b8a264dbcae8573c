package io.deskbridge.hub;

import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import io.deskbridge.store.WaitingCustomers;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** An internal note that looks like an answer, while the customer waits: its agent is told, once in that time. */
@Component
class UnseenNotes {
    private final TicketEventLedger events;
    private final WaitingCustomers waiting;
    private final TicketNotes notes;

    UnseenNotes(TicketEventLedger events, WaitingCustomers waiting, TicketNotes notes) {
        this.events = events;
        this.waiting = waiting;
        this.notes = notes;
    }

    void judge(TicketEventRow event) {
        Optional<Instant> spell = waiting.waitingSince(event.conversation(), event.happenedAt());
        if (spell.isEmpty()) {
            events.settle(event, "no customer waits for an answer");
        } else if (events.isTold(event.conversation(), spell.get())) {
            events.settle(event, "the agents were told already while this customer waits");
        } else {
            events.tell(event, spell.get(), notes.unseen(event));
        }
    }
}
