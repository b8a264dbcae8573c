package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Comment;
import io.deskbridge.core.PushedDesk;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every desk that is told of comments must do, said once. */
public abstract class PushedDeskContractTest {
    private byte[] news;

    /** The desk under test; the same at each call within a test. */
    protected abstract PushedDesk pushedDesk();

    /** What the desk's calls are signed with. */
    protected abstract Secret webhookSecret();

    /** An agent answers in public; returns the raw body of the call that tells of it. */
    protected abstract byte[] bodyThatTellsOfAnAnswer();

    /** A call with that body, signed with that secret at this moment. */
    protected abstract WebhookCall signed(byte[] body, Secret secret);

    @BeforeEach
    void anAgentAnswers() {
        news = bodyThatTellsOfAnAnswer();
    }

    @Test
    void a_call_with_the_right_signature_brings_the_comment() {
        Receipt<Comment> receipt = pushedDesk().receive(signed(news, webhookSecret()));

        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.items()).isNotEmpty();
    }

    @Test
    void a_call_with_a_wrong_signature_is_refused() {
        WebhookCall call = signed(news, webhookSecret());
        Map<String, String> headers = new java.util.TreeMap<>(call.headers());
        headers.replaceAll((name, value) ->
                name.toLowerCase(java.util.Locale.ROOT).endsWith("signature") ? "AAAA" + value.substring(4) : value);
        assertThat(headers).as("a header whose name ends in signature").isNotEqualTo(call.headers());

        assertRefused(new WebhookCall(call.method(), call.query(), headers, call.body()));
    }

    @Test
    void a_call_without_a_signature_is_refused() {
        assertRefused(new WebhookCall("POST", Map.of(), Map.of("Content-Type", "application/json"), news));
    }

    @Test
    void a_tampered_call_is_refused() {
        WebhookCall call = signed(news, webhookSecret());
        byte[] tampered = (new String(news, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);

        assertRefused(new WebhookCall(call.method(), call.query(), call.headers(), tampered));
    }

    @Test
    void a_call_signed_with_another_secret_is_refused() {
        assertRefused(signed(news, Secret.of("another secret")));
    }

    private void assertRefused(WebhookCall call) {
        Receipt<Comment> receipt = pushedDesk().receive(call);

        assertThat(receipt.answer()).isEqualTo(WebhookAnswer.FORBIDDEN);
        assertThat(receipt.items()).isEmpty();
    }
}
