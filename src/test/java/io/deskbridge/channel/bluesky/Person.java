package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import io.deskbridge.http.JsonApi;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who uses Bluesky's own API: the customer in tests, or a colleague in the network's app. */
final class Person {
    private static final Map<String, String> CHAT = Map.of("atproto-proxy", "did:web:api.bsky.chat#bsky_chat");

    private final Http http;
    private final String service;
    private final String token;
    final String did;
    final String handle;

    private Person(Http http, String service, JsonNode session) {
        this.http = http;
        this.service = service;
        token = session.path("accessJwt").asText();
        did = session.path("did").asText();
        handle = session.path("handle").asText();
    }

    static Person login(Http http, String service, String identifier, String password) {
        var body = Map.of("identifier", identifier, "password", password);
        return new Person(http, service, post(http, service, "com.atproto.server.createSession", "", body));
    }

    /** An account on a network that wants one to be made first. */
    static Person create(Http http, String service, String handle, String password) {
        var body = Map.of("handle", handle, "email", handle + "@lab.test", "password", password);
        return new Person(http, service, post(http, service, "com.atproto.server.createAccount", "", body));
    }

    record Ref(String uri, String cid) {
        Map<String, String> json() {
            return Map.of("uri", uri, "cid", cid);
        }

        String rkey() {
            return uri.substring(uri.lastIndexOf('/') + 1);
        }
    }

    /** A post to be made. */
    final class Draft {
        private final Map<String, Object> record = new LinkedHashMap<>();
        private final List<Object> facets = new ArrayList<>();
        private final String text;

        Draft(String text) {
            this.text = text;
            record.put("$type", "app.bsky.feed.post");
            record.put("text", text);
            record.put("createdAt", Instant.now().toString());
        }

        Draft facet(String words, Map<String, ?> feature) {
            int start = text.substring(0, text.indexOf(words)).getBytes(StandardCharsets.UTF_8).length;
            int end = start + words.getBytes(StandardCharsets.UTF_8).length;
            facets.add(Map.of("index", Map.of("byteStart", start, "byteEnd", end), "features", List.of(feature)));
            record.put("facets", facets);
            return this;
        }

        Draft mentioning(Person other) {
            return facet("@" + other.handle, Map.of("$type", "app.bsky.richtext.facet#mention", "did", other.did));
        }

        Draft linking(String words, String uri) {
            return facet(words, Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri));
        }

        Draft at(Instant time) {
            record.put("createdAt", time.toString());
            return this;
        }

        Draft under(Ref root, Ref parent) {
            record.put("reply", Map.of("root", root.json(), "parent", parent.json()));
            return this;
        }

        Draft with(String field, Object value) {
            record.put(field, value);
            return this;
        }

        Ref post() {
            return ref(call(
                    "com.atproto.repo.createRecord",
                    Map.of("repo", did, "collection", "app.bsky.feed.post", "record", record)));
        }

        Ref overwrite(String rkey) {
            return ref(call(
                    "com.atproto.repo.putRecord",
                    Map.of("repo", did, "collection", "app.bsky.feed.post", "rkey", rkey, "record", record)));
        }
    }

    Draft draft(String text) {
        return new Draft(text);
    }

    static Ref ref(JsonNode node) {
        return new Ref(node.path("uri").asText(), node.path("cid").asText());
    }

    void delete(Ref post) {
        call(
                "com.atproto.repo.deleteRecord",
                Map.of("repo", did, "collection", "app.bsky.feed.post", "rkey", post.rkey()));
    }

    JsonNode upload(String mimeType, byte[] bytes) {
        var call = HttpCall.write("POST", uri("com.atproto.repo.uploadBlob", Map.of()), mimeType, bytes);
        return answer(http, call.with("Authorization", "Bearer " + token)).path("blob");
    }

    JsonNode call(String method, Object body) {
        return post(http, service, method, token, body);
    }

    JsonNode get(String method, Map<String, String> parameters) {
        return answer(http, HttpCall.get(uri(method, parameters)).with("Authorization", "Bearer " + token));
    }

    Optional<Ref> find(String uri) {
        JsonNode posts = get("app.bsky.feed.getPosts", Map.of("uris", uri)).path("posts");
        return posts.isEmpty() ? Optional.empty() : Optional.of(ref(posts.path(0)));
    }

    JsonNode chat(String method, Map<String, String> parameters) {
        HttpCall call = HttpCall.get(uri(method, parameters)).with("Authorization", "Bearer " + token);
        return answer(http, chatting(call));
    }

    JsonNode say(String method, Object body) {
        HttpCall call = HttpCall.write("POST", uri(method, Map.of()), "application/json", Json.bytes(body))
                .with("Authorization", "Bearer " + token);
        return answer(http, chatting(call));
    }

    private static HttpCall chatting(HttpCall call) {
        HttpCall chatting = call;
        for (var header : CHAT.entrySet()) {
            chatting = chatting.with(header.getKey(), header.getValue());
        }
        return chatting;
    }

    /** Texts of the posts directly below one. */
    List<JsonNode> answers(String uri) {
        var texts = new ArrayList<JsonNode>();
        get("app.bsky.feed.getPostThread", Map.of("uri", uri, "depth", "1"))
                .at("/thread/replies")
                .forEach(reply -> texts.add(reply.path("post")));
        return texts;
    }

    private java.net.URI uri(String method, Map<String, String> parameters) {
        return new JsonApi(http, java.net.URI.create(service), (call, answer) -> {
                    throw new IllegalStateException(call.name());
                })
                .uri("/xrpc/" + method, parameters);
    }

    private static JsonNode post(Http http, String service, String method, String token, Object body) {
        HttpCall call = HttpCall.write(
                "POST", java.net.URI.create(service + "/xrpc/" + method), "application/json", Json.bytes(body));
        return answer(http, token.isEmpty() ? call : call.with("Authorization", "Bearer " + token));
    }

    private static JsonNode answer(Http http, HttpCall call) {
        HttpAnswer answer = http.exchange(call);
        if (!answer.ok()) {
            throw new IllegalStateException(call.name() + " answered " + answer.status() + " " + answer.text());
        }
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }
}
