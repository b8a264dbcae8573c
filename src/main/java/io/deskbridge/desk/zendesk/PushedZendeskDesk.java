package io.deskbridge.desk.zendesk;

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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A Zendesk account whose webhook tells of changes. A call is only a wake-up: calls may come twice, late and out of
 * order, and what they claim to be public is not trusted, so the ticket's comments are read by the API.
 */
final class PushedZendeskDesk extends ZendeskDesk implements PushedDesk {
    /** Zendesk gives a call up after a few tries within minutes; what is older comes by polling. */
    private static final Duration RECENT = Duration.ofHours(1);

    private final Secret secret;
    private final Clock clock;

    PushedZendeskDesk(ZendeskSettings settings, AccountContext context, GuardedFetch downloads, Duration settle) {
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
                .flatMap(ZendeskMessages::ticketOfCall)
                .map(this::recently)
                // some other event that the webhook was subscribed to
                .orElseGet(() -> Receipt.of(List.of()));
    }

    /**
     * The signature is made over the timestamp and the raw body. An old timestamp is no reason to refuse: a repeated call
     * only makes the hub look again.
     */
    private boolean isSigned(WebhookCall call) {
        String timestamp = call.header("X-Zendesk-Webhook-Signature-Timestamp").orElse("");
        String given = call.header("X-Zendesk-Webhook-Signature").orElse("");
        String expected = Signatures.hmacSha256Base64(secret, timestamp.getBytes(StandardCharsets.UTF_8), call.body());
        return !timestamp.isEmpty() && Signatures.same(expected, given);
    }

    private Receipt<Comment> recently(String id) {
        try {
            Wire.Ticket ticket = api.ticket(id);
            if (ticket.isGone()
                    || ticket.externalId()
                            .filter(key -> key.startsWith(Filing.PREFIX))
                            .isEmpty()) {
                return Receipt.of(List.of());
            }
            Threads.Read read = threads.since(id, clock.instant().minus(RECENT));
            return Receipt.of(threads.published(named(id), read), threads.news(named(id), ticket, read));
        } catch (Failure.Rejected gone) {
            return Receipt.of(List.of());
        }
    }
}
