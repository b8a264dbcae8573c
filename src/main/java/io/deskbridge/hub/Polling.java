package io.deskbridge.hub;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Source;
import io.deskbridge.store.Cursors;
import io.deskbridge.store.Intake;
import io.deskbridge.store.TakenOver;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Polls one source of one account, never twice at once: read from the cursor, store, move the cursor, wake, wait. */
final class Polling<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

    /** How soon to look again whether an account that another process polls has become ours. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(1);

    /** How soon to read again what a ledger that does not store could not take. */
    private static final Duration LEDGER = Duration.ofSeconds(5);

    private final String account;
    private final Source<T> source;
    private final Cursors.Place place;
    private final BiFunction<Cursors.Place, Batch<T>, Intake> taking;
    private final Circuit circuit;
    private final Optional<Function<List<T>, Intake>> missed;
    private final Tools tools;
    private boolean running;
    private boolean again;
    private int failures;
    /** The source has more to give than was read so far; not so when it cannot be read here and now. */
    private boolean more;

    /** What all pollings share. */
    record Tools(
            Cursors cursors,
            AccountHealth health,
            Circuits circuits,
            WakeUps wakeUps,
            Leases leases,
            CatchUp catchUp,
            Retry retry,
            HubSettings settings,
            Clock clock) {}

    /**
     * @param taking stores a batch and moves the cursor in one commit
     * @param missed of an account that pushes calls to this process as well: stores what was read where another process
     *     moves the cursor
     */
    Polling(
            String account,
            Source<T> source,
            BiFunction<Cursors.Place, Batch<T>, Intake> taking,
            Optional<Function<List<T>, Intake>> missed,
            Tools tools) {
        this.account = account;
        this.source = source;
        this.place = new Cursors.Place(account, source.name());
        this.taking = taking;
        this.circuit = tools.circuits().of(account);
        this.missed = missed;
        this.tools = tools;
    }

    Source<T> source() {
        return source;
    }

    String name() {
        return account + "/" + source.name();
    }

    /** Networks count each endpoint by itself, so a limit on one source says nothing of another. */
    private String call() {
        return "poll " + source.name();
    }

    /**
     * Polls once, and once more when somebody asked for it meanwhile.
     *
     * @return how long to wait until the next time; {@link Duration#ZERO} when somebody else polls at this moment
     */
    Duration poll() {
        synchronized (this) {
            if (running) {
                again = true;
                return Duration.ZERO;
            }
            running = true;
        }
        Duration pause = source.pace();
        boolean once = true;
        while (once) {
            boolean broken = true; // by an error that nobody catches; the next poll must not find this one running
            try {
                pause = pollOnce();
                broken = false;
            } finally {
                synchronized (this) {
                    once = again && !broken;
                    again = false;
                    running = once;
                }
            }
        }
        return pause;
    }

    private Duration pollOnce() {
        long begun = tools.catchUp().moment();
        Optional<Leases.Work> allowed = tools.leases().onAccount(account);
        more = false;
        Duration pause;
        try {
            if (allowed.isEmpty()) {
                if (tools.catchUp().isBehind(name())) {
                    missed.ifPresent(this::readMissed);
                }
                pause = more ? LEDGER : ELSEWHERE;
            } else {
                try (Leases.Work work = allowed.get()) {
                    pause = work.fence().during(this::pollAllowed);
                }
            }
        } finally {
            if (!more) {
                tools.catchUp().read(name(), begun);
            }
        }
        // a call was refused while it was read
        return !more && tools.catchUp().isBehind(name()) ? ELSEWHERE : pause;
    }

    /**
     * After a start or a call that was not taken, and beside whoever polls the account: calls were pushed to this process
     * in vain, and it may be long until the other one's next poll, or the other one is dead and its lease runs on. What is
     * pushed now must not overtake that. What both read is stored once.
     */
    private void readMissed(Function<List<T>, Intake> storing) {
        if (tools.health().isPaused(account) || circuit.limitedUntil(call()).isPresent()) {
            return;
        }
        try {
            Cursor since = tools.cursors().get(place);
            Batch<T> batch;
            do {
                batch = source.poll(since);
                if (!batch.items().isEmpty()) {
                    storing.apply(batch.items()).lanes().forEach(tools.wakeUps()::wake);
                }
                since = batch.next();
            } while (batch.more());
        } catch (Failure.RateLimited e) {
            circuit.limited(call(), e);
            notRead(e);
        } catch (Failure e) {
            notRead(e);
        } catch (DataAccessException e) {
            notRead(e);
            more = true;
        }
    }

    private void notRead(RuntimeException e) {
        LOG.warn("{}: what was missed could not be read now ({}); the next poll brings it", name(), e.getMessage());
    }

    private Duration pollAllowed() {
        if (tools.health().isPaused(account)) {
            return tools.settings().check();
        }
        Optional<Instant> limited = circuit.limitedUntil(call());
        if (limited.isPresent()) { // met by this source or, when it is the account's, by any other call
            return untilThen(limited.get());
        }
        try {
            Cursor since = tools.cursors().get(place);
            Batch<T> batch = source.poll(since);
            if (!batch.items().isEmpty()
                    || !batch.news().isEmpty()
                    || !batch.next().equals(since)) {
                Intake intake = taking.apply(place, batch);
                intake.lanes().forEach(tools.wakeUps()::wake);
                LOG.debug("{}: {} new, {} known", name(), intake.taken(), intake.repeated());
            }
            failures = 0;
            tools.health().sourceWorks(account, source.name());
            more = batch.more();
            return more ? Duration.ofMillis(1) : source.pace();
        } catch (Failure.RateLimited e) {
            circuit.limited(call(), e);
            LOG.info("{} waits until {}: {}", name(), e.until(), e.getMessage());
            Duration until = untilThen(e.until());
            return until.compareTo(source.pace()) > 0 ? until : source.pace();
        } catch (Failure.Unauthorized e) {
            tools.health().failed(account, e);
            return longer();
        } catch (Failure e) {
            tools.health().sourceFailed(account, source.name(), String.valueOf(e.getMessage()));
            return longer();
        } catch (TakenOver e) {
            LOG.warn("{}: {}", name(), e.getMessage());
            return ELSEWHERE;
        } catch (DataAccessException e) {
            LOG.error("{}: what was read could not be stored and will be read again", name(), e);
            more = true;
            Duration pause = longer();
            // the ledger is ours, and as soon as it is back pushed calls wait for this
            return tools.catchUp().isBehind(name()) && pause.compareTo(LEDGER) > 0 ? LEDGER : pause;
        } catch (RuntimeException e) {
            LOG.error("{}: the poll has a bug; it is tried again", name(), e);
            tools.health().sourceFailed(account, source.name(), "a bug: " + e);
            return longer();
        }
    }

    /** Until that time, or until it is looked again whether it has come: clocks are set, and limits end early. */
    private Duration untilThen(Instant time) {
        Duration until = Duration.between(tools.clock().instant(), time);
        Duration look = tools.settings().check();
        return until.compareTo(look) < 0 ? until : look;
    }

    private Duration longer() {
        Instant now = tools.clock().instant();
        Duration pause = Duration.between(now, tools.retry().after(failures++, now));
        return pause.compareTo(source.pace()) > 0 ? pause : source.pace();
    }
}
