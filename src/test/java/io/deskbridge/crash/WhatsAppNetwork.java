package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * WhatsApp: takes no key that makes a send harmless and cannot be asked what stands there; it tells by itself, with a key
 * of the hub. It repeats what nobody took, as the real one does, one call after the other.
 */
final class WhatsAppNetwork implements Network {
    private static final String SANDBOX = "/sandbox/whatsapp";
    private static final String API = SANDBOX + "/v25.0/";
    private static final String NUMBER = "106540352242922";

    private final World world;
    private final Set<Integer> customers = new ConcurrentSkipListSet<>();

    WhatsAppNetwork(World world) {
        this.world = world;
    }

    @Override
    public String channel() {
        return "acme-whatsapp";
    }

    @Override
    public AfterALostAnswer afterALostAnswer() {
        return AfterALostAnswer.TOLD;
    }

    /** One process is told: when it is dead, the others wait for its word, too. */
    @Override
    public void push(List<String> hubs) {
        world.call(
                "POST",
                API + "sandbox-app/subscriptions",
                "Bearer sandbox-app|sandbox-whatsapp-app-secret",
                Map.of(
                        "object", "whatsapp_business_account",
                        "callback_url", hubs.get(0) + "/webhooks/apps/whatsapp",
                        "verify_token", "sandbox-whatsapp-verify-token",
                        "fields", "messages"));
    }

    @Override
    public List<String> writes() {
        return List.of("POST " + API + NUMBER + "/messages");
    }

    @Override
    public String say(int conversation, String thread, String text) {
        customers.add(conversation);
        return world.call("POST", person(conversation) + "/messages", "", Map.of("text", text))
                .path("id")
                .asText();
    }

    private static String person(int conversation) {
        return SANDBOX + "/people/c" + conversation;
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        for (int customer : customers) {
            for (JsonNode message : world.call("GET", person(customer) + "/chat", "", null)) {
                if (message.path("from").asText().equals("acme")) {
                    published.add(new Published(
                            message.path("quotes").asText(),
                            message.path("text").asText()));
                }
            }
        }
        return published;
    }
}
