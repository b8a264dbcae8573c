package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.MetaApp;
import io.deskbridge.sandbox.meta.MetaWebhooks;
import io.deskbridge.sandbox.meta.Repeats;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Pushes what happens in the inboxes of pages to each app that asked for it. */
@Component("sandboxMessengerWebhooks")
@SandboxPart
class Webhooks implements DisposableBean {
    private final MetaWebhooks apps = new MetaWebhooks(MetaApp.OF_PAGES, Repeats.FEW, "sandbox-messenger-webhooks");
    private final Map<String, Set<String>> fields = new ConcurrentHashMap<>();

    void register(String app, JsonNode body) {
        apps.register(app, body);
    }

    void remove(String app) {
        apps.remove(app);
    }

    Map<String, URI> registered() {
        return apps.registered();
    }

    /** From now on the page tells of these fields, and of no others. */
    void subscribe(String page, Set<String> wanted) {
        fields.put(page, Set.copyOf(wanted));
    }

    Set<String> subscribed(String page) {
        return fields.getOrDefault(page, Set.of());
    }

    /** What nobody knows a field for goes to every page that is told of anything. */
    void push(Person person, ObjectNode event) {
        Set<String> wanted = subscribed(person.page());
        String field = Events.field(event);
        if (wanted.isEmpty() || !field.isEmpty() && !wanted.contains(person.elsewhere() ? "standby" : field)) {
            return;
        }
        ObjectNode call = JsonNodeFactory.instance.objectNode().put("object", "page");
        ObjectNode entry = call.putArray("entry").addObject().put("id", person.page());
        entry.put("time", Instant.now().toEpochMilli())
                .putArray(person.elsewhere() ? "standby" : "messaging")
                .add(event);
        apps.push(call);
    }

    @Override
    public void destroy() {
        apps.close();
    }
}
