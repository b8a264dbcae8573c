package io.deskbridge.desk.custom;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import io.deskbridge.http.GuardedFetch;
import java.util.List;
import org.springframework.stereotype.Component;

/** Opens custom desks. */
@Component
final class CustomDeskType implements DeskType<CustomSettings> {
    private final GuardedFetch fetch;

    CustomDeskType(GuardedFetch fetch) {
        this.fetch = fetch;
    }

    @Override
    public String name() {
        return "custom";
    }

    @Override
    public Class<CustomSettings> settings() {
        return CustomSettings.class;
    }

    @Override
    public List<RouteOption> options() {
        return CustomOptions.ALL;
    }

    @Override
    public Desk open(CustomSettings settings, AccountContext context) {
        return new CustomDesk(settings, context.name(), fetch);
    }
}
