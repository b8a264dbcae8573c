package io.deskbridge.desk.zendesk;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import java.util.List;
import org.springframework.stereotype.Component;

/** Zendesk Support. */
@Component
class ZendeskDeskType implements DeskType<ZendeskSettings> {
    private final GuardedFetch downloads;
    private final HttpLimits limits;

    ZendeskDeskType(GuardedFetch downloads, HttpLimits limits) {
        this.downloads = downloads;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "zendesk";
    }

    @Override
    public Class<ZendeskSettings> settings() {
        return ZendeskSettings.class;
    }

    @Override
    public List<RouteOption> options() {
        return TicketFields.OPTIONS;
    }

    @Override
    public Desk open(ZendeskSettings settings, AccountContext context) {
        return settings.webhookSecret().isEmpty()
                ? new ZendeskDesk(settings, context, downloads, limits.settle())
                : new PushedZendeskDesk(settings, context, downloads, limits.settle());
    }
}
