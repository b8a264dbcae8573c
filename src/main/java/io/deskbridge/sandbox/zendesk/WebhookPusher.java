package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the webhooks of every new public comment in a ticket, signed, and up to three times again when the answer is not good. */
@Component
@SandboxPart
class WebhookPusher {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPusher.class);
    private static final int RETRIES = 3;

    private final WebhookController webhooks;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService pushes = Executors.newScheduledThreadPool(2, task -> {
        var thread = new Thread(task, "sandbox-zendesk-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    WebhookPusher(WebhookController webhooks) {
        this.webhooks = webhooks;
    }

    @EventListener
    void commentAdded(Tickets.CommentAdded added) {
        byte[] body = ("{\"ticket_id\": \"" + added.ticket() + "\"}").getBytes(StandardCharsets.UTF_8);
        for (var webhook : webhooks.all()) {
            URI endpoint = webhook.endpoint();
            if (endpoint != null) {
                later(endpoint, body, 0);
            }
        }
    }

    private void later(URI endpoint, byte[] body, int attempt) {
        pushes.schedule(() -> push(endpoint, body, attempt), attempt * 500L, TimeUnit.MILLISECONDS);
    }

    private void push(URI endpoint, byte[] body, int attempt) {
        int status = 0;
        try {
            String timestamp = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            HttpRequest request = HttpRequest.newBuilder(endpoint)
                    .timeout(Duration.ofSeconds(12))
                    .header("Content-Type", "application/json")
                    .header("X-Zendesk-Webhook-Signature-Timestamp", timestamp)
                    .header("X-Zendesk-Webhook-Signature", signature(timestamp, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException e) {
            LOG.debug("webhook {} cannot be reached", endpoint, e);
        }
        if ((status < 200 || status > 299) && attempt < RETRIES) {
            later(endpoint, body, attempt + 1);
        }
    }

    private static String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(WebhookController.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @PreDestroy
    void stop() {
        pushes.shutdownNow();
    }
}
