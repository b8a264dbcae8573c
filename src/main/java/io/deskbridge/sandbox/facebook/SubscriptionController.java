package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.MetaApp;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Webhooks: an app says where, each page says that it wants to be told of. */
@RestController("sandboxFacebookSubscriptionController")
@GraphPart
@RequestMapping("/sandbox/facebook/{version:v\\d+\\.\\d+}")
class SubscriptionController {
    private final Webhooks webhooks;

    SubscriptionController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** The app's own token is its name and its secret. */
    @PostMapping("/{app}/subscriptions")
    ObjectNode register(
            @PathVariable String app,
            @RequestHeader(name = "Authorization", defaultValue = "") String authorization,
            @RequestBody JsonNode body) {
        MetaApp.OF_PAGES.admit(app, authorization);
        Webhooks.reachedAt(ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        webhooks.register(app, body);
        return Views.object().put("success", true);
    }

    @DeleteMapping("/{app}/subscriptions")
    ObjectNode end(
            @PathVariable String app, @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        MetaApp.OF_PAGES.admit(app, authorization);
        webhooks.remove(app);
        return Views.object().put("success", true);
    }

    @PostMapping("/{page}/subscribed_apps")
    ObjectNode subscribe(@PathVariable String page, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        if (!caller.isPage() || !caller.id().equals(page)) {
            throw GraphProblem.permission("the token is not that page's");
        }
        webhooks.subscribe(caller);
        return Views.object().put("success", true);
    }
}
