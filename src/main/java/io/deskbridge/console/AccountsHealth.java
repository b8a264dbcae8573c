package io.deskbridge.console;

import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** One kind of accounts: down when any of them is, with each one's name and reason. */
final class AccountsHealth implements HealthIndicator {
    private final String kind;
    private final AccountHealth states;
    private final Supplier<List<String>> names;

    /**
     * @param kind {@code channel} or {@code desk}
     * @param names of the configured accounts
     */
    AccountsHealth(String kind, AccountHealth states, Supplier<List<String>> names) {
        this.kind = kind;
        this.states = states;
        this.names = names;
    }

    @Override
    public Health health() {
        var health = Health.up();
        var all = states.all();
        for (String name : names.get()) {
            @Nullable AccountState state = all.get(kind + ":" + name);
            var detail = new LinkedHashMap<String, Object>();
            detail.put(
                    "status",
                    state == null
                            ? AccountState.Health.UNKNOWN.name()
                            : state.health().name());
            if (state != null) {
                if (!state.detail().isEmpty()) {
                    detail.put("detail", state.detail());
                }
                detail.put("since", state.since().toString());
                if (state.health() == AccountState.Health.DOWN || state.health() == AccountState.Health.PAUSED) {
                    health.down();
                }
            }
            health.withDetail(name, detail);
        }
        return health.build();
    }
}
