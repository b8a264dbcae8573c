package io.deskbridge.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.Secret;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ZendeskSandboxWebhookTest {
    private static final String API = "/sandbox/zendesk/api/v2";
    private static final String MIA = ZendeskSandboxTest.basic("agent-mia", "anything");

    private record Pushed(String timestamp, String signature, byte[] body) {}

    @Test
    void a_new_public_comment_is_pushed_signed_and_again_when_the_answer_is_not_good() throws Exception {
        List<Pushed> pushes = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(pushes);
        try (var sandbox = new SandboxServer()) {
            String endpoint = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
            String id = sandbox.call(
                            "POST",
                            API + "/webhooks",
                            MIA,
                            Map.of("webhook", Map.of("name", "hub", "endpoint", endpoint)))
                    .at("/webhook/id")
                    .asText();
            String secret = sandbox.call("GET", API + "/webhooks/" + id + "/signing_secret", MIA, null)
                    .at("/signing_secret/secret")
                    .asText();

            String ticket = sandbox.call(
                            "POST", API + "/tickets", MIA, Map.of("ticket", Map.of("comment", Map.of("body", "hi"))))
                    .at("/ticket/id")
                    .asText();
            String address = API + "/tickets/" + ticket;
            sandbox.call("PUT", address, MIA, comment("only for us", false));
            sandbox.call("PUT", address, MIA, comment("for everybody", true));

            await().atMost(Duration.ofSeconds(10)).until(() -> pushes.size() >= 2);
            // the same one twice: neither the new ticket nor the note is told of, as the documented trigger has it
            assertThat(pushes).hasSize(2);
            for (Pushed push : pushes) {
                assertThat(push.signature())
                        .isEqualTo(Signatures.hmacSha256Base64(
                                Secret.of(secret), push.timestamp().getBytes(StandardCharsets.UTF_8), push.body()));
                JsonNode body = Json.tryRead(push.body()).orElseThrow();
                assertThat(body.path("ticket_id").asText()).isEqualTo(ticket);
            }
        } finally {
            receiver.stop(0);
        }
    }

    private static Map<String, Object> comment(String body, boolean isPublic) {
        return Map.of("ticket", Map.of("comment", Map.of("body", body, "public", isPublic)));
    }

    /** Answers the first call with 503. */
    private static HttpServer receiver(List<Pushed> pushes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            pushes.add(new Pushed(
                    headers.getFirst("X-Zendesk-Webhook-Signature-Timestamp"),
                    headers.getFirst("X-Zendesk-Webhook-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(pushes.size() == 1 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
