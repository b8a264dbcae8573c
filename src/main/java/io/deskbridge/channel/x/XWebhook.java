package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * X's webhook (docs.x.com/x-api/webhooks): a GET is the handshake by which X makes sure, now and then, that we know the
 * app's consumer secret; one wrong answer switches the webhook off. A POST is signed with the same secret.
 */
final class XWebhook {
    private static final Logger LOG = LoggerFactory.getLogger(XWebhook.class);
    private static final String PREFIX = "sha256=";
    /**
     * Anybody may ask for the handshake, and its answer is a signature that a POST of the same bytes would carry. So
     * nothing is signed that could be an event: a JSON object or array has a bracket, and none is in here. The few JSON
     * texts that fit, such as {@code 12} or {@code true}, mean nothing as an event.
     */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_+/=-]{1,128}");

    private final @Nullable Secret secret;
    private final Supplier<XSelf> self;
    private final Clock clock;

    XWebhook(@Nullable Secret secret, Supplier<XSelf> self, Clock clock) {
        this.secret = secret;
        this.self = self;
        this.clock = clock;
    }

    Receipt<Message> receive(WebhookCall call) {
        if (secret == null) {
            return Receipt.answer(WebhookAnswer.FORBIDDEN);
        }
        if (call.method().equals("GET")) {
            return Receipt.answer(handshake(secret, call));
        }
        String expected = PREFIX + Signatures.hmacSha256Base64(secret, call.body());
        if (!Signatures.same(
                expected, call.header("x-twitter-webhooks-signature").orElse(""))) {
            return Receipt.answer(WebhookAnswer.FORBIDDEN);
        }
        Optional<JsonNode> body = Json.tryRead(call.body());
        if (body.isEmpty()) {
            // a refusal would make X send it again and again
            LOG.warn("X pushed {} signed bytes that are no JSON; polling brings what they meant", call.body().length);
            return Receipt.answer(WebhookAnswer.OK);
        }
        return Receipt.of(new XEvents(self.get(), clock.instant()).messages(body.get()));
    }

    private static WebhookAnswer handshake(Secret secret, WebhookCall call) {
        return call.parameter("crc_token")
                .filter(token -> CHALLENGE.matcher(token).matches())
                .map(token -> PREFIX + Signatures.hmacSha256Base64(secret, token.getBytes(StandardCharsets.UTF_8)))
                .map(response -> WebhookAnswer.json(
                        new String(Json.bytes(Map.of("response_token", response)), StandardCharsets.UTF_8)))
                .orElse(WebhookAnswer.FORBIDDEN);
    }
}
