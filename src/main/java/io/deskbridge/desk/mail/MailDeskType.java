package io.deskbridge.desk.mail;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import io.deskbridge.http.HttpLimits;
import java.util.List;
import org.springframework.stereotype.Component;

/** Any team or desk that lives in a mailbox. */
@Component
final class MailDeskType implements DeskType<MailSettings> {
    private final HttpLimits limits;

    MailDeskType(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public Class<MailSettings> settings() {
        return MailSettings.class;
    }

    @Override
    public List<RouteOption> options() {
        return MailOptions.ALL;
    }

    @Override
    public Desk open(MailSettings settings, AccountContext context) {
        return new MailDesk(settings, limits, context);
    }
}
