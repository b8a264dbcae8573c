package io.deskbridge.hub;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Starts the hub's parts in the order in which each needs the other. */
@Component
public class HubStart {
    private final Accounts accounts;
    private final AccountChecks checks;
    private final Poller poller;
    private final Sweep sweep;
    private final AtomicBoolean open = new AtomicBoolean();

    HubStart(Accounts accounts, AccountChecks checks, Poller poller, Sweep sweep) {
        this.accounts = accounts;
        this.checks = checks;
        this.poller = poller;
        this.sweep = sweep;
    }

    /**
     * Opens the configured accounts; routes can be built once this is done.
     *
     * @throws ConfigurationMistakes with all mistakes at once
     */
    public void openAccounts() {
        accounts.open();
        open.set(true);
    }

    /** Begins to take in and to work; routes must stand. */
    public void begin() {
        checks.start();
        sweep.start();
        poller.start();
    }

    /** Whether calls from outside can be taken in. */
    public boolean isOpen() {
        return open.get();
    }
}
