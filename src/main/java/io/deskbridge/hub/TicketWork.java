package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.store.Lane;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers what happened to a conversation's tickets. Events do not wait for each other. */
@Component
class TicketWork {
    private static final Logger LOG = LoggerFactory.getLogger(TicketWork.class);
    private static final int AT_ONCE = 100;

    private final TicketEventLedger ledger;
    private final SolvedTickets solved;
    private final UnseenNotes unseen;
    private final ChangedComments changed;
    private final WithheldComments withheld;
    private final WakeUps wakeUps;
    private final Verdict.Judge judge;
    private final Clock clock;

    TicketWork(
            TicketEventLedger ledger,
            SolvedTickets solved,
            UnseenNotes unseen,
            ChangedComments changed,
            WithheldComments withheld,
            WakeUps wakeUps,
            HubSettings settings,
            Clock clock) {
        this.ledger = ledger;
        this.solved = solved;
        this.unseen = unseen;
        this.changed = changed;
        this.withheld = withheld;
        this.wakeUps = wakeUps;
        this.judge = new Verdict.Judge(settings, clock);
        this.clock = clock;
    }

    /**
     * Works on all that is not finished, also on what waits for a reply to end: perhaps it just has.
     *
     * @return when to go on; empty when nothing is left
     */
    Optional<Instant> run(Conversation conversation) {
        List<TicketEventRow> rows = ledger.unfinished(conversation, AT_ONCE);
        Optional<Instant> next = Optional.empty();
        for (TicketEventRow row : rows) {
            boolean paused = row.attempts() > 0 && !row.isDue(clock.instant());
            Optional<Instant> wait = paused ? Optional.of(row.dueAt()) : carry(row);
            next = Stream.concat(next.stream(), wait.stream()).min(Comparator.naturalOrder());
        }
        if (!rows.isEmpty()) {
            wakeUps.wake(new Lane(Lane.Direction.NOTES, conversation));
        }
        return next;
    }

    private Optional<Instant> carry(TicketEventRow row) {
        try {
            switch (row.kind()) {
                case SOLVED, ANSWERED -> solved.judge(row);
                case NOTED -> unseen.judge(row);
                case CHANGED -> changed.judge(row);
                case WITHHELD -> withheld.judge(row);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            Verdict verdict = judge.of(e, row.attempts(), row.strikes());
            if (verdict.again().isEmpty()) {
                LOG.warn(
                        "What happened to {} ticket {} is not answered: {}",
                        row.desk(),
                        row.ticketId(),
                        verdict.reason());
                ledger.settle(row, verdict.reason());
                return Optional.empty();
            }
            Instant again = verdict.again().get();
            if (!again.equals(row.dueAt()) || !verdict.reason().equals(row.reason())) {
                ledger.postpone(row, verdict.reason(), again, verdict.tally());
            }
            return verdict.again();
        }
    }
}
