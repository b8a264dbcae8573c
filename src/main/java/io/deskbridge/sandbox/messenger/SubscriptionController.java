package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import io.deskbridge.sandbox.meta.MetaApp;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: an app says where, each page says what it wants to be told of. */
@RestController("sandboxMessengerSubscriptionController")
@GraphPart
@RequestMapping("/sandbox/messenger/{version:v\\d+\\.\\d+}")
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
        return success();
    }

    @GetMapping("/{app}/subscriptions")
    ObjectNode list(
            @PathVariable String app, @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        MetaApp.OF_PAGES.admit(app, authorization);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var data = answer.putArray("data");
        webhooks.registered().values().forEach(url -> data.addObject()
                .put("object", "page")
                .put("callback_url", url.toString())
                .put("active", true));
        return answer;
    }

    @DeleteMapping("/{app}/subscriptions")
    ObjectNode end(
            @PathVariable String app, @RequestHeader(name = "Authorization", defaultValue = "") String authorization) {
        MetaApp.OF_PAGES.admit(app, authorization);
        webhooks.remove(app);
        return success();
    }

    @PostMapping("/{page}/subscribed_apps")
    ObjectNode subscribe(@PathVariable String page, @RequestBody JsonNode body, HttpServletRequest request) {
        String caller = Pages.itself(page, request);
        String fields = body.path("subscribed_fields").asText("");
        if (fields.isBlank()) {
            throw GraphProblem.parameter("The parameter subscribed_fields is required.");
        }
        webhooks.subscribe(caller, Set.of(fields.split("\\s*,\\s*")));
        return success();
    }

    @GetMapping("/{page}/subscribed_apps")
    ObjectNode subscribed(@PathVariable String page, HttpServletRequest request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        var fields = answer.putArray("data").addObject().putArray("subscribed_fields");
        webhooks.subscribed(Pages.itself(page, request)).stream().sorted().forEach(fields::add);
        return answer;
    }

    private static ObjectNode success() {
        return JsonNodeFactory.instance.objectNode().put("success", true);
    }
}
