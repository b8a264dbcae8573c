package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks each account now and then whether it works; one that was paused goes on as soon as it does. */
@Component
class AccountChecks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);
    /** Accounts that do not answer hold a thread each for as long as a call may take; the others must not wait for them. */
    private static final int AT_ONCE = 64;

    private final Accounts accounts;
    private final AccountHealth health;
    private final Circuits circuits;
    private final HubSettings settings;
    private final ScheduledExecutorService clockwork =
            Executors.newScheduledThreadPool(1, Threads.named("check-clock"));
    private final ExecutorService pool = Threads.upTo(AT_ONCE, "check");

    AccountChecks(Accounts accounts, AccountHealth health, Circuits circuits, HubSettings settings) {
        this.accounts = accounts;
        this.health = health;
        this.circuits = circuits;
        this.settings = settings;
    }

    void start() {
        accounts.channels()
                .forEach(open -> start(
                        AccountHealth.channel(open.name()), () -> open.channel().check()));
        accounts.desks()
                .forEach(open ->
                        start(AccountHealth.desk(open.name()), () -> open.desk().check()));
    }

    private void start(String account, Runnable check) {
        circuits.of(account); // so that its metric is there before its first call
        repeat(account, check);
    }

    private void repeat(String account, Runnable check) {
        try {
            pool.execute(() -> {
                try {
                    check(account, check);
                } finally { // whatever was thrown, the account is asked again
                    later(account, check);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is checked no more: the hub stops", account);
        }
    }

    private void later(String account, Runnable check) {
        try {
            clockwork.schedule(() -> repeat(account, check), settings.check().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is checked no more: the hub stops", account);
        }
    }

    private void check(String account, Runnable check) {
        try {
            check.run();
            health.up(account);
        } catch (Failure e) {
            health.failed(account, e);
        } catch (RuntimeException e) {
            if (pool.isShutdown()) {
                LOG.debug("The check of {} was broken off: the hub stops", account, e);
            } else {
                LOG.error("The check of {} has a bug", account, e);
            }
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
        pool.shutdownNow();
    }
}
