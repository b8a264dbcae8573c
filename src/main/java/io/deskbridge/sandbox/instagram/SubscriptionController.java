package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.MetaApp;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: an app says where, each account says that it wants to be told of. */
@RestController("sandboxInstagramSubscriptionController")
@GraphPart
@RequestMapping("/sandbox/instagram/{version:v\\d+\\.\\d+}")
class SubscriptionController {
    private final Webhooks webhooks;

    SubscriptionController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @PostMapping("/{app}/subscriptions")
    ObjectNode register(
            @PathVariable String app,
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        MetaApp.OF_PAGES.admit(app, authorization);
        webhooks.register(app, body);
        return Pages.object().put("success", true);
    }

    @DeleteMapping("/{app}/subscriptions")
    ObjectNode end(
            @PathVariable String app, @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        MetaApp.OF_PAGES.admit(app, authorization);
        webhooks.remove(app);
        return Pages.object().put("success", true);
    }

    @PostMapping("/{account}/subscribed_apps")
    ObjectNode subscribe(@PathVariable String account, HttpServletRequest request) {
        webhooks.subscribe(Credentials.account(account, request));
        return Pages.object().put("success", true);
    }
}
