package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Note;
import io.deskbridge.core.TaggingDesk;
import io.deskbridge.core.Trace;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteRow;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyLedger;
import java.time.Clock;
import java.time.Duration;
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
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Remotes remotes;
    private final Settling settling;
    private final EarlierWrites earlier;
    private final Links links;
    private final NoteLedger ledger;
    private final ReplyLedger replies;
    private final WriteBudget budget;
    private final String tag;
    private final Verdict.Judge judge;
    private final Clock clock;

    NoteWork(
            Remotes remotes,
            Settling settling,
            EarlierWrites earlier,
            Links links,
            NoteLedger ledger,
            ReplyLedger replies,
            WriteBudget budget,
            NoteSettings noteSettings,
            HubSettings settings,
            Clock clock) {
        this.remotes = remotes;
        this.settling = settling;
        this.earlier = earlier;
        this.links = links;
        this.ledger = ledger;
        this.replies = replies;
        this.budget = budget;
        this.tag = noteSettings.tag();
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
            if (isAboutOurReply(row)) {
                ledger.end(row, NoteState.DISMISSED, "what it tells of is a reply of ours");
                return Optional.empty();
            }
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

    /** The network may show a reply before its answer to us, who sent it, is recorded, or long before in a bad case. */
    private boolean isAboutOurReply(NoteRow row) {
        if (row.about().isEmpty() || row.triedAt().isPresent()) {
            return false;
        }
        return switch (replies.origin(row.conversation(), row.about().get())) {
            case OUR_REPLY -> true;
            case NOT_OURS -> false;
            case PERHAPS_OURS ->
                throw new Held(
                        "waits until it is known what became of a reply",
                        clock.instant().plus(SOON));
        };
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
        if (row.quiet() && isTagged(row, desk, link)) {
            return;
        }
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
        } catch (Failure | Held e) {
            boolean notDone = e instanceof Held || e instanceof Failure failure && Causes.notDone(failure);
            if (notDone && !earlier.mayStand(desk.contract(), row.triedAt(), row.createdAt())) {
                ledger.notWritten(row);
                settling.known(row.key());
            } else if (!notDone) {
                settling.brokeOff(row.key());
            }
            throw e;
        }
        settling.known(row.key());
    }

    /** To put the same tag again does no harm, so nothing is looked up; false where a note must do. */
    private boolean isTagged(NoteRow row, Remote<Desk, DeskContract> desk, Link link) {
        if (!desk.can(TaggingDesk.class)) {
            return false;
        }
        try {
            return desk.call(row.conversation(), NOTE, open -> {
                ((TaggingDesk) open).tag(link.ticket(), tag);
                return true;
            });
        } catch (Failure.Rejected closed) {
            return false;
        }
    }

    private boolean isWritten(NoteRow row, Remote<Desk, DeskContract> desk, Link link) {
        if (row.triedAt().isEmpty()) {
            return false;
        }
        var begun = new EarlierWrites.Begun(
                row.key(), row.triedAt().get(), row.createdAt(), () -> ledger.history(row.seq()));
        var trace = new Trace(row.conversation().externalId(), Optional.of(link.ticket()), row.key());
        return earlier.find(desk, row.desk(), row.conversation(), begun, trace).isPresent();
    }
}
