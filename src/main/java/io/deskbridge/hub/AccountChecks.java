package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks each account now and then whether it works; one that was paused goes on as soon as it does. */
@Component
class AccountChecks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);

    private final Accounts accounts;
    private final AccountHealth health;
    private final HubSettings settings;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2, Threads.named("check"));

    AccountChecks(Accounts accounts, AccountHealth health, HubSettings settings) {
        this.accounts = accounts;
        this.health = health;
        this.settings = settings;
    }

    void start() {
        accounts.channels()
                .forEach(open -> repeat(
                        AccountHealth.channel(open.name()), () -> open.channel().check()));
        accounts.desks()
                .forEach(open -> repeat(
                        AccountHealth.desk(open.name()), () -> open.desk().check()));
    }

    private void repeat(String account, Runnable check) {
        threads.scheduleWithFixedDelay(
                () -> check(account, check), 0, settings.check().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void check(String account, Runnable check) {
        try {
            check.run();
            health.up(account);
        } catch (Failure e) {
            health.failed(account, e);
        } catch (RuntimeException e) {
            LOG.error("The check of {} has a bug", account, e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
