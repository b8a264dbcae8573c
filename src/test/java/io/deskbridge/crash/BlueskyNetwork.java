package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bluesky: the hub chooses the key of a post, so that sending it again does nothing a second time. */
final class BlueskyNetwork implements Network {
    private static final String POST = "app.bsky.feed.post";
    private static final String NAME = "@acme.sandbox.example";

    private final World world;
    private final String acme;
    private final Map<Integer, JsonNode> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> cids = new ConcurrentHashMap<>();

    BlueskyNetwork(World world) {
        this.world = world;
        this.acme = world.call(
                        "GET",
                        "/sandbox/bluesky/xrpc/com.atproto.identity.resolveHandle?handle=acme.sandbox.example",
                        "",
                        null)
                .path("did")
                .asText();
    }

    @Override
    public String channel() {
        return "acme-bluesky";
    }

    @Override
    public List<String> writes() {
        return List.of("POST /sandbox/bluesky/xrpc/com.atproto.repo.putRecord");
    }

    @Override
    public String say(int conversation, String thread, String text) {
        JsonNode session = sessions.computeIfAbsent(
                conversation,
                person -> world.call(
                        "POST",
                        "/sandbox/bluesky/xrpc/com.atproto.server.createSession",
                        "",
                        Map.of("identifier", "c" + person, "password", "any")));
        var post = new LinkedHashMap<String, Object>();
        post.put("$type", POST);
        post.put("text", NAME + " " + text);
        post.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        post.put(
                "facets",
                List.of(Map.of(
                        "index",
                        Map.of("byteStart", 0, "byteEnd", NAME.length()),
                        "features",
                        List.of(Map.of("$type", "app.bsky.richtext.facet#mention", "did", acme)))));
        if (!thread.isEmpty()) {
            Map<String, String> root = Map.of("uri", thread, "cid", cids.get(thread));
            post.put("reply", Map.of("root", root, "parent", root));
        }
        JsonNode answer = world.call(
                "POST",
                "/sandbox/bluesky/xrpc/com.atproto.repo.createRecord",
                "Bearer " + session.path("accessJwt").asText(),
                Map.of("repo", session.path("did").asText(), "collection", POST, "record", post));
        String uri = answer.path("uri").asText();
        cids.put(uri, answer.path("cid").asText());
        return uri;
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        world.call(
                        "GET",
                        "/sandbox/bluesky/xrpc/com.atproto.repo.listRecords?limit=1000000&collection=" + POST + "&repo="
                                + acme,
                        "",
                        null)
                .path("records")
                .forEach(post -> published.add(
                        0,
                        new Published(
                                post.at("/value/reply/parent/uri").asText(),
                                post.at("/value/text").asText())));
        return published;
    }
}
