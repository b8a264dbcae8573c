package io.deskbridge.sandbox.instagram;

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

/** Tells apps what happens to the accounts that subscribed. That something is removed or hidden it tells nobody. */
@Component("sandboxInstagramWebhooks")
@SandboxPart
class Webhooks implements DisposableBean {
    private final MetaWebhooks apps = new MetaWebhooks(MetaApp.OF_PAGES, Repeats.FEW, "sandbox-instagram-webhooks");
    private final Set<Who> accounts = ConcurrentHashMap.newKeySet();

    void register(String app, JsonNode body) {
        apps.register(app, body);
    }

    void remove(String app) {
        apps.remove(app);
    }

    void subscribe(Who account) {
        accounts.add(account);
    }

    void published(Medium medium) {
        String caption = medium.caption().toLowerCase(java.util.Locale.ROOT);
        accounts.stream()
                .filter(account -> !account.equals(medium.owner()) && caption.contains("@" + account.username()))
                .forEach(account -> push(account, Events.mention(account, medium, medium.at())));
    }

    void commented(Comment comment) {
        Who owner = comment.medium().owner();
        if (owner.isAccount()) {
            push(owner, Events.comment(comment));
            if (comment.medium().boosted()) {
                push(owner, Events.ofAdvertisement(comment));
            }
        }
        accounts.stream()
                .filter(account ->
                        !account.equals(owner) && !account.equals(comment.author()) && comment.names(account))
                .forEach(account -> push(account, Events.mention(account, comment)));
    }

    void wrote(Letter letter) {
        push(letter.account(), Events.message(letter));
    }

    void unsent(Letter letter) {
        push(letter.account(), Events.unsent(letter));
    }

    void did(Who account, Who person, String kind, ObjectNode content) {
        push(account, Events.done(account, person, kind, content));
    }

    private void push(Who account, ObjectNode entry) {
        if (accounts.contains(account)) {
            ObjectNode call = Pages.object().put("object", "instagram");
            call.putArray("entry").add(entry);
            apps.push(call);
        }
    }

    @Override
    public void destroy() {
        apps.close();
    }
}
