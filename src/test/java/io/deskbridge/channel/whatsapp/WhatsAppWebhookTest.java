package io.deskbridge.channel.whatsapp;

import io.deskbridge.contract.PushedChannelContractTest;
import io.deskbridge.core.PushedChannel;
import io.deskbridge.core.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The kit of channels that are told of news. */
class WhatsAppWebhookTest extends PushedChannelContractTest {
    @Override
    protected PushedChannel openWith(Secret secret) {
        return Payload.channel(Payload.NUMBER, secret);
    }

    @Override
    protected byte[] body() {
        return Payload.message("\"type\": \"text\", \"text\": {\"body\": \"hi\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected Map<String, String> sign(Secret secret, byte[] body) {
        return Payload.sign(secret, body);
    }
}
