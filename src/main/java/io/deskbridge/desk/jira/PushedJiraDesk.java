package io.deskbridge.desk.jira;

import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A Jira site whose webhook tells of changes. A call is only a wake-up: calls may come twice, late and out of order, and
 * what they claim to be public is not trusted, so the issue's comments are read by the API.
 */
final class PushedJiraDesk extends JiraDesk implements PushedDesk {
    /** Jira gives a call up after a few tries within minutes; what is older comes by polling. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final Secret secret;
    private final Clock clock;

    PushedJiraDesk(JiraSettings settings, AccountContext context, GuardedFetch downloads, Duration settle) {
        super(settings, context, downloads, settle);
        this.secret = settings.webhookSecret();
        this.clock = context.clock();
    }

    @Override
    public Receipt<Comment> receive(WebhookCall call) {
        if (!isSigned(call)) {
            return Receipt.answer(WebhookAnswer.FORBIDDEN);
        }
        return Json.tryRead(call.body())
                .filter(threads::mayTellOfAnswer)
                .flatMap(JiraMessages::issueOfCall)
                .map(this::recently)
                // some other event that the webhook was subscribed to
                .orElseGet(() -> Receipt.of(List.of()));
    }

    /** {@code sha256=} and the HMAC over the raw body as hexadecimal digits. */
    private boolean isSigned(WebhookCall call) {
        String given = call.header("X-Hub-Signature").orElse("");
        String expected = "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(secret, call.body()));
        return Signatures.same(expected, given);
    }

    private Receipt<Comment> recently(String id) {
        try {
            Optional<Wire.Issue> issue =
                    Optional.of(api.issue(id)).filter(one -> one.filed().isPresent());
            if (issue.isEmpty()) {
                return Receipt.of(List.of());
            }
            Threads.Read read = threads.since(
                    issue.get(), named(issue.get()), clock.instant().minus(RECENT), List.of());
            return Receipt.of(read.published(), read.news());
        } catch (Failure.Rejected gone) {
            return Receipt.of(List.of());
        }
    }
}
