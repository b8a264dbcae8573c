package io.deskbridge.hub;

import io.deskbridge.core.PolledChannel;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Source;
import io.deskbridge.store.Cursors;
import io.deskbridge.store.MessageIntake;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Polls all sources of all accounts: one clockwork and a bounded pool, however many accounts there are. */
@Component
class Poller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    /** Remotes that do not answer hold a thread each for as long as a call may take; the others must not wait for them. */
    private static final int AT_ONCE = 64;

    /** How soon to look what a poll brought that somebody else was making. */
    private static final Duration AT_WORK = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final MessageIntake messages;
    private final DeskIntake comments;
    private final Polling.Tools tools;
    private final CatchUp catchUp;
    private final ScheduledExecutorService clockwork = Executors.newScheduledThreadPool(1, Threads.named("clock"));
    private final ExecutorService pool = Threads.upTo(AT_ONCE, "poll");
    private final List<Polling<?>> pollings = new ArrayList<>();
    private final List<AutoCloseable> listening = new ArrayList<>();

    Poller(
            Accounts accounts,
            MessageIntake messages,
            DeskIntake comments,
            Cursors cursors,
            AccountHealth health,
            Circuits circuits,
            WakeUps wakeUps,
            Leases leases,
            HubSettings settings,
            CatchUp catchUp,
            Clock clock) {
        this.accounts = accounts;
        this.messages = messages;
        this.comments = comments;
        this.catchUp = catchUp;
        this.tools = new Polling.Tools(
                cursors, health, circuits, wakeUps, leases, catchUp, new Retry(settings), settings, clock);
    }

    /** Says which sources there are, so that pushed calls wait until these were read. */
    void prepare() {
        accounts.channels().forEach(open -> {
            if (open.channel() instanceof PolledChannel polled) {
                boolean pushed = open.channel() instanceof PushedChannel;
                polled.sources()
                        .forEach(source -> prepare(new Polling<>(
                                AccountHealth.channel(open.name()),
                                source,
                                messages::take,
                                pushed ? Optional.of(messages::take) : Optional.empty(),
                                tools)));
            }
        });
        accounts.desks().forEach(open -> {
            if (open.desk() instanceof PolledDesk polled) {
                boolean pushed = open.desk() instanceof PushedDesk;
                polled.sources()
                        .forEach(source -> prepare(new Polling<>(
                                AccountHealth.desk(open.name()),
                                source,
                                comments::take,
                                pushed ? Optional.of(comments::take) : Optional.empty(),
                                tools)));
            }
        });
    }

    private void prepare(Polling<?> polling) {
        catchUp.begins(polling.name());
        pollings.add(polling);
    }

    void start() {
        catchUp.reader(source -> pollings.stream()
                .filter(polling -> polling.name().equals(source))
                .forEach(polling -> inPool(() -> catchUpWith(polling))));
        pollings.forEach(this::start);
    }

    /** Beside its usual polls, which may be long in coming, until what was refused has been read. */
    private void catchUpWith(Polling<?> polling) {
        Duration pause = AT_WORK;
        try {
            Duration said = polling.poll();
            pause = said.isZero() ? pause : said;
        } finally { // whatever was thrown, pushed calls wait for it
            if (catchUp.isBehind(polling.name())) {
                later(polling, pause, this::catchUpWith);
            }
        }
    }

    private void start(Polling<?> polling) {
        Source<?> source = polling.source();
        listening.add(source.listen(() -> inPool(() -> polling.poll())));
        inPool(() -> pollForEver(polling));
    }

    private void pollForEver(Polling<?> polling) {
        Duration pause = polling.source().pace();
        try {
            Duration said = polling.poll();
            // zero: somebody else polls at this moment; what he finds is found, so the usual pace is enough
            pause = said.isZero() ? pause : said;
        } finally { // whatever was thrown, the source is polled again
            later(polling, pause, this::pollForEver);
        }
    }

    private void later(Polling<?> polling, Duration pause, Consumer<Polling<?>> work) {
        try {
            clockwork.schedule(
                    () -> inPool(() -> work.accept(polling)), Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is polled no more: the hub stops", polling.name());
        }
    }

    private void inPool(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("Not polled any more: the hub stops");
        }
    }

    /** Begins no more polls. */
    void stop() {
        clockwork.shutdownNow();
        for (AutoCloseable listener : listening) {
            try {
                listener.close();
            } catch (Exception e) {
                LOG.warn("A listener did not close cleanly: {}", e.getMessage());
            }
        }
        listening.clear();
        pool.shutdown();
    }

    /** Ends also what still waits for a remote; what was stored by then is stored, the rest is read again. */
    @Override
    public void close() throws InterruptedException {
        stop();
        if (!pool.awaitTermination(2, TimeUnit.SECONDS)) {
            pool.shutdownNow();
        }
    }
}
