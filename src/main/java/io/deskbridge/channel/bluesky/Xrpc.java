package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The network's calls, made as our account; a session whose access token is too old is renewed on the way. */
final class Xrpc {
    private static final Set<String> TOO_OLD = Set.of("ExpiredToken", "InvalidToken");

    private final Sessions sessions;
    private final AccountContext context;

    Xrpc(Sessions sessions, AccountContext context) {
        this.sessions = sessions;
        this.context = context;
    }

    Session session() {
        return sessions.current();
    }

    JsonNode query(String method, Map<String, String> parameters) {
        return query(method, parameters, "", List.of());
    }

    /**
     * Reads with a parameter that has many values.
     *
     * @param name of that parameter; empty when there is none
     */
    JsonNode query(String method, Map<String, String> parameters, String name, List<String> values) {
        return exchange(api -> {
            String uri = api.uri("/xrpc/" + method, parameters).toString();
            var text = new StringBuilder(uri);
            for (String value : values) {
                text.append(text.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(JsonApi.encode(value));
            }
            return HttpCall.get(URI.create(text.toString()));
        });
    }

    /** Reads something that may not exist; {@code missing} are the errors that say so. */
    Optional<JsonNode> find(String method, Map<String, String> parameters, Set<String> missing) {
        return find(api -> api.get("/xrpc/" + method, parameters), missing);
    }

    /** As the other, for a call that was made elsewhere. */
    Optional<JsonNode> find(Function<JsonApi, HttpCall> maker, Set<String> missing) {
        Session session = sessions.current();
        HttpCall call = maker.apply(api(session, context.http()));
        HttpAnswer answer = authorized(call, session);
        return !answer.ok() && missing.contains(XrpcRules.error(answer))
                ? Optional.empty()
                : Optional.of(api(session, same -> answer).exchange(call));
    }

    JsonNode procedure(String method, Object body) {
        return exchange(api -> api.write("POST", "/xrpc/" + method, body));
    }

    JsonNode upload(String mimeType, byte[] bytes) {
        return exchange(api -> new HttpCall(
                "POST",
                api.uri("/xrpc/com.atproto.repo.uploadBlob", Map.of()),
                // a file that no record names is thrown away by the server
                Effect.REPEATABLE_WRITE,
                Map.of(),
                mimeType,
                bytes));
    }

    JsonNode exchange(Function<JsonApi, HttpCall> call) {
        Session session = sessions.current();
        JsonApi api = api(session, request -> authorized(request, session));
        return api.exchange(call.apply(api));
    }

    private JsonApi api(Session session, Http http) {
        return new JsonApi(http, session.endpoint(), new XrpcRules(context.clock()));
    }

    private HttpAnswer authorized(HttpCall call, Session session) {
        HttpAnswer answer = context.http().exchange(call.with("Authorization", "Bearer " + session.access()));
        String error = answer.ok() ? "" : XrpcRules.error(answer);
        // a chat call is "InvalidToken" when the app password has no right to direct messages: renewing changes nothing
        boolean mayRenew = !error.equals("InvalidToken") || !call.headers().containsKey("atproto-proxy");
        if (answer.status() < 500 && TOO_OLD.contains(error) && mayRenew) {
            Session renewed = sessions.renew(session);
            return context.http().exchange(call.with("Authorization", "Bearer " + renewed.access()));
        }
        return answer;
    }
}
