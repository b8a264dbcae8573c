package io.deskbridge.sandbox.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.MetaApp;
import io.deskbridge.sandbox.meta.MetaWebhooks;
import io.deskbridge.sandbox.meta.Repeats;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Pushes what happens on pages to each app that asked for it, signed; a call that fails is repeated a few times. */
@Component("sandboxFacebookWebhooks")
@SandboxPart
class Webhooks implements World.Listener, DisposableBean {
    /** Pictures are told by the address under which this sandbox was last called. */
    private static volatile String address = "";

    private final MetaWebhooks apps = new MetaWebhooks(MetaApp.OF_PAGES, Repeats.FEW, "sandbox-facebook-webhooks");
    private final Set<String> pages = ConcurrentHashMap.newKeySet();

    Webhooks(World world) {
        world.listen(this);
    }

    static String picture(String id) {
        return address + "/sandbox/facebook/media/" + id;
    }

    static void reachedAt(String root) {
        address = root;
    }

    /** One address an app, whatever pages it has. */
    void register(String app, JsonNode body) {
        apps.register(app, body);
    }

    void remove(String app) {
        apps.remove(app);
    }

    void subscribe(Who page) {
        pages.add(page.id());
    }

    @Override
    public void happened(String verb, Node node, Who by) {
        if (node.place().isPage()) {
            push(node.place(), Events.change(verb, node, by));
        } else if (verb.equals("add")) {
            pages.stream()
                    .map(World::page)
                    .filter(page -> Views.names(node, page) && !node.author().equals(page))
                    .forEach(page -> push(page, Events.mention(node, page)));
        }
    }

    private void push(Who page, ObjectNode entry) {
        if (!pages.contains(page.id())) {
            return;
        }
        ObjectNode call = Views.object().put("object", "page");
        call.putArray("entry").add(entry);
        apps.push(call);
    }

    @Override
    public void destroy() {
        apps.close();
    }
}
