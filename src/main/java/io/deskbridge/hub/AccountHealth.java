package io.deskbridge.hub;

import io.deskbridge.core.Failure;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What is known of each account's health, from checks and from the work itself. */
@Component
public class AccountHealth {
    private static final Logger LOG = LoggerFactory.getLogger(AccountHealth.class);

    private final Clock clock;
    private volatile Supplier<Map<String, Circuit.State>> circuits = Map::of;
    private final Map<String, AccountState> states = new ConcurrentHashMap<>();
    private final Map<SourceName, AccountState> sources = new ConcurrentHashMap<>();

    public AccountHealth(Clock clock) {
        this.clock = clock;
    }

    /** The accounts that are left alone at a moment are asked for here. */
    void watch(Supplier<Map<String, Circuit.State>> states) {
        circuits = states;
    }

    static String channel(String name) {
        return "channel:" + name;
    }

    static String desk(String name) {
        return "desk:" + name;
    }

    /**
     * All accounts by {@code channel:<name>} and {@code desk:<name>}. An account that works but for one of its sources is
     * DOWN, and the detail names the source; one that wants us to wait is UP, and the detail says until when.
     */
    public Map<String, AccountState> all() {
        var all = new TreeMap<String, AccountState>(states);
        sources.forEach((source, problem) -> {
            String account = source.account();
            AccountState state = all.get(account);
            if (state == null || state.health() == AccountState.Health.UP) {
                all.put(account, new AccountState(AccountState.Health.DOWN, problem.detail(), problem.since()));
            }
        });
        circuits.get().forEach((account, circuit) -> all.compute(account, (name, state) -> with(circuit, state)));
        return all;
    }

    private static AccountState with(Circuit.State circuit, @Nullable AccountState state) {
        if (state != null && state.health() == AccountState.Health.PAUSED) {
            return state;
        }
        if (circuit.broken()) {
            return new AccountState(AccountState.Health.DOWN, circuit.detail(), circuit.since());
        }
        return state != null && state.health() == AccountState.Health.DOWN
                ? state
                : new AccountState(AccountState.Health.UP, circuit.detail(), circuit.since());
    }

    /** A source was read. */
    void sourceWorks(String account, String source) {
        if (!states.containsKey(account)) {
            up(account);
        }
        if (sources.remove(new SourceName(account, source)) != null) {
            LOG.info("{}: {} is read again", account, source);
        }
    }

    /** A source could not be read, for a reason that is not the whole account's. */
    void sourceFailed(String account, String source, String detail) {
        var problem = new AccountState(AccountState.Health.DOWN, source + ": " + detail, clock.instant());
        if (sources.putIfAbsent(new SourceName(account, source), problem) == null) {
            LOG.warn("{}: {} cannot be read: {}", account, source, detail);
        }
    }

    private record SourceName(String account, String source) {}

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
