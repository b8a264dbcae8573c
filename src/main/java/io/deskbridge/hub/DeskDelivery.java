package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.MessageRow;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Writes messages into desks exactly once: reserve, write, record, in that order. A reservation without a record is what a
 * crash or a lost answer leaves behind; then the desk is asked first, and not before the first attempt must have ended.
 */
@Component
class DeskDelivery {
    private final Accounts accounts;
    private final AccountHealth health;
    private final Links links;
    private final Deliveries deliveries;
    private final Numbering numbering;
    private final WriteBudget budget;
    private final EntryText texts;
    private final HubMetrics metrics;
    private final Clock clock;

    DeskDelivery(
            Accounts accounts,
            AccountHealth health,
            Links links,
            Deliveries deliveries,
            Numbering numbering,
            WriteBudget budget,
            EntryText texts,
            HubMetrics metrics,
            Clock clock) {
        this.accounts = accounts;
        this.health = health;
        this.links = links;
        this.deliveries = deliveries;
        this.numbering = numbering;
        this.budget = budget;
        this.texts = texts;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Writes the rows as one write and records it.
     *
     * @param rows of one conversation, oldest first; several only when none of them was tried before
     * @throws Failure as the desk says
     * @throws Held when the rows must wait though nothing failed
     */
    Ticket write(List<MessageRow> rows, MessageRun.Destination destination, String route) {
        MessageRow first = rows.get(0);
        Deliveries.Standing standing = deliveries.standing(first.conversation(), destination.desk());
        List<MessageRow> numbered = numbering.number(rows, standing.lastNumber());
        Optional<Ticket> before = alreadyWritten(first);
        if (before.isPresent()) {
            Optional<Link> known =
                    links.newest(first.conversation(), before.get().desk());
            // which message an agent's answer means hangs on since when it stands there, not on when we learned of it
            deliveries.finish(
                    numbered, before.get(), known, route, first.triedAt().orElseThrow());
            rows.forEach(row -> metrics.ticketed(row, clock.instant()));
            return before.get();
        }
        Desk desk = atWork(destination.desk());
        Optional<Link> link = standing.link();
        link.flatMap(budget::nextMessage).ifPresent(time -> {
            throw new Held(
                    destination.desk() + " takes no more writes to ticket "
                            + link.get().ticket().id() + " for now",
                    time);
        });
        Conversation conversation = first.conversation();
        List<Entry> entries = numbered.stream()
                .map(row -> texts.entry(row, desk.contract(), link.isEmpty() && row.seq() == first.seq()))
                .toList();
        String externalId = conversation.externalId();
        String subject = texts.subject(first);
        deliveries.reserve(numbered, destination.desk());
        Ticket ticket;
        try {
            ticket = call(
                    destination.desk(),
                    () -> link.isEmpty()
                            ? desk.open(new NewTicket(externalId, subject, entries, destination.options()))
                            : desk.append(
                                    link.get().ticket(),
                                    new Update(externalId, subject, entries, destination.options())));
        } catch (Failure e) {
            if (Causes.notDone(e)) {
                deliveries.release(rows);
            }
            throw e;
        }
        record(numbered, ticket, link, route);
        return ticket;
    }

    /** Where the row stands already, after an attempt whose outcome was not recorded. */
    private Optional<Ticket> alreadyWritten(MessageRow row) {
        if (row.triedAt().isEmpty() || row.desk().isEmpty()) {
            return Optional.empty();
        }
        String name = row.desk().get();
        Desk desk = atWork(name);
        Instant settled = row.triedAt().get().plus(desk.contract().settle());
        if (settled.isAfter(clock.instant())) {
            throw new Held("waits until " + name + " must have ended the first attempt", settled);
        }
        Optional<Ticket> ticket = links.newest(row.conversation(), name).map(Link::ticket);
        return call(name, () -> desk.find(new Trace(row.conversation().externalId(), ticket, row.key())));
    }

    private Desk atWork(String name) {
        Desk desk = accounts.desk(name)
                .orElseThrow(() -> new Failure.Unavailable("desk " + name + " is not configured any more"))
                .desk();
        if (health.isPaused(AccountHealth.desk(name))) {
            throw new Failure.Unauthorized("desk " + name + " is paused until its credentials work");
        }
        return desk;
    }

    private <T> T call(String name, java.util.function.Supplier<T> write) {
        try {
            T result = write.get();
            health.up(AccountHealth.desk(name));
            return result;
        } catch (Failure e) {
            health.failed(AccountHealth.desk(name), e);
            throw e;
        }
    }

    private void record(List<MessageRow> rows, Ticket ticket, Optional<Link> known, String route) {
        deliveries.finish(rows, ticket, known, route);
        rows.forEach(row -> metrics.ticketed(row, clock.instant()));
    }
}
