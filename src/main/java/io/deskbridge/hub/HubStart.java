package io.deskbridge.hub;

import io.deskbridge.http.PooledHttp;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Starts the hub's parts in the order in which each needs the other. */
@Component
public class HubStart {
    private final Accounts accounts;
    private final AccountChecks checks;
    private final Poller poller;
    private final Sweep sweep;
    private final EndedLinks links;
    private final LaneRunner lanes;
    private final Leases leases;
    private final PooledHttp http;
    private final Beginning beginning;
    private final AtomicBoolean open = new AtomicBoolean();

    HubStart(
            Accounts accounts,
            AccountChecks checks,
            Poller poller,
            Sweep sweep,
            EndedLinks links,
            LaneRunner lanes,
            Leases leases,
            PooledHttp http,
            Beginning beginning) {
        this.accounts = accounts;
        this.checks = checks;
        this.poller = poller;
        this.sweep = sweep;
        this.links = links;
        this.lanes = lanes;
        this.leases = leases;
        this.http = http;
        this.beginning = beginning;
    }

    /**
     * Opens the configured accounts; routes can be built once this is done.
     *
     * @throws ConfigurationMistakes with all mistakes at once
     */
    public void openAccounts() {
        accounts.open();
        poller.prepare();
        open.set(true);
    }

    /** Begins to take in and to work; routes must stand. */
    public void begin() {
        checks.start();
        beginning.end();
        leases.start(accounts.polled(), sweep::soon);
        sweep.start();
        links.start();
        poller.start();
    }

    /** What was set aside is free again: looks for it now. */
    public void lookAgain() {
        if (beginning.isOver()) {
            sweep.soon();
        }
    }

    /** Lets what is at work come to its end while the routes still stand; Camel would stop them under it. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void end(ContextClosedEvent closing) throws InterruptedException {
        sweep.close();
        links.close();
        checks.close();
        poller.stop();
        lanes.close(); // waits for what is at work, and as long may a poll take
        poller.close();
        http.breakOff(); // what a remote holds for longer than that is looked up after the next start
        leases.close();
    }

    /** Whether calls from outside can be taken in. */
    public boolean isOpen() {
        return open.get();
    }
}
