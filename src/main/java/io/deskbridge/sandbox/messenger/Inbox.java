package io.deskbridge.sandbox.messenger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.sandbox.SandboxPart;
import io.deskbridge.sandbox.meta.PageInbox;
import org.springframework.stereotype.Component;

/** Takes what a page says to people elsewhere than here. */
@Component("sandboxMessengerInbox")
@SandboxPart
class Inbox implements PageInbox {
    private final World world;
    private final Webhooks webhooks;

    Inbox(World world, Webhooks webhooks) {
        this.world = world;
        this.webhooks = webhooks;
    }

    @Override
    public String deliver(String page, String person, String text) {
        Person reader = world.person(page, person);
        Said said =
                world.add(reader, true, JsonNodeFactory.instance.objectNode().put("text", text));
        webhooks.push(reader, Events.echo(said, Events.HUB, ""));
        return said.id();
    }
}
