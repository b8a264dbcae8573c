package io.deskbridge.sandbox.x;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import java.net.URI;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks of the X Activity API; registering one subscribes it to everything about the caller's account. */
@RestController("sandboxXWebhookController")
@SandboxPart
@RequestMapping("/sandbox/x/2/webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final World world;
    private final Credentials credentials;

    WebhookController(Webhooks webhooks, World world, Credentials credentials) {
        this.webhooks = webhooks;
        this.world = world;
        this.credentials = credentials;
    }

    @PostMapping
    ObjectNode register(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        Account account = credentials.caller(authorization).account();
        String url = body.path("url").asText();
        if (!url.matches("https?://.+")) {
            throw XProblem.invalid("url is not an http or https address");
        }
        if (!webhooks.shakesHands(URI.create(url))) {
            throw XProblem.of(
                    400,
                    "CrcValidationFailed",
                    "CRC check failed: " + url + " did not answer the handshake with the right response_token.",
                    "https://api.x.com/2/problems/invalid-request");
        }
        var hook = new Webhooks.Hook(String.valueOf(world.ids.next()), account, URI.create(url));
        webhooks.add(hook);
        ObjectNode answer = Wire.object();
        answer.set("data", wire(hook));
        return answer;
    }

    @GetMapping
    ObjectNode list(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        Account account = credentials.caller(authorization).account();
        ObjectNode answer = Wire.object();
        var data = answer.putArray("data");
        webhooks.of(account).forEach(hook -> data.add(wire(hook)));
        answer.putObject("meta").put("result_count", data.size());
        return answer;
    }

    @DeleteMapping("/{id}")
    ObjectNode delete(
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization, @PathVariable String id) {
        credentials.caller(authorization);
        ObjectNode answer = Wire.object();
        answer.putObject("data").put("deleted", webhooks.remove(id));
        return answer;
    }

    private static ObjectNode wire(Webhooks.Hook hook) {
        return Wire.object()
                .put("id", hook.id())
                .put("url", hook.url().toString())
                .put("valid", true)
                .put("created_at", Wire.time(Snowflakes.timeOf(Long.parseLong(hook.id()))));
    }
}
