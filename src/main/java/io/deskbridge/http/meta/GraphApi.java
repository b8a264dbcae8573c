package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.http.Json;
import io.deskbridge.http.JsonApi;
import io.deskbridge.http.Signatures;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Graph API as one account. Every failure is typed by Meta's error code; a write that broke off, or that Meta answers
 * with something transient, is {@link Failure.Uncertain}.
 */
public final class GraphApi {
    private static final int UNKNOWN_OBJECT = 100;

    private final GraphAccess access;
    private final Http http;
    private final JsonApi api;
    private final GraphRules rules;

    public GraphApi(GraphAccess access, Http http, Clock clock) {
        this(access, (error, call, what) -> Optional.empty(), http, clock);
    }

    /**
     * @param own what the account's network means by a code, ahead of what all of Meta's networks mean
     */
    public GraphApi(GraphAccess access, OwnErrors own, Http http, Clock clock) {
        this.access = access;
        this.http = http;
        this.rules = new GraphRules(access, own, clock);
        this.api = new JsonApi(call -> unlessError(call, http.exchange(call)), access.base(), rules);
    }

    /** What one network means by an error; empty when it means what all of them do. */
    @FunctionalInterface
    public interface OwnErrors {
        /**
         * @param what names the call and has Meta's words; for the log
         */
        Optional<Failure> failure(GraphError error, HttpCall call, String what);
    }

    /**
     * Reads.
     *
     * @param path begins with a slash; ids of Meta need no encoding
     */
    public JsonNode get(String path, Map<String, String> query) {
        return exchange(api.get(path, proven(query)));
    }

    /** An object; empty when there is none of that id, or none that this token may see. */
    public Optional<JsonNode> find(String id, String fields) {
        try {
            JsonNode json = get("/" + id, Map.of("fields", fields));
            return json.path("id").asText("").isEmpty() ? Optional.empty() : Optional.of(json);
        } catch (Failure.Rejected gone) {
            return Optional.empty(); // a read of an id is refused for nothing else
        }
    }

    /** Writes JSON; twice would be twice. */
    public JsonNode post(String path, Object body) {
        return exchange(write(path, "application/json", Json.bytes(body)));
    }

    /**
     * Sends a file that nobody sees yet; twice does no harm.
     *
     * @param fields beside the file
     * @param fileField how the edge calls the file: {@code source}, {@code file}
     */
    public JsonNode upload(String path, Map<String, String> fields, String fileField, Media file) {
        var form = new Multipart(fields, fileField, file);
        return exchange(write(path, form.contentType(), form.body()).having(HttpCall.Effect.REPEATABLE_WRITE));
    }

    /** Writes JSON; twice is as good as once. */
    public JsonNode change(String path, Object body) {
        return exchange(write(path, "application/json", Json.bytes(body)).having(HttpCall.Effect.REPEATABLE_WRITE));
    }

    /**
     * Deletes an object; one that is not there any more is deleted as wished. One that Meta refuses to delete and does not
     * show either is not taken for gone.
     */
    public void delete(String id) {
        var call = new HttpCall(
                "DELETE",
                api.uri("/" + id, proven(Map.of())),
                HttpCall.Effect.REPEATABLE_WRITE,
                Map.of(),
                "",
                new byte[0]);
        try {
            exchange(call);
        } catch (Failure.Rejected refused) {
            if (!isGone(id)) {
                throw refused;
            }
        }
    }

    /** Meta has one code for everything that is not there. */
    private boolean isGone(String id) {
        HttpCall call = api.get("/" + id, proven(Map.of("fields", "id")));
        HttpAnswer answer = http.exchange(authorized(call));
        Optional<GraphError> error = GraphError.of(answer);
        if (error.isEmpty() && answer.ok()) {
            return false;
        }
        if (error.filter(found -> found.code() == UNKNOWN_OBJECT).isPresent()) {
            return true;
        }
        Failure unclear = rules.failure(call, answer);
        if (unclear instanceof Failure.Rejected) {
            return false; // Meta's words about the deletion tell an agent more
        }
        throw unclear;
    }

    /** The page after this one: the query for the same path; empty at the end. */
    public static Optional<Map<String, String>> next(JsonNode page) {
        String next = page.path("paging").path("next").asText("");
        if (next.isEmpty()) {
            return Optional.empty();
        }
        // only the query: the address is Meta's to choose, and the token goes nowhere but to the configured one
        @Nullable String query = uri(next).getRawQuery();
        var parameters = new LinkedHashMap<String, String>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.equals("access_token") && !name.equals("appsecret_proof")) {
                parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters.isEmpty() ? Optional.empty() : Optional.of(parameters);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Failure.Unreadable("the address of Meta's next page cannot be read", e);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Failure.Unreadable("the address of Meta's next page cannot be read", e);
        }
    }

    private HttpCall write(String path, String contentType, byte[] body) {
        return HttpCall.write("POST", api.uri(path, proven(Map.of())), contentType, body);
    }

    private JsonNode exchange(HttpCall call) {
        return api.exchange(authorized(call));
    }

    private HttpCall authorized(HttpCall call) {
        return call.with("Authorization", "Bearer " + access.token().get().reveal());
    }

    /** Some edges tell of an error in an answer of 200. */
    private HttpAnswer unlessError(HttpCall call, HttpAnswer answer) {
        if (answer.ok() && GraphError.of(answer).isPresent()) {
            throw rules.failure(call, answer);
        }
        return answer;
    }

    /** With the proof that whoever has the token also has the app's secret; apps can be set to demand it. */
    private Map<String, String> proven(Map<String, String> query) {
        return access.appSecret()
                .map(secret -> {
                    var more = new LinkedHashMap<>(query);
                    byte[] token = access.token().get().reveal().getBytes(StandardCharsets.UTF_8);
                    more.put("appsecret_proof", HexFormat.of().formatHex(Signatures.hmacSha256(secret, token)));
                    return (Map<String, String>) more;
                })
                .orElse(query);
    }
}
