package io.deskbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An API that speaks JSON under one address. Every failure is typed; an answer of 2xx that is no JSON is
 * {@link Failure.Unreadable} after a read and {@link Failure.Uncertain} after a write, because the write probably
 * happened.
 */
public final class JsonApi {
    private final Http http;
    private final String base;
    private final AnswerRules rules;

    /**
     * @param base without a slash at its end
     */
    public JsonApi(Http http, URI base, AnswerRules rules) {
        this.http = http;
        this.base = base.toString().replaceAll("/+$", "");
        this.rules = rules;
    }

    /**
     * A URI below the base.
     *
     * @param path begins with a slash; already encoded where it needs to be
     * @param query not yet encoded; a value that is empty is left out
     */
    public URI uri(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters));
    }

    /** A call to read below the base; add what it needs and give it to {@link #exchange}. */
    public HttpCall get(String path, Map<String, String> query) {
        return HttpCall.get(uri(path, query));
    }

    /** A call to write JSON below the base. */
    public HttpCall write(String method, String path, Object body) {
        return HttpCall.write(method, uri(path, Map.of()), "application/json", Json.bytes(body));
    }

    /** Makes the call and reads the answer; an empty answer is a JSON null. */
    public JsonNode exchange(HttpCall call) {
        HttpAnswer answer = http.exchange(call.with("Accept", "application/json"));
        if (!answer.ok()) {
            throw rules.failure(call, answer);
        }
        if (answer.body().length == 0) {
            return JsonNodeFactory.instance.nullNode();
        }
        return Json.tryRead(answer.body()).orElseThrow(() -> {
            String what = call.name() + " answered " + answer.status() + " with something that is not JSON";
            return call.effect() == HttpCall.Effect.WRITE ? new Failure.Uncertain(what) : new Failure.Unreadable(what);
        });
    }

    /** Encodes one part of a path or query. */
    public static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
