package io.deskbridge.desk.jira;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.HttpLimits;
import java.util.List;
import org.springframework.stereotype.Component;

/** Jira Cloud, with or without Jira Service Management. */
@Component
class JiraDeskType implements DeskType<JiraSettings> {
    private final GuardedFetch downloads;
    private final HttpLimits limits;

    JiraDeskType(GuardedFetch downloads, HttpLimits limits) {
        this.downloads = downloads;
        this.limits = limits;
    }

    @Override
    public String name() {
        return "jira";
    }

    @Override
    public Class<JiraSettings> settings() {
        return JiraSettings.class;
    }

    @Override
    public List<RouteOption> options() {
        return IssueFields.OPTIONS;
    }

    @Override
    public Desk open(JiraSettings settings, AccountContext context) {
        return settings.webhookSecret().isEmpty()
                ? new JiraDesk(settings, context, downloads, limits.settle())
                : new PushedJiraDesk(settings, context, downloads, limits.settle());
    }
}
