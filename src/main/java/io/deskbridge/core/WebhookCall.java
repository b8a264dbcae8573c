package io.deskbridge.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A call that says it comes from a remote. Until its signature is checked it comes from a stranger.
 *
 * @param method upper case
 * @param query decoded parameters; the first value of each
 * @param headers the first value of each, found in any case
 * @param body the raw bytes, before any parsing: signatures are computed over them
 */
public record WebhookCall(String method, Map<String, String> query, Map<String, String> headers, byte[] body) {
    public WebhookCall {
        query = Map.copyOf(query);
        var anyCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }
}
