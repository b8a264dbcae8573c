package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A Facebook page: visitors post on it and comment below; it takes no key of ours, and can be asked what stands there. */
final class FacebookNetwork implements Network {
    private static final String API = "/sandbox/facebook/v25.0/";
    private static final String PAGE = "101";

    private final World world;
    private final Queue<String> posts = new ConcurrentLinkedQueue<>();

    FacebookNetwork(World world) {
        this.world = world;
    }

    @Override
    public String channel() {
        return "acme-facebook";
    }

    /** The app's webhook, and the page's subscription to it. One process is told. */
    @Override
    public void push(List<String> hubs) {
        world.call(
                "POST",
                API + "deskbridge/subscriptions",
                "Bearer deskbridge|sandbox-meta-app-secret",
                Map.of(
                        "object", "page",
                        "callback_url", hubs.get(2 % hubs.size()) + "/webhooks/apps/meta",
                        "verify_token", "sandbox-meta-verify-token",
                        "fields", "feed"));
        world.call(
                "POST",
                API + PAGE + "/subscribed_apps",
                "Bearer page-101-sandbox",
                Map.of("subscribed_fields", "feed"));
    }

    @Override
    public List<String> writes() {
        return List.of("POST " + API);
    }

    @Override
    public String say(int conversation, String thread, String text) {
        String place = thread.isEmpty() ? PAGE + "/feed" : thread + "/comments";
        String id = world.call("POST", API + place, "Bearer person-c" + conversation, Map.of("message", text))
                .path("id")
                .asText();
        if (thread.isEmpty()) {
            posts.add(id);
        }
        return id;
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        posts.forEach(post -> read(post, published));
        return published;
    }

    /** What stands below a post, at any depth, as it came. */
    private void read(String post, List<Published> published) {
        String after = "";
        do {
            JsonNode page = world.call(
                    "GET",
                    API + post + "/comments?filter=stream&order=chronological&limit=100&fields=from,message,parent"
                            + (after.isEmpty() ? "" : "&after=" + after),
                    "Bearer page-" + PAGE,
                    null);
            for (JsonNode comment : page.path("data")) {
                if (comment.at("/from/id").asText().equals(PAGE)) {
                    published.add(new Published(
                            comment.at("/parent/id").asText(post),
                            comment.path("message").asText()));
                }
            }
            after = page.path("paging").path("next").isMissingNode()
                    ? ""
                    : page.at("/paging/cursors/after").asText("");
        } while (!after.isEmpty());
    }
}
