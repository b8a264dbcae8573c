package io.deskbridge.http.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Addressees;
import io.deskbridge.core.App;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetaWebhookTest {
    private static final Secret SECRET = Secret.of("app secret");
    private static final Secret VERIFY = Secret.of("verify me");
    private static final String BATCH =
            """
            {"object":"page","entry":[
              {"id":"1","time":1767225600,"changes":[
                {"field":"feed","value":{"n":1}},{"field":"ratings","value":{"n":2}}]},
              {"id":"2","time":1767225600123,"messaging":[{"n":3},{"n":4}],"standby":[{"n":5}]},
              {"id":"1","changes":[{"field":"feed","value":{"n":6}}]},
              {"id":"3","time":0}]}
            """;

    private final List<MetaNews> read = new ArrayList<>();
    private final MetaWebhook webhook =
            new MetaWebhook("acme", SECRET, VERIFY, news -> news.account().equals("1"));

    @Test
    void brings_all_changes_of_all_entries_that_are_ours_in_their_order() {
        Receipt<Message> receipt = receive(webhook, sign(SECRET, BATCH), BATCH);

        assertThat(receipt.answer()).isEqualTo(WebhookAnswer.OK);
        assertThat(read).extracting(news -> news.value().path("n").asInt()).containsExactly(1, 2, 6);
        assertThat(read.get(0).at()).contains(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(read.get(2).at()).isEmpty();
    }

    @Test
    void tells_whom_a_call_addresses_and_who_of_them_is_ours() {
        Addressees addressees = webhook.addressees(call(sign(SECRET, BATCH), BATCH));

        assertThat(addressees.ours()).containsExactlyInAnyOrder("page 1, feed", "page 1, ratings");
        assertThat(addressees.all())
                .containsExactlyInAnyOrder(
                        "page 1, feed", "page 1, ratings", "page 2, messaging", "page 2, standby", "page 3, unknown");
    }

    @Test
    void the_numbers_of_a_whatsapp_account_are_told_apart() {
        String body =
                """
                {"object":"whatsapp_business_account","entry":[{"id":"9","changes":[
                  {"field":"messages","value":{"metadata":{"phone_number_id":"71"}}},
                  {"field":"messages","value":{"metadata":{"phone_number_id":"72"}}},
                  {"field":"account_update","value":{}}]}]}
                """;
        assertThat(webhook.addressees(call(Map.of(), body)).all())
                .isEqualTo(Set.of(
                        "whatsapp_business_account 9, phone number 71, messages",
                        "whatsapp_business_account 9, phone number 72, messages",
                        "whatsapp_business_account 9, account_update"));
    }

    @Test
    void a_wrong_or_missing_signature_is_refused_before_anything_is_read() {
        assertRefused(webhook, sign(Secret.of("another"), BATCH), BATCH);
        assertRefused(webhook, Map.of(), BATCH);
        assertRefused(webhook, Map.of("X-Hub-Signature-256", "sha256="), BATCH);
        assertRefused(webhook, Map.of("X-Hub-Signature", sign(SECRET, BATCH).get("X-Hub-Signature-256")), BATCH);
        assertRefused(webhook, sign(SECRET, BATCH), BATCH.replace("\"n\":1", "\"n\":9"));
        assertRefused(new MetaWebhook("acme", null, VERIFY, news -> true), sign(Secret.of("x"), BATCH), BATCH);
    }

    @Test
    void the_signature_is_over_the_bytes_as_they_came() {
        String escaped = BATCH.replace("\"n\":1", "\"n\":\"\\u00fc\"");
        assertThat(receive(webhook, sign(SECRET, escaped), escaped).answer()).isEqualTo(WebhookAnswer.OK);
        assertThat(read.get(0).value().path("n").asText()).isEqualTo("ü");
    }

    @Test
    void the_handshake_echoes_the_challenge_to_whoever_knows_the_verify_token() {
        assertThat(handshake(webhook, "subscribe", "verify me")).isEqualTo(WebhookAnswer.text("4711"));
        assertThat(handshake(webhook, "subscribe", "verify you").status()).isEqualTo(403);
        assertThat(handshake(webhook, "unsubscribe", "verify me").status()).isEqualTo(403);
        assertThat(handshake(new MetaWebhook("acme", SECRET, null, news -> true), "subscribe", "")
                        .status())
                .isEqualTo(403);
        assertThat(handshake(new MetaWebhook("acme", SECRET, Secret.of(""), news -> true), "subscribe", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signed_nonsense_throws_nothing_and_tells_of_nothing() {
        for (String nonsense :
                new String[] {"", "{", "[]", "null", "42", "{\"entry\": {}}", "{\"entry\": [5, null]}"}) {
            assertThat(receive(webhook, sign(SECRET, nonsense), nonsense).items())
                    .as(nonsense)
                    .isEmpty();
        }
    }

    @Test
    void channels_of_an_app_agree_on_both_secrets() {
        assertThat(webhook.app()).contains(new App("acme", List.of(SECRET, VERIFY)));
        assertThat(new MetaWebhook("acme", null, VERIFY, news -> true).app()).isEmpty();
    }

    private void assertRefused(MetaWebhook webhook, Map<String, String> headers, String body) {
        assertThat(receive(webhook, headers, body)).isEqualTo(Receipt.answer(WebhookAnswer.FORBIDDEN));
        assertThat(read).isEmpty();
    }

    private Receipt<Message> receive(MetaWebhook webhook, Map<String, String> headers, String body) {
        return webhook.receive(call(headers, body), news -> {
            read.addAll(news);
            return List.of();
        });
    }

    private static WebhookAnswer handshake(MetaWebhook webhook, String mode, String token) {
        var query = Map.of("hub.mode", mode, "hub.verify_token", token, "hub.challenge", "4711");
        return webhook.receive(new WebhookCall("GET", query, Map.of(), new byte[0]), news -> List.of())
                .answer();
    }

    private static WebhookCall call(Map<String, String> headers, String body) {
        return new WebhookCall("POST", Map.of(), headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> sign(Secret secret, String body) {
        byte[] signature = Signatures.hmacSha256(secret, body.getBytes(StandardCharsets.UTF_8));
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(signature));
    }
}
