package io.deskbridge.mainjob;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import io.deskbridge.http.PooledHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A person on a real AT Protocol network. */
final class BlueskyPerson {
    private final PooledHttp http;
    private final String service;
    private final String token;
    final String handle;
    final String did;

    private BlueskyPerson(PooledHttp http, String service, JsonNode session) {
        this.http = http;
        this.service = service;
        this.token = session.path("accessJwt").asText();
        this.handle = session.path("handle").asText();
        this.did = session.path("did").asText();
    }

    static BlueskyPerson create(PooledHttp http, String service, String handle, String password) {
        HttpCall call = HttpCall.write(
                "POST",
                URI.create(service + "/xrpc/com.atproto.server.createAccount"),
                "application/json",
                Json.bytes(Map.of("handle", handle, "email", handle + "@example.test", "password", password)));
        return new BlueskyPerson(http, service, answer(http, call));
    }

    JsonNode get(String method, String query) {
        return answer(
                http,
                HttpCall.get(URI.create(service + "/xrpc/" + method + "?" + query))
                        .with("Authorization", "Bearer " + token));
    }

    private JsonNode post(String method, String contentType, byte[] body) {
        return answer(
                http,
                HttpCall.write("POST", URI.create(service + "/xrpc/" + method), contentType, body)
                        .with("Authorization", "Bearer " + token));
    }

    private static JsonNode answer(PooledHttp http, HttpCall call) {
        HttpAnswer answer = http.exchange(call);
        if (!answer.ok()) {
            throw new IllegalStateException(call.name() + " answered " + answer.status() + " " + answer.text());
        }
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }

    JsonNode upload(byte[] image, String mimeType) {
        return post("com.atproto.repo.uploadBlob", mimeType, image).path("blob");
    }

    /** Writes a post; {@code more} is what its record has beside the text. */
    JsonNode write(String text, Map<String, Object> more) {
        var entry = new LinkedHashMap<String, Object>(more);
        entry.put("$type", "app.bsky.feed.post");
        entry.put("text", text);
        entry.put("createdAt", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        return post(
                "com.atproto.repo.createRecord",
                "application/json",
                Json.bytes(Map.of("repo", did, "collection", "app.bsky.feed.post", "record", entry)));
    }

    void delete(String uri) {
        post(
                "com.atproto.repo.deleteRecord",
                "application/json",
                Json.bytes(Map.of(
                        "repo",
                        did,
                        "collection",
                        "app.bsky.feed.post",
                        "rkey",
                        uri.substring(uri.lastIndexOf('/') + 1))));
    }

    /** The answers directly below a post. */
    JsonNode answers(String uri) {
        return get("app.bsky.feed.getPostThread", "depth=6&uri=" + URLEncoder.encode(uri, StandardCharsets.UTF_8))
                .at("/thread/replies");
    }

    /** A facet over the words' first place in the text, counted in bytes as the network does. */
    static Map<String, Object> facet(String text, String words, Map<String, Object> feature) {
        int start = text.substring(0, text.indexOf(words)).getBytes(StandardCharsets.UTF_8).length;
        int end = start + words.getBytes(StandardCharsets.UTF_8).length;
        return Map.of("index", Map.of("byteStart", start, "byteEnd", end), "features", List.of(feature));
    }
}
