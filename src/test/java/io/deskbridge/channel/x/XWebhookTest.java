package io.deskbridge.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.PushedChannelContractTest;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Failure;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XWebhookTest extends PushedChannelContractTest {
    private static final Secret SECRET = Secret.of("consumer");

    @Override
    protected PushedChannel openWith(Secret secret) {
        return open(secret);
    }

    private static PushedChannel open(@Nullable Secret secret) {
        var settings = new XFixture.Settings();
        settings.userId = "9000";
        settings.consumer = secret;
        var context = new AccountContext(
                "acme-x",
                call -> {
                    throw new Failure.Unavailable("no network in this test");
                },
                new MemoryTokens(),
                new SettableClock(Instant.parse("2026-08-01T00:00:00Z")));
        return new XChannel(settings.make(), context, XFixture.FETCH, Duration.ZERO);
    }

    @Override
    protected byte[] body() {
        return """
                {"data": {"event_uuid": "1", "filter": {"user_id": "9000"}, "event_type": "post.mention.create",
                 "payload": {"id": "2080765813578191303", "text": "hey @acme", "author_id": "77",
                 "conversation_id": "2080765813578191303", "created_at": "2026-07-24T21:23:23.000Z"}}} """
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Map<String, String> sign(Secret secret, byte[] body) {
        return Map.of("X-Twitter-Webhooks-Signature", "sha256=" + Signatures.hmacSha256Base64(secret, body));
    }

    @Test
    void the_handshake_is_answered_with_the_signed_challenge() {
        var receipt = open(SECRET).receive(new WebhookCall("GET", Map.of("crc_token", "abc"), Map.of(), new byte[0]));

        String expected = Signatures.hmacSha256Base64(SECRET, "abc".getBytes(StandardCharsets.UTF_8));
        assertThat(receipt.items()).isEmpty();
        assertThat(receipt.answer().body()).isEqualTo("{\"response_token\":\"sha256=" + expected + "\"}");
        assertThat(receipt.answer().contentType()).isEqualTo("application/json");
    }

    @Test
    void without_a_secret_every_call_is_refused() {
        assertThat(open(null)
                        .receive(new WebhookCall("POST", Map.of(), sign(SECRET, body()), body()))
                        .answer())
                .isEqualTo(WebhookAnswer.FORBIDDEN);
        assertThat(open(null)
                        .receive(new WebhookCall("GET", Map.of("crc_token", "abc"), Map.of(), new byte[0]))
                        .answer())
                .isEqualTo(WebhookAnswer.FORBIDDEN);
    }

    @Test
    void a_handshake_without_a_challenge_is_refused() {
        assertThat(open(SECRET)
                        .receive(new WebhookCall("GET", Map.of(), Map.of(), new byte[0]))
                        .answer())
                .isEqualTo(WebhookAnswer.FORBIDDEN);
    }

    @Test
    void a_challenge_that_could_be_a_webhooks_body_is_not_signed() {
        String forged = new String(body(), StandardCharsets.UTF_8);
        for (String token : new String[] {
            forged, forged.replaceAll("\\s", ""), "{}", "[]", "\"text\"", "", " abc", "abc\n", "a.b", "a".repeat(129)
        }) {
            WebhookAnswer answer = open(SECRET)
                    .receive(new WebhookCall("GET", Map.of("crc_token", token), Map.of(), new byte[0]))
                    .answer();
            assertThat(answer).describedAs(token).isEqualTo(WebhookAnswer.FORBIDDEN);
        }
    }

    @Test
    void every_shape_of_a_challenge_is_answered() {
        for (String token :
                new String[] {"a", "a".repeat(128), "0f8fad5b-d9cb-469f-a165-70867728950e", "MGY4Zm_FkNWI+/A=="}) {
            String expected = Signatures.hmacSha256Base64(SECRET, token.getBytes(StandardCharsets.UTF_8));
            assertThat(open(SECRET)
                            .receive(new WebhookCall("GET", Map.of("crc_token", token), Map.of(), new byte[0]))
                            .answer()
                            .body())
                    .contains(expected);
        }
    }

    /** These are JSON and could be challenges: whoever has one signed must be able to do nothing with it. */
    @Test
    void a_signed_body_that_is_no_JSON_object_brings_nothing() {
        for (String body : new String[] {"1", "-7", "0", "1e5", "true", "false", "null", "[]", "\"x\""}) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            var receipt = open(SECRET).receive(new WebhookCall("POST", Map.of(), sign(SECRET, bytes), bytes));
            assertThat(receipt.items()).describedAs(body).isEmpty();
            assertThat(receipt.answer()).isEqualTo(WebhookAnswer.OK);
        }
    }
}
