package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The webhooks. In a real Zendesk a trigger names the webhook and the body; here every webhook behaves as if the trigger
 * that the hub's documentation describes stood beside it.
 */
@RestController
@SandboxPart
@RequestMapping(Paths.API + "/webhooks")
class WebhookController {
    static final String SECRET = "sandbox-zendesk-webhook-secret";

    private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
    private final Login login;

    record Webhook(String id, @Nullable String name, @Nullable URI endpoint, String status) {}

    record Envelope(@Nullable Webhook webhook) {}

    WebhookController(Login login) {
        this.login = login;
    }

    List<Webhook> all() {
        return webhooks;
    }

    @PostMapping
    ResponseEntity<Map<String, Webhook>> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody Envelope body) {
        login.caller(authorization);
        if (body.webhook() == null || body.webhook().endpoint() == null) {
            throw Refusal.invalid("endpoint", "Endpoint: cannot be blank");
        }
        String name = body.webhook().name() == null ? "webhook" : body.webhook().name();
        var webhook =
                new Webhook(UUID.randomUUID().toString(), name, body.webhook().endpoint(), "active");
        webhooks.add(webhook);
        return ResponseEntity.status(201).body(Map.of("webhook", webhook));
    }

    @GetMapping
    Map<String, Object> list(@RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        login.caller(authorization);
        return Map.of("webhooks", webhooks, "meta", Map.of("has_more", false));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String id) {
        login.caller(authorization);
        if (!webhooks.removeIf(webhook -> webhook.id().equals(id))) {
            throw Refusal.notFound();
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/signing_secret")
    Map<String, Object> secret(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String id) {
        login.caller(authorization);
        if (webhooks.stream().noneMatch(webhook -> webhook.id().equals(id))) {
            throw Refusal.notFound();
        }
        var secret = new LinkedHashMap<String, Object>();
        secret.put("algorithm", "SHA256");
        secret.put("secret", SECRET);
        return Map.of("signing_secret", secret);
    }
}
