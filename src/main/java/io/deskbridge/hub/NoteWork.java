package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Note;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.NoteState;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes a conversation's internal notes into its ticket, in order and exactly once. */
@Component
class NoteWork {
    private static final Logger LOG = LoggerFactory.getLogger(NoteWork.class);
    private static final int AT_ONCE = 100;
    private static final String NOTE = "note";

    private final Remotes remotes;
    private final Settling settling;
    private final Links links;
    private final NoteLedger ledger;
    private final WriteBudget budget;
    private final Verdict.Judge judge;
    private final Clock clock;

    NoteWork(
            Remotes remotes,
            Settling settling,
            Links links,
            NoteLedger ledger,
            WriteBudget budget,
            HubSettings settings,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
        this.links = links;
        this.ledger = ledger;
        this.budget = budget;
        this.judge = new Verdict.Judge(settings, clock);
        this.clock = clock;
    }

    /**
     * Works until nothing is left or something must wait.
     *
     * @return when to go on; empty when nothing is left
     */
    Optional<Instant> run(Conversation conversation) {
        for (NoteRow row : ledger.unfinished(conversation, AT_ONCE)) {
            Optional<Instant> wait = row.isDue(clock.instant()) ? carry(row) : Optional.of(row.dueAt());
            if (wait.isPresent()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> carry(NoteRow row) {
        try {
            write(row);
            ledger.end(row, NoteState.WRITTEN, "in " + row.desk() + " ticket " + row.ticketId());
            return Optional.empty();
        } catch (RuntimeException e) {
            Verdict verdict = judge.of(e, row.attempts(), row.strikes());
            if (verdict.again().isEmpty()) {
                LOG.warn(
                        "Note {} for {} ticket {} is a dead letter: {}",
                        row.seq(),
                        row.desk(),
                        row.ticketId(),
                        verdict.reason());
                ledger.end(row, NoteState.DEAD, verdict.reason());
                return Optional.empty();
            }
            ledger.postpone(row, verdict.reason(), verdict.again().get(), verdict.tally());
            return verdict.again();
        }
    }

    private void write(NoteRow row) {
        Remote<Desk, DeskContract> desk = remotes.desk(row.desk());
        desk.ready(row.conversation(), NOTE);
        Link link = links.ofTicket(row.desk(), row.ticketId())
                .orElseThrow(() -> new Failure.Rejected("ticket " + row.ticketId() + " is not linked"));
        if (isWritten(row, desk, link)) {
            return;
        }
        budget.nextNote(link).ifPresent(time -> {
            throw new Held(row.desk() + " takes no more writes to ticket " + row.ticketId() + " for now", time);
        });
        try {
            desk.write(
                    row.conversation(),
                    NOTE,
                    () -> {
                        ledger.trying(row);
                        settling.begins(row.key());
                    },
                    open -> {
                        open.note(link.ticket(), new Note(row.key(), row.text()));
                        return link;
                    });
        } catch (Failure e) {
            if (Causes.notDone(e)) {
                ledger.notWritten(row);
                settling.known(row.key());
            }
            throw e;
        }
        settling.known(row.key());
    }

    private boolean isWritten(NoteRow row, Remote<Desk, DeskContract> desk, Link link) {
        if (row.triedAt().isEmpty()) {
            return false;
        }
        settling.await(row.key(), row.triedAt().get(), desk.contract().settle(), row.desk());
        var trace = new Trace(row.conversation().externalId(), Optional.of(link.ticket()), row.key());
        Optional<Ticket> found = desk.call(row.conversation(), "find", open -> open.find(trace));
        return found.isPresent();
    }
}
