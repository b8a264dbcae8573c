package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.JsonApi;
import java.util.Map;
import java.util.Optional;

/** Calls to X with the right token; one that X refuses with 401 is refreshed once. */
final class XApi {
    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final Http http;
    private final JsonApi api;
    private final XTokens tokens;

    XApi(XSettings settings, AccountContext context) {
        var rules = new XRules(context.clock());
        http = context.http();
        api = new JsonApi(this::exchangeWithFreshToken, settings.baseUrl(), rules);
        tokens = new XTokens(settings, context, new JsonApi(http, settings.baseUrl(), rules));
    }

    /** Reads what is public. */
    JsonNode read(String path, Map<String, String> query) {
        return exchange(api.get(path, query), tokens.forReading());
    }

    /** Reads what only the account may. */
    JsonNode readAsUser(String path, Map<String, String> query) {
        return exchange(api.get(path, query), tokens.ofUser());
    }

    /**
     * @throws XDuplicate when X refuses it because the same was written before
     */
    JsonNode write(String path, Object body) {
        return exchange(api.write("POST", path, body), tokens.ofUser());
    }

    /** For what does no harm when it stands there twice, such as a picture that no post shows yet. */
    JsonNode prepare(String path, Object body) {
        HttpCall call = api.write("POST", path, body).having(HttpCall.Effect.REPEATABLE_WRITE);
        return exchange(call, tokens.ofUser());
    }

    /** Twice is as good as once. */
    JsonNode delete(String path) {
        return exchange(
                new HttpCall(
                        "DELETE", api.uri(path, Map.of()), HttpCall.Effect.REPEATABLE_WRITE, Map.of(), "", new byte[0]),
                tokens.ofUser());
    }

    String userToken() {
        return tokens.ofUser();
    }

    private JsonNode exchange(HttpCall call, String token) {
        return api.exchange(call.with(AUTHORIZATION, BEARER + token));
    }

    /** A call that was answered 401 did nothing, so that a write may be repeated as well. */
    private HttpAnswer exchangeWithFreshToken(HttpCall call) {
        HttpAnswer answer = http.exchange(call);
        if (answer.status() != 401) {
            return unlessDuplicate(call, answer);
        }
        String refused = call.headers().getOrDefault(AUTHORIZATION, "").substring(BEARER.length());
        Optional<String> other = tokens.insteadOf(refused);
        return other.isEmpty()
                ? answer
                : unlessDuplicate(call, http.exchange(call.with(AUTHORIZATION, BEARER + other.get())));
    }

    /** Failures say what the hub does next, and that is not clear yet. */
    private static HttpAnswer unlessDuplicate(HttpCall call, HttpAnswer answer) {
        if (call.effect() == HttpCall.Effect.WRITE && XRules.saysDuplicate(answer)) {
            throw new XDuplicate(call.name() + " answered that it is a duplicate");
        }
        return answer;
    }
}
