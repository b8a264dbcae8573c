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
import io.deskbridge.store.MessageLedger;
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
class DeskDelivery implements DeskWrites {
    private static final String WRITE = "write";

    private final Remotes remotes;
    private final Settling settling;
    private final EarlierWrites earlier;
    private final Links links;
    private final MessageLedger messages;
    private final Deliveries deliveries;
    private final Numbering numbering;
    private final WriteBudget budget;
    private final EntryText texts;
    private final HubMetrics metrics;
    private final Clock clock;

    DeskDelivery(
            Remotes remotes,
            Settling settling,
            EarlierWrites earlier,
            Links links,
            MessageLedger messages,
            Deliveries deliveries,
            Numbering numbering,
            WriteBudget budget,
            EntryText texts,
            HubMetrics metrics,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
        this.earlier = earlier;
        this.links = links;
        this.messages = messages;
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
    @Override
    public Ticket write(List<MessageRow> rows, MessageRun.Destination destination, String route, Progress progress) {
        MessageRow first = rows.get(0);
        Deliveries.Standing standing = progress.standing(
                destination.desk(), () -> deliveries.standing(first.conversation(), destination.desk()));
        List<MessageRow> numbered = numbering.number(progress.withNumbers(rows), standing.lastNumber());
        Optional<Ticket> before = alreadyWritten(numbered, route, progress);
        if (before.isPresent()) {
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
        Written written;
        try {
            written = desk.write(
                    conversation,
                    WRITE,
                    () -> {
                        reserve(numbered, destination.desk(), desk.contract(), progress);
                        rows.forEach(row -> settling.begins(row.key()));
                    },
                    open -> {
                        progress.begun(rows); // from here on nobody knows but the desk
                        Instant begun = clock.instant();
                        Ticket ticket = link.isEmpty()
                                ? open.open(new NewTicket(externalId, subject, entries, destination.options()))
                                : open.append(
                                        link.get().ticket(),
                                        new Update(externalId, subject, entries, destination.options()));
                        return new Written(ticket, begun);
                    });
        } catch (Failure | Held e) {
            boolean notDone = e instanceof Held || e instanceof Failure failure && Causes.notDone(failure);
            if (notDone && !earlier.mayStand(desk.contract(), first.triedAt(), first.receivedAt())) {
                deliveries.release(rows);
                rows.forEach(row -> settling.known(row.key()));
            } else if (!notDone) {
                rows.forEach(row -> settling.brokeOff(row.key()));
            }
            throw e;
        }
        record(numbered, written.ticket(), link, route, written.begun(), progress);
        return written.ticket();
    }

    private record Written(Ticket ticket, Instant begun) {}

    private void reserve(List<MessageRow> numbered, String desk, DeskContract contract, Progress progress) {
        numbered.forEach(row -> progress.numbered(row.number().orElse(0)));
        List<MessageRow> toReserve = progress.toReserve(numbered, clock.instant(), desk);
        if (!toReserve.isEmpty() && !(contract.repeat() instanceof DeskContract.Repeat.LookUp)) {
            toReserve = numbered; // after a crash nobody could tell those ahead from one that was begun
        }
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

    /** Whether the conversation stands in any desk, with what this run wrote. */
    @Override
    public boolean hasTicket(Conversation conversation, Progress progress) {
        return progress.standsSomewhere(() -> !links.of(conversation).isEmpty());
    }

    /** Whether the message stands in a ticket in an earlier wording, or a write of it was begun. */
    @Override
    public boolean isEntry(MessageRow row, Progress progress) {
        progress.await(); // this run may have written it a moment ago
        return numbering.isNumbered(row);
    }

    /** Takes back reservations of rows that were not begun. */
    void release(List<MessageRow> rows) {
        deliveries.release(rows);
    }

    /**
     * Records an earlier attempt that the desk shows, of a row that is now not to be written any more.
     *
     * @return whether it stands there
     * @throws Failure when the desk cannot be asked now
     */
    boolean isWritten(MessageRow row, String route, Progress progress) {
        if (row.triedAt().isEmpty() || row.desk().isEmpty()) {
            return false;
        }
        String desk = row.desk().get();
        Deliveries.Standing standing = progress.standing(desk, () -> deliveries.standing(row.conversation(), desk));
        List<MessageRow> numbered = numbering.number(progress.withNumbers(List.of(row)), standing.lastNumber());
        return alreadyWritten(numbered, route, progress).isPresent();
    }

    /** Where the first row stands already, after an attempt whose outcome was not recorded; it is recorded then. */
    private Optional<Ticket> alreadyWritten(List<MessageRow> numbered, String route, Progress progress) {
        MessageRow first = numbered.get(0);
        if (first.triedAt().isEmpty() || first.desk().isEmpty()) {
            return Optional.empty();
        }
        progress.await(); // the ledger is asked for the ticket, which this run may have opened a moment ago
        Optional<Ticket> before =
                lookUp(first, first.triedAt().get(), first.desk().get());
        before.ifPresent(ticket -> {
            Optional<Link> known = links.newest(first.conversation(), ticket.desk());
            record(numbered, ticket, known, route, first.triedAt().orElseThrow(), progress);
        });
        return before;
    }

    private Optional<Ticket> lookUp(MessageRow row, Instant triedAt, String name) {
        Remote<Desk, DeskContract> desk = remotes.desk(name);
        var begun = new EarlierWrites.Begun(row.key(), triedAt, row.receivedAt(), () -> messages.history(row.seq()));
        Optional<Ticket> ticket = links.newest(row.conversation(), name).map(Link::ticket);
        var trace = new Trace(row.conversation().externalId(), ticket, row.key());
        return earlier.find(desk, name, row.conversation(), begun, trace);
    }

    /**
     * @param since when the write began: which message an agent's answer means hangs on since when it stands there, not on
     *     when the desk's answer came or was recorded
     */
    private void record(
            List<MessageRow> rows,
            Ticket ticket,
            Optional<Link> known,
            String route,
            Instant since,
            Progress progress) {
        Deliveries.Recording recording = deliveries.finish(rows, ticket, known, route, since, progress.wishes());
        MessageRow first = rows.get(0);
        Link link = known.filter(old -> old.ticket().id().equals(ticket.id()))
                .orElseGet(() -> new Link(first.conversation(), ticket, since));
        progress.written(ticket.desk(), link, recording);

        rows.forEach(row -> {
            settling.known(row.key());
            metrics.ticketed(row, clock.instant());
        });
    }
}
