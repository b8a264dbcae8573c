package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Tokens;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are logged in as, and the tokens that say so.
 *
 * @param endpoint the server that keeps the account
 */
record Session(String did, String handle, URI endpoint, String access, String refresh) {
    private static final String ACCOUNT = "session.account";

    /** What the server answered to a login or a refresh. */
    static Session read(JsonNode answer, BlueskySettings settings) {
        for (String field : new String[] {"did", "handle", "accessJwt", "refreshJwt"}) {
            if (answer.path(field).asText().isBlank()) {
                throw new Failure.Unreadable("the session that " + settings.service() + " gave has no " + field);
            }
        }
        return new Session(
                answer.path("did").asText(),
                answer.path("handle").asText(),
                endpoint(answer.at("/didDoc/service"), settings),
                answer.path("accessJwt").asText(),
                answer.path("refreshJwt").asText());
    }

    private static URI endpoint(JsonNode services, BlueskySettings settings) {
        for (JsonNode service : services) {
            String address = service.path("serviceEndpoint").asText();
            boolean safe = address.startsWith("https://")
                    || address.startsWith("http://")
                            && "http".equals(settings.service().getScheme());
            if (!settings.pinned() && service.path("id").asText().endsWith("#atproto_pds") && safe) {
                return URI.create(address);
            }
        }
        return settings.service();
    }

    /** The session that was kept, unless it belongs to another account than the configured one. */
    static Optional<Session> kept(Tokens tokens, BlueskySettings settings) {
        var values = new HashMap<String, String>();
        for (String name : new String[] {ACCOUNT, "did", "handle", "endpoint", "access", "refresh"}) {
            tokens.get(name).ifPresent(value -> values.put(name, value));
        }
        if (values.size() < 6 || !account(settings).equals(values.get(ACCOUNT))) {
            return Optional.empty();
        }
        return Optional.of(new Session(
                values.getOrDefault("did", ""),
                values.getOrDefault("handle", ""),
                URI.create(values.getOrDefault("endpoint", "")),
                values.getOrDefault("access", ""),
                values.getOrDefault("refresh", "")));
    }

    /** All in one commit: the old refresh token is already worth nothing. */
    void keep(Tokens tokens, BlueskySettings settings) {
        tokens.put(Map.of(
                ACCOUNT,
                account(settings),
                "did",
                did,
                "handle",
                handle,
                "endpoint",
                endpoint.toString(),
                "access",
                access,
                "refresh",
                refresh));
    }

    private static String account(BlueskySettings settings) {
        return settings.service() + " " + settings.account() + (settings.pinned() ? " pinned" : "");
    }

    @Override
    public String toString() {
        return "session of " + handle;
    }
}
