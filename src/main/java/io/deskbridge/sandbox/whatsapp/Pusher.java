package io.deskbridge.sandbox.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.MetaWebhooks;
import io.deskbridge.sandbox.meta.Repeats;
import java.net.URI;
import java.util.Collection;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Tells whoever subscribed what happens, in order and until it is taken: there is nothing to poll at WhatsApp. */
@Component("sandboxWhatsAppPusher")
@SandboxPart
class Pusher implements DisposableBean {
    private final MetaWebhooks webhooks = new MetaWebhooks(Door.APP, Repeats.UNTIL_TAKEN, "sandbox-whatsapp-webhooks");

    void subscribe(String app, JsonNode body) {
        webhooks.register(app, body);
    }

    Collection<URI> urls() {
        return webhooks.registered().values();
    }

    void push(ObjectNode call) {
        webhooks.push(call);
    }

    @Override
    public void destroy() {
        webhooks.close();
    }
}
