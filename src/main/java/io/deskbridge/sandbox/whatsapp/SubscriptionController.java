package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The app's webhook; its handshake comes first. */
@RestController("sandboxWhatsAppSubscriptionController")
@GraphPart
@RequestMapping("/sandbox/whatsapp/{version:v[0-9.]+}/{app}/subscriptions")
class SubscriptionController {
    private final Door door;
    private final Pusher pusher;

    SubscriptionController(Door door, Pusher pusher) {
        this.door = door;
        this.pusher = pusher;
    }

    @PostMapping
    ObjectNode subscribe(
            @PathVariable String app,
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        door.app(authorization);
        pusher.subscribe(app, body);
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }

    @GetMapping
    ObjectNode list(@RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        door.app(authorization);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var data = answer.putArray("data");
        pusher.urls().forEach(url -> data.addObject()
                .put("object", "whatsapp_business_account")
                .put("callback_url", url.toString())
                .put("active", true));
        return answer;
    }
}
