package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

/** The site's webhooks, as an admin registers them. One without a secret is called without a signature. */
@RestController
@SandboxPart
@RequestMapping(Paths.ROOT + "/rest/webhooks/1.0/webhook")
class WebhookController {
    private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
    private final People people;

    record Webhook(
            int id, @Nullable String name, @Nullable URI url, @Nullable List<String> events, @Nullable String secret) {}

    WebhookController(People people) {
        this.people = people;
    }

    List<Webhook> all() {
        return webhooks;
    }

    @PostMapping
    ResponseEntity<Map<String, Object>> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody Webhook wanted) {
        people.caller(authorization);
        if (wanted.url() == null) {
            throw Refusal.general(400, "The url is missing.");
        }
        int id = webhooks.size() + 1;
        webhooks.add(new Webhook(id, wanted.name(), wanted.url(), wanted.events(), wanted.secret()));
        return ResponseEntity.status(201)
                .body(Map.of("self", Paths.address("/rest/webhooks/1.0/webhook/" + id), "enabled", true));
    }

    @GetMapping
    List<Map<String, Object>> list(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        people.caller(authorization);
        return webhooks.stream()
                .map(webhook -> Map.<String, Object>of("id", webhook.id(), "url", String.valueOf(webhook.url())))
                .toList();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable int id) {
        people.caller(authorization);
        if (!webhooks.removeIf(webhook -> webhook.id() == id)) {
            throw Refusal.missing("The webhook");
        }
        return ResponseEntity.noContent().build();
    }
}
