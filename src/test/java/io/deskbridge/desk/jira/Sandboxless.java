package io.deskbridge.desk.jira;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Http;
import io.deskbridge.http.GuardedFetch;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** A desk whose Jira is a few answers. */
record Sandboxless(Http http) {
    JiraDesk desk() {
        var context = new AccountContext("jira", http, new MemoryTokens(), Clock.systemUTC());
        var downloads = new GuardedFetch(SandboxServer.LIMITS, Set.of());
        return new JiraDesk(SettingsTest.valid(), context, downloads, Duration.ofSeconds(1));
    }
}
