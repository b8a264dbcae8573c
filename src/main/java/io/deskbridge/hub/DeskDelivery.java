package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
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
    private static final String WRITE = "write";

    private final Remotes remotes;
    private final Settling settling;
    private final Links links;
    private final Deliveries deliveries;
    private final Numbering numbering;
    private final WriteBudget budget;
    private final EntryText texts;
    private final HubMetrics metrics;
    private final Clock clock;

    DeskDelivery(
            Remotes remotes,
            Settling settling,
            Links links,
            Deliveries deliveries,
            Numbering numbering,
            WriteBudget budget,
            EntryText texts,
            HubMetrics metrics,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
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
     * @param progress of the run; the last writes are perhaps still being recorded when this returns
     * @throws Failure as the desk says
     * @throws Held when the rows must wait though nothing failed
     */
    Ticket write(List<MessageRow> rows, MessageRun.Destination destination, String route, Progress progress) {
        MessageRow first = rows.get(0);
        Deliveries.Standing standing = progress.standing(
                destination.desk(), () -> deliveries.standing(first.conversation(), destination.desk()));
        List<MessageRow> numbered = numbering.number(progress.withNumbers(rows), standing.lastNumber());
        Optional<Ticket> before = alreadyWritten(first);
        if (before.isPresent()) {
            progress.await();
            Optional<Link> known =
                    links.newest(first.conversation(), before.get().desk());
            // which message an agent's answer means hangs on since when it stands there, not on when we learned of it
            record(numbered, before.get(), known, route, first.triedAt(), progress);
            return before.get();
        }
        Remote<Desk, DeskContract> desk = remotes.desk(destination.desk());
        desk.ready(first.conversation(), WRITE);
        Optional<Link> link = standing.link();
        if (desk.contract().updates().isPresent()) {
            progress.await(); // the budget counts what is recorded
        }
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
        Ticket ticket;
        try {
            ticket = desk.write(
                    conversation,
                    WRITE,
                    () -> {
                        reserve(numbered, destination.desk(), progress);
                        rows.forEach(row -> settling.begins(row.key()));
                    },
                    open -> {
                        progress.begun(rows); // from here on nobody knows but the desk
                        return link.isEmpty()
                                ? open.open(new NewTicket(externalId, subject, entries, destination.options()))
                                : open.append(
                                        link.get().ticket(),
                                        new Update(externalId, subject, entries, destination.options()));
                    });
        } catch (Failure | Held e) {
            if (e instanceof Held || e instanceof Failure failure && Causes.notDone(failure)) {
                deliveries.release(rows);
                rows.forEach(row -> settling.known(row.key()));
            }
            throw e;
        }
        record(numbered, ticket, link, route, Optional.empty(), progress);
        return ticket;
    }

    private void reserve(List<MessageRow> numbered, String desk, Progress progress) {
        numbered.forEach(row -> progress.numbered(row.number().orElse(0)));
        List<MessageRow> toReserve = progress.toReserve(numbered, clock.instant(), desk);
        if (!toReserve.isEmpty()) {
            // with its number: an agent may name it as soon as the entry stands there
            List<MessageRow> all = numbering.number(toReserve, progress.lastNumber());
            deliveries.reserve(all, desk);
            progress.reserved(all, desk);
        }
    }

    /**
     * A run over the conversation has ended.
     *
     * @param done whether everything it began with has, on disk
     */
    void ended(Conversation conversation, Progress progress, boolean done) {
        progress.standings().forEach((desk, standing) -> {
            if (done) {
                deliveries.stands(conversation, desk, standing);
            } else {
                deliveries.brokeOff(conversation, desk);
            }
        });
    }

    /** Takes back reservations of rows that were not begun. */
    void release(List<MessageRow> rows) {
        deliveries.release(rows);
    }

    /** Where the row stands already, after an attempt whose outcome was not recorded. */
    private Optional<Ticket> alreadyWritten(MessageRow row) {
        if (row.triedAt().isEmpty() || row.desk().isEmpty()) {
            return Optional.empty();
        }
        String name = row.desk().get();
        Remote<Desk, DeskContract> desk = remotes.desk(name);
        settling.await(row.key(), row.triedAt().get(), desk.contract().settle(), name);
        Optional<Ticket> ticket = links.newest(row.conversation(), name).map(Link::ticket);
        return desk.call(
                row.conversation(),
                "find",
                open -> open.find(new Trace(row.conversation().externalId(), ticket, row.key())));
    }

    private void record(
            List<MessageRow> rows,
            Ticket ticket,
            Optional<Link> known,
            String route,
            Optional<Instant> since,
            Progress progress) {
        Deliveries.Recording recording = deliveries.finish(rows, ticket, known, route, since);
        MessageRow first = rows.get(0);
        Link link = known.filter(old -> old.ticket().id().equals(ticket.id()))
                .orElseGet(() -> new Link(first.conversation(), ticket, clock.instant()));
        progress.written(ticket.desk(), link, recording);

        if (known.isEmpty() || !known.get().ticket().id().equals(ticket.id())) {
            progress.await(); // others look for the link
        }
        rows.forEach(row -> {
            settling.known(row.key());
            metrics.ticketed(row, clock.instant());
        });
    }
}
