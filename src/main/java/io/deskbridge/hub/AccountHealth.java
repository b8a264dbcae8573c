package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is known of each account's health, from checks and from the work itself. */
@Component
public class AccountHealth {
    private static final Logger LOG = LoggerFactory.getLogger(AccountHealth.class);

    private final Clock clock;
    private final Map<String, AccountState> states = new ConcurrentHashMap<>();

    public AccountHealth(Clock clock) {
        this.clock = clock;
    }

    static String channel(String name) {
        return "channel:" + name;
    }

    static String desk(String name) {
        return "desk:" + name;
    }

    /** All accounts by {@code channel:<name>} and {@code desk:<name>}. */
    public Map<String, AccountState> all() {
        return new TreeMap<>(states);
    }

    boolean isPaused(String account) {
        AccountState state = states.get(account);
        return state != null && state.health() == AccountState.Health.PAUSED;
    }

    void up(String account) {
        set(account, AccountState.Health.UP, "");
    }

    /**
     * A call to the account failed. A limit is no illness, and what was said of one message tells nothing either;
     * and a paused account stays so until it works: that it cannot be reached for a while gives it no new token.
     */
    void failed(String account, Failure failure) {
        if (failure instanceof Failure.Unauthorized) {
            set(account, AccountState.Health.PAUSED, String.valueOf(failure.getMessage()));
        } else if (!isPaused(account)
                && (failure instanceof Failure.Unavailable || failure instanceof Failure.Unreadable)) {
            set(account, AccountState.Health.DOWN, String.valueOf(failure.getMessage()));
        }
    }

    private void set(String account, AccountState.Health health, String detail) {
        AccountState before = states.get(account);
        if (before != null && before.health() == health) {
            states.put(account, new AccountState(health, detail, before.since()));
            return;
        }
        states.put(account, new AccountState(health, detail, clock.instant()));
        if (health == AccountState.Health.UP) {
            LOG.info("{} is up", account);
        } else {
            LOG.warn("{} is {}: {}", account, health, detail);
        }
    }
}
