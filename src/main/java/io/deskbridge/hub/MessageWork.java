package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.store.Lane;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.Tally;
import io.deskbridge.store.Unfinished;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes a conversation's unfinished messages through their routes, in order; the first that must wait stops the rest. */
@Component
class MessageWork {
    private static final Logger LOG = LoggerFactory.getLogger(MessageWork.class);
    private static final int AT_ONCE = 200;
    private static final int MOST_IN_ONE_WRITE = 25;

    private final MessageLedger ledger;
    private final Routing routing;
    private final DeskDelivery delivery;
    private final WrittenThere writtenThere;
    private final WriteBudget budget;
    private final WakeUps wakeUps;
    private final Verdict.Judge judge;
    private final Clock clock;
    private final Ticker ticker;

    MessageWork(
            MessageLedger ledger,
            Routing routing,
            DeskDelivery delivery,
            WrittenThere writtenThere,
            WriteBudget budget,
            WakeUps wakeUps,
            HubSettings settings,
            Clock clock,
            Ticker ticker) {
        this.ledger = ledger;
        this.routing = routing;
        this.delivery = delivery;
        this.writtenThere = writtenThere;
        this.budget = budget;
        this.wakeUps = wakeUps;
        this.judge = new Verdict.Judge(settings, clock);
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Works until nothing is left or something must wait. */
    RunEnd run(Conversation conversation) {
        long version = routing.version();
        Unfinished unfinished = ledger.begin(conversation, AT_ONCE);
        boolean together = unfinished.rows().size() > 1 && !unfinished.isFirst() && budget.isScarce(conversation);
        var progress =
                new Progress(together ? List.of() : unfinished.rows(), unfinished.isFirst(), delivery::release, ticker);
        Optional<Instant> wait;
        try {
            wait = run(unfinished.rows(), together, progress, version);
        } catch (RuntimeException | Error e) {
            try {
                end(conversation, unfinished, progress, false);
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
        Optional<Instant> next = wait.isPresent() || unfinished.isAll() ? wait : Optional.of(clock.instant());
        Supplier<Optional<Instant>> end = () -> {
            end(conversation, unfinished, progress, wait.isEmpty());
            return next;
        };
        return progress.holdsUnused() ? RunEnd.now(end.get()) : new RunEnd(progress.stored(), end);
    }

    /**
     * @param done whether nothing has to wait
     */
    private void end(Conversation conversation, Unfinished unfinished, Progress progress, boolean done) {
        try (unfinished) {
            boolean stored = false;
            try (progress) {
                progress.await();
                stored = done;
            } finally {
                delivery.ended(conversation, progress, stored);
                if (!progress.wishes().isEmpty()) {
                    wakeUps.wake(new Lane(Lane.Direction.ACKNOWLEDGEMENTS, conversation));
                }
            }
            if (done) {
                unfinished.done();
            }
        }
    }

    /** Another process took something in for the conversation, or may have: the next run reads. */
    void othersTookIn(Conversation conversation) {
        ledger.othersTookIn(conversation);
    }

    private Optional<Instant> run(List<MessageRow> rows, boolean together, Progress progress, long version) {
        var waiting = new ArrayList<MessageRun>();
        for (MessageRow row : rows) {
            if (!row.isDue(clock.instant())) {
                return earlier(writeAll(waiting, progress), row.dueAt());
            }
            if (writtenThere.concerns(row)) {
                Optional<Instant> wait = writeAll(waiting, progress); // perhaps they open the ticket
                waiting.clear();
                if (wait.isPresent()) {
                    return wait;
                }
                progress.await(); // it is told in the tickets that the ledger knows
                writtenThere.tell(row);
                continue;
            }
            var run = new MessageRun(row, delivery, together, progress);
            Optional<Instant> wait = carry(run, version, progress);
            if (wait.isPresent()) {
                return earlier(writeAll(waiting, progress), wait.get());
            }
            if (run.isHeldBack()) {
                waiting.add(run);
            }
        }
        return writeAll(waiting, progress);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Instant other) {
        return one.filter(time -> time.isBefore(other)).or(() -> Optional.of(other));
    }

    /** Takes one message through its route; the time to go on at when it must wait. */
    private Optional<Instant> carry(MessageRun run, long version, Progress progress) {
        MessageRow row = run.row();
        Optional<Routing.Carrier<MessageRun>> route = routing.forMessage(row.message());
        if (routing.version() != version) {
            return Optional.of(clock.instant());
        }
        if (route.isEmpty()) {
            ledger.park(
                    row,
                    "unrouted: no route takes a " + row.message().kind().name().toLowerCase(Locale.ROOT) + " from "
                            + row.conversation().channel());
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
            if (run.written()) {
                LOG.warn("Route {} failed after message {} was written: {}", run.route(), row.seq(), e.getMessage());
                return Optional.empty();
            }
            run.takeBack();
            return failed(List.of(row), run.failure().orElse(e), run.route());
        }
        if (run.failure().isPresent()) { // the route swallowed it
            return failed(List.of(row), run.failure().get(), run.route());
        }
        return run.destination().isEmpty() ? dismiss(run, progress) : Optional.empty();
    }

    /** What an earlier attempt under other routes perhaps wrote is looked for first: then it stands in a ticket. */
    private Optional<Instant> dismiss(MessageRun run, Progress progress) {
        MessageRow row = run.row();
        progress.forgetWish(row);
        try {
            if (!delivery.isWritten(row, run.route(), progress)) {
                ledger.end(row, MessageState.DISMISSED, run.dismissal(), Optional.of(run.route()));
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return failed(List.of(row), e, run.route());
        }
    }

    /** Writes what was held back to be written together; neighbours with the same destination make one write. */
    private Optional<Instant> writeAll(List<MessageRun> runs, Progress progress) {
        int from = 0;
        while (from < runs.size()) {
            MessageRun first = runs.get(from);
            int to = from + 1;
            while (to < runs.size()
                    && to - from < MOST_IN_ONE_WRITE
                    && runs.get(to).destination().equals(first.destination())
                    && runs.get(to).row().triedAt().isEmpty()
                    && first.row().triedAt().isEmpty()) {
                to++;
            }
            Optional<Instant> wait = write(runs.subList(from, to), progress);
            if (wait.isPresent()) {
                return wait;
            }
            from = to;
        }
        return Optional.empty();
    }

    private Optional<Instant> write(List<MessageRun> group, Progress progress) {
        MessageRun first = group.get(0);
        List<MessageRow> rows = group.stream().map(MessageRun::row).toList();
        try {
            delivery.write(rows, first.destination().orElseThrow(), first.route(), progress);
            return Optional.empty();
        } catch (Failure.Rejected e) {
            if (rows.size() == 1) {
                return failed(rows, e, first.route());
            }
            ledger.postpone(first.row(), "refused together with others; tried alone", clock.instant(), Tally.NOTHING);
            for (MessageRun run : group) { // perhaps only one of them is what the desk will not take
                Optional<Instant> wait = write(List.of(run), progress);
                if (wait.isPresent()) {
                    return wait;
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            Optional<Instant> wait = failed(rows, e, first.route());
            // the first one is given up and the others were not written: they come before all that follows them
            return wait.isPresent() || rows.size() == 1 ? wait : Optional.of(clock.instant());
        }
    }

    private Optional<Instant> failed(List<MessageRow> rows, Exception thrown, String route) {
        MessageRow row = rows.get(0);
        Throwable cause = Causes.relevant(thrown);
        Verdict verdict = judge.of(cause, row.attempts(), row.strikes());
        if (verdict.again().isEmpty()) {
            LOG.warn("Message {} (row {}) is a dead letter: {}", row.message().id(), row.seq(), verdict.reason());
            ledger.end(row, MessageState.DEAD, verdict.reason(), Optional.of(route));
            return Optional.empty();
        }
        ledger.postpone(row, verdict.reason(), verdict.again().get(), verdict.tally());
        LOG.info(
                "Message {} (row {}) waits until {}: {}",
                row.message().id(),
                row.seq(),
                verdict.again().get(),
                verdict.reason());
        return verdict.again();
    }
}
