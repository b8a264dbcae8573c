package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the webhooks of every change to a comment, signed, and up to three times again when the answer is not good. */
@Component
@SandboxPart
class WebhookPusher {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPusher.class);
    private static final int RETRIES = 3;

    private final WebhookController webhooks;
    private final ObjectMapper json;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService pushes = Executors.newScheduledThreadPool(2, task -> {
        var thread = new Thread(task, "sandbox-jira-webhooks");
        thread.setDaemon(true);
        return thread;
    });

    WebhookPusher(WebhookController webhooks, ObjectMapper json) {
        this.webhooks = webhooks;
        this.json = json;
    }

    @EventListener
    void changed(Site.CommentEvent event) throws JsonProcessingException {
        byte[] body = json.writeValueAsBytes(Map.of(
                "timestamp",
                Instant.now().toEpochMilli(),
                "webhookEvent",
                event.name(),
                "comment",
                event.comment(),
                "issue",
                Map.of("id", String.valueOf(event.issue()), "key", event.key())));
        String identifier = UUID.randomUUID().toString();
        for (var webhook : webhooks.all()) {
            if (webhook.events() == null || webhook.events().contains(event.name())) {
                later(new Call(webhook, identifier, body), 0);
            }
        }
    }

    private record Call(WebhookController.Webhook webhook, String identifier, byte[] body) {}

    private void later(Call call, int attempt) {
        pushes.schedule(() -> push(call, attempt), attempt * 500L, TimeUnit.MILLISECONDS);
    }

    private void push(Call call, int attempt) {
        int status = 0;
        URI url = Objects.requireNonNull(call.webhook().url());
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(12))
                    .header("Content-Type", "application/json")
                    .header("X-Atlassian-Webhook-Identifier", call.identifier())
                    .header("X-Atlassian-Webhook-Flow", "Primary")
                    .header("X-Atlassian-Webhook-Retry", String.valueOf(attempt))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
            String secret = call.webhook().secret();
            if (secret != null) {
                request.header("X-Hub-Signature", "sha256=" + signature(secret, call.body()));
            }
            status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (IOException | RuntimeException e) {
            LOG.debug("webhook {} cannot be reached", url, e);
        }
        if ((status < 200 || status > 299) && attempt < RETRIES) {
            later(call, attempt + 1);
        }
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    @PreDestroy
    void stop() {
        pushes.shutdownNow();
    }
}
