package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Makes calls to the site, as the hub's user. */
final class Calls {
    /** No list that the hub reads has more pages; one that has would be read for ever. */
    private static final int MOST_PAGES = 100;

    private final JsonApi api;
    private final String authorization;

    Calls(JiraSettings settings, Http http, Clock clock) {
        URI base = Objects.requireNonNull(settings.baseUrl());
        Http loggedIn = call -> {
            var answer = http.exchange(call);
            JiraRules.refusedLogin(call, answer).ifPresent(refused -> {
                throw refused;
            });
            return answer;
        };
        api = new JsonApi(loggedIn, base, new JiraRules(clock));
        authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (settings.email() + ":" + settings.apiToken().reveal())
                                        .getBytes(StandardCharsets.UTF_8));
    }

    String authorization() {
        return authorization;
    }

    JsonNode read(String path, Map<String, String> query) {
        return exchange(api.get(path, query));
    }

    JsonNode post(String path, Object body, Effect effect) {
        return exchange(api.write("POST", path, body).having(effect));
    }

    /** Twice is as good as once. */
    JsonNode put(String path, Object body) {
        return exchange(api.write("PUT", path, body).having(Effect.REPEATABLE_WRITE));
    }

    void delete(String path) {
        exchange(new HttpCall("DELETE", uri(path), Effect.REPEATABLE_WRITE, Map.of(), "", new byte[0]));
    }

    URI uri(String path) {
        return api.uri(path, Map.of());
    }

    JsonNode exchange(HttpCall call) {
        // some calls of the service desk API are called experimental and want to be asked for
        return api.exchange(call.with("Authorization", authorization).with("X-ExperimentalApi", "opt-in"));
    }

    /**
     * All pages of a list.
     *
     * @param read takes where a page begins, as the one before it said
     * @param what the list is of, for the sentence about one that never ends
     */
    static <T> List<T> all(Function<Optional<String>, Wire.Page<T>> read, String what) {
        var items = new ArrayList<T>();
        Optional<String> next = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            Wire.Page<T> answer = read.apply(next);
            items.addAll(answer.items());
            next = answer.next();
            if (next.isEmpty()) {
                return items;
            }
        }
        throw new Failure.Unreadable("Jira's list of " + what + " has more than " + MOST_PAGES + " pages");
    }
}
