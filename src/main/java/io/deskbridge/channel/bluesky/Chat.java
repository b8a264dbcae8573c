package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.JsonApi;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls of the chat service. Our server passes them on to it when a header names it. */
final class Chat {
    private static final String HEADER = "atproto-proxy";
    private static final String SERVICE = "did:web:api.bsky.chat#bsky_chat";
    /** What says that there is no chat for us: an app password without that right, or a network without the service. */
    private static final Set<String> NONE = Set.of(
            "InvalidToken",
            "MethodNotImplemented",
            "XRPCNotSupported",
            "InsufficientScope",
            "Forbidden",
            "AuthMissing");

    private static final Set<String> NONE_AT_FIRST = Stream.concat(
                    NONE.stream(), Stream.of("InternalServerError", "UpstreamFailure", "NotFound"))
            .collect(Collectors.toUnmodifiableSet());

    private final Xrpc xrpc;

    Chat(Xrpc xrpc) {
        this.xrpc = xrpc;
    }

    JsonNode query(String method, Map<String, String> parameters) {
        return xrpc.exchange(api -> get(api, method, parameters));
    }

    /**
     * Empty when there is no chat for this account.
     *
     * @param worked whether there was one before; if not, an error of the server's own is taken for "no chat", because
     *     that is all that a server says which cannot find the service
     */
    Optional<JsonNode> queryIfThere(String method, Map<String, String> parameters, boolean worked) {
        return xrpc.find(api -> get(api, method, parameters), worked ? NONE : NONE_AT_FIRST);
    }

    private static HttpCall get(JsonApi api, String method, Map<String, String> parameters) {
        return api.get("/xrpc/" + method, parameters).with(HEADER, SERVICE);
    }

    JsonNode procedure(String method, Object body) {
        return xrpc.exchange(api -> api.write("POST", "/xrpc/" + method, body).with(HEADER, SERVICE));
    }
}
