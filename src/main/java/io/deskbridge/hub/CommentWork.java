package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Lane;
import io.deskbridge.store.NewNote;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes a conversation's public comments through their routes, in order; the first that must wait stops the rest. */
@Component
class CommentWork {
    private static final Logger LOG = LoggerFactory.getLogger(CommentWork.class);
    private static final int AT_ONCE = 100;

    private final CommentLedger ledger;
    private final Routing routing;
    private final Gate gate;
    private final WakeUps wakeUps;
    private final AgentNotes notes;
    private final FateNotes fates;
    private final Duration tellWaiting;
    private final Verdict.Judge judge;
    private final Clock clock;

    CommentWork(
            CommentLedger ledger,
            Routing routing,
            Gate gate,
            WakeUps wakeUps,
            AgentNotes notes,
            FateNotes fates,
            HubSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.routing = routing;
        this.gate = gate;
        this.wakeUps = wakeUps;
        this.notes = notes;
        this.fates = fates;
        this.tellWaiting = settings.tellWaiting();
        this.judge = new Verdict.Judge(settings, clock);
        this.clock = clock;
    }

    /**
     * Works until nothing is left or something must wait.
     *
     * @return when to go on; empty when nothing is left
     */
    Optional<Instant> run(Conversation conversation) {
        long version = routing.version();
        List<CommentRow> rows = ledger.unfinished(conversation, AT_ONCE);
        try {
            return carryAll(rows, version);
        } finally {
            if (!rows.isEmpty()) {
                wakeUps.wake(new Lane(Lane.Direction.NOTES, conversation)); // what became of them is told in the ticket
                wakeUps.wake(new Lane(Lane.Direction.TICKETS, conversation)); // a ticket may have been solved with them
            }
        }
    }

    private Optional<Instant> carryAll(List<CommentRow> rows, long version) {
        for (CommentRow row : rows) {
            Optional<Instant> wait =
                    row.isDue(clock.instant()) ? carry(new CommentRun(row, gate), version) : Optional.of(row.dueAt());
            if (wait.isPresent()) {
                return wait;
            }
        }
        return rows.size() < AT_ONCE ? Optional.empty() : Optional.of(clock.instant());
    }

    private Optional<Instant> carry(CommentRun run, long version) {
        CommentRow row = run.row();
        Optional<Routing.Carrier<CommentRun>> route = routing.forComment(row.comment());
        if (routing.version() != version) {
            return Optional.of(clock.instant());
        }
        if (route.isEmpty()) {
            ledger.park(
                    row,
                    "unrouted: no route takes comments from "
                            + row.comment().id().desk(),
                    fates.unrouted(row));
            if (routing.version() != version) { // perhaps too late to be found by whoever replaced the routes
                ledger.unpark();
                return Optional.of(clock.instant());
            }
            return Optional.empty();
        }
        run.through(route.get().id());
        try {
            route.get().carry(run);
        } catch (Routing.Changing e) {
            return Optional.of(clock.instant().plus(Routing.Changing.PAUSE));
        } catch (Exception e) {
            if (run.published()) {
                LOG.warn("Route {} failed after comment {} was published: {}", run.route(), row.seq(), e.getMessage());
                return Optional.empty();
            }
            return failed(row, run.failure().orElse(e), run.route());
        }
        if (run.failure().isPresent()) { // the route swallowed it
            return failed(row, run.failure().get(), run.route());
        }
        if (!run.published()) {
            ledger.dismiss(
                    row,
                    "route " + run.route() + " ended without a channel",
                    run.route(),
                    fates.dismissed(row, run.route()));
        }
        return Optional.empty();
    }

    private Optional<Instant> failed(CommentRow row, Exception thrown, String route) {
        Throwable cause = Causes.relevant(thrown);
        Verdict verdict = judge.of(cause, row.attempts(), row.strikes());
        if (verdict.again().isEmpty()) {
            LOG.warn("Comment {} (row {}) is given up: {}", row.comment().id(), row.seq(), verdict.reason());
            gate.giveUp(row, verdict.reason(), route);
            return Optional.empty();
        }
        LOG.info(
                "Comment {} (row {}) waits until {}: {}",
                row.comment().id(),
                row.seq(),
                verdict.again().get(),
                verdict.reason());
        ledger.postpone(row, verdict.reason(), verdict.again().get(), verdict.tally(), told(row, verdict, cause));
        return verdict.again();
    }

    /** An agent who sees nothing for a while takes it that the customer read the answer. */
    private Optional<NewNote> told(CommentRow row, Verdict verdict, Throwable cause) {
        Instant again = verdict.again().orElseThrow();
        boolean isLong = again.isAfter(row.receivedAt().plus(tellWaiting));
        return isLong && !row.toldWaiting()
                ? row.conversation()
                        .map(found ->
                                notes.waiting(row.comment(), found, WaitingWords.of(cause, verdict.reason()), again))
                : Optional.empty();
    }
}
