package io.deskbridge.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.mainjob.RunningHub;
import io.deskbridge.replay.Tweets.Tweet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Bluesky: a post has at most 300 characters as people see them, its author's handle is longer than on X, and a mention is
 * one only where the post says so beside its text. So it takes the threads whose customers' words fit with the company's
 * handle here. The company's words that do not fit are shortened by the agent, as on X.
 */
final class BlueskyPosts implements Network {
    private static final String XRPC = "/sandbox/bluesky/xrpc/";
    private static final String POST = "app.bsky.feed.post";
    private static final String DOMAIN = ".sandbox.example";
    private static final String ACME = "acme" + DOMAIN;
    private static final int LIMIT = 300;
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    /** A post, and the one that its thread began with; each as the network wants to have it named. */
    private record Place(Map<String, String> root, Map<String, String> self) {}

    private final RunningHub hub;
    private final Names names;
    private final Map<String, JsonNode> sessions = new ConcurrentHashMap<>();
    private final Map<String, Place> places = new ConcurrentHashMap<>();

    BlueskyPosts(RunningHub hub, Collection<String> companies) {
        this.hub = hub;
        names = new Names(companies, ACME, DOMAIN);
    }

    @Override
    public String channel() {
        return "acme-bluesky";
    }

    @Override
    public String title() {
        return "Bluesky";
    }

    @Override
    public boolean takes(Talk talk, Map<String, String> people) {
        return talk.tweets().stream()
                .filter(Tweet::customers)
                .allMatch(tweet -> length(customersWords(tweet.text(), people)) <= LIMIT);
    }

    @Override
    public String person(Talk talk, String author, char letter) {
        return letter + author;
    }

    @Override
    public String customersWords(String recorded, Map<String, String> people) {
        return names.naming(recorded, people);
    }

    @Override
    public String companysWords(String recorded, Map<String, String> people) {
        return names.people(recorded, people);
    }

    @Override
    public int length(String text) {
        return (int) CHARACTER.matcher(text).results().count();
    }

    @Override
    public int limit() {
        return LIMIT;
    }

    @Override
    public String say(String person, String text, String under) {
        int start = text.substring(0, text.indexOf("@" + ACME)).getBytes(StandardCharsets.UTF_8).length;
        return post(
                person,
                text,
                under,
                List.of(Map.of(
                        "index",
                        Map.of("byteStart", start, "byteEnd", start + 1 + ACME.length()),
                        "features",
                        List.of(Map.of(
                                "$type",
                                "app.bsky.richtext.facet#mention",
                                "did",
                                session("acme").path("did").asText())))));
    }

    @Override
    public String sayUnasked(String text, String under) {
        return post("acme", text, under, List.of());
    }

    private String post(String person, String text, String under, List<?> facets) {
        var post = new LinkedHashMap<String, Object>();
        post.put("$type", POST);
        post.put("text", text);
        post.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        post.put("facets", facets);
        if (!under.isEmpty()) {
            Place parent = places.computeIfAbsent(under, this::read);
            post.put("reply", Map.of("root", parent.root(), "parent", parent.self()));
        }
        JsonNode session = session(person);
        JsonNode written = hub.call(
                "POST",
                XRPC + "com.atproto.repo.createRecord",
                "Bearer " + session.path("accessJwt").asText(),
                Map.of("repo", session.path("did").asText(), "collection", POST, "record", post));
        String uri = written.path("uri").asText();
        Map<String, String> self = reference(written);
        places.put(
                uri,
                new Place(
                        under.isEmpty()
                                ? self
                                : places.computeIfAbsent(under, this::read).root(),
                        self));
        return uri;
    }

    /** A post that the hub wrote. */
    private Place read(String uri) {
        String[] parts = uri.split("/");
        JsonNode record = hub.call(
                "GET",
                XRPC + "com.atproto.repo.getRecord?repo=" + URLEncoder.encode(parts[2], StandardCharsets.UTF_8)
                        + "&collection=" + POST + "&rkey=" + parts[4],
                "",
                null);
        return new Place(reference(record.at("/value/reply/root")), reference(record));
    }

    private static Map<String, String> reference(JsonNode post) {
        return Map.of("uri", post.path("uri").asText(), "cid", post.path("cid").asText());
    }

    private JsonNode session(String person) {
        return sessions.computeIfAbsent(
                person,
                name -> hub.call(
                        "POST",
                        XRPC + "com.atproto.server.createSession",
                        "",
                        Map.of("identifier", name, "password", "any")));
    }

    @Override
    public String mark(String message, String person) {
        return message.substring(message.lastIndexOf('/') + 1);
    }

    @Override
    public List<Published> published() {
        var published = new ArrayList<Published>();
        hub.call(
                        "GET",
                        XRPC + "com.atproto.repo.listRecords?limit=1000000&collection=" + POST + "&repo=" + ACME,
                        "",
                        null)
                .path("records")
                .forEach(post -> published.add(
                        0,
                        new Published(
                                post.path("uri").asText(),
                                post.at("/value/reply/parent/uri").asText(),
                                post.at("/value/text").asText())));
        return published;
    }

    @Override
    public String secrets() {
        return hub.call("GET", "/sandbox/bluesky/dms?user=acme", "", null).toString();
    }
}
