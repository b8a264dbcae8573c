package io.deskbridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Message;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every channel that is told of news must do with a signature. */
public abstract class PushedChannelContractTest {
    private static final Secret SECRET = Secret.of("the-secret-we-share");

    /** Opens the channel without any network, with that webhook secret. */
    protected abstract PushedChannel openWith(Secret secret);

    /** A body, in the network's format, that brings exactly one message. */
    protected abstract byte[] body();

    /** The headers that sign a body. */
    protected abstract Map<String, String> sign(Secret secret, byte[] body);

    @Test
    public void a_valid_signature_lets_the_message_in() {
        Receipt<Message> receipt = receive(sign(SECRET, body()), body());

        assertThat(receipt.items()).hasSize(1);
        assertThat(receipt.answer().status()).isEqualTo(200);
    }

    @Test
    public void a_wrong_signature_is_refused() {
        var headers = new HashMap<String, String>();
        sign(SECRET, body()).forEach((name, value) -> headers.put(name, turned(value)));
        assertRefused(receive(headers, body()));
        headers.replaceAll((name, value) -> "");
        assertRefused(receive(headers, body()));
        headers.replaceAll((name, value) -> "sha256=");
        assertRefused(receive(headers, body()));
    }

    @Test
    public void a_missing_signature_is_refused() {
        assertRefused(receive(Map.of(), body()));
    }

    @Test
    public void a_tampered_body_is_refused() {
        byte[] tampered = body();
        tampered[tampered.length - 1] = ' ';
        assertRefused(receive(sign(SECRET, body()), tampered));
    }

    @Test
    public void a_signature_made_with_another_secret_is_refused() {
        assertRefused(receive(sign(Secret.of("another-secret"), body()), body()));
    }

    @Test
    public void signed_nonsense_throws_nothing() {
        for (String nonsense : new String[] {"", "{", "[]", "null", "42", "{\"data\": 5}", "{\"entry\": {}}"}) {
            byte[] body = nonsense.getBytes(StandardCharsets.UTF_8);
            assertThat(receive(sign(SECRET, body), body).answer().status())
                    .as(nonsense)
                    .isBetween(200, 499);
        }
    }

    private Receipt<Message> receive(Map<String, String> headers, byte[] body) {
        return openWith(SECRET).receive(new WebhookCall("POST", Map.of(), headers, body));
    }

    private static void assertRefused(Receipt<Message> receipt) {
        assertThat(receipt.items()).isEmpty();
        assertThat(receipt.answer()).isEqualTo(WebhookAnswer.FORBIDDEN);
    }

    /** Changes one character in the middle. */
    private static String turned(String value) {
        int middle = value.length() / 2;
        char other = value.charAt(middle) == 'A' ? 'B' : 'A';
        return value.substring(0, middle) + other + value.substring(middle + 1);
    }
}
