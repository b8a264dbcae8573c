package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** X: takes no key of ours, and can be asked what stands there. */
final class XNetwork implements Network {
    private final World world;

    XNetwork(World world) {
        this.world = world;
    }

    @Override
    public String channel() {
        return "acme-x";
    }

    /** All processes are told, as behind a load balancer. */
    @Override
    public void push(List<String> hubs) {
        hubs.forEach(hub -> world.call(
                "POST", "/sandbox/x/2/webhooks", "Bearer app-acme", Map.of("url", hub + "/webhooks/channels/acme-x")));
    }

    @Override
    public List<String> writes() {
        return List.of("POST /sandbox/x/2/tweets");
    }

    @Override
    public String say(int conversation, String thread, String text) {
        String words = "@acme " + text;
        Map<String, Object> post = thread.isEmpty()
                ? Map.of("text", words)
                : Map.of("text", words, "reply", Map.of("in_reply_to_tweet_id", thread));
        return world.call("POST", "/sandbox/x/2/tweets", "Bearer customer-c" + conversation, post)
                .at("/data/id")
                .asText();
    }

    /** The company's id. */
    String acme() {
        return world.call("GET", "/sandbox/x/2/users/by/username/acme", "Bearer app-acme", null)
                .at("/data/id")
                .asText();
    }

    @Override
    public List<Published> published() {
        String acme = acme();
        var published = new ArrayList<Published>();
        String token = "";
        do {
            JsonNode page = world.call(
                    "GET",
                    "/sandbox/x/2/users/" + acme + "/tweets?max_results=100&tweet.fields=referenced_tweets"
                            + (token.isEmpty() ? "" : "&pagination_token=" + token),
                    "Bearer app-acme",
                    null);
            page.path("data").forEach(post -> published.add(0, read(post)));
            token = page.at("/meta/next_token").asText("");
        } while (!token.isEmpty());
        return published;
    }

    private static Published read(JsonNode post) {
        String under = "";
        for (JsonNode reference : post.path("referenced_tweets")) {
            if (reference.path("type").asText().equals("replied_to")) {
                under = reference.path("id").asText();
            }
        }
        // an answer begins with whom it answers, as the network wants it
        return new Published(under, post.path("text").asText().replaceFirst("\\A@c\\d+ ", ""));
    }
}
