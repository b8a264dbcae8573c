package io.deskbridge.core;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call to a remote.
 *
 * @param effect what a repeat of the call would do; decides what a broken connection means
 * @param contentType of the body; empty when there is none
 */
public record HttpCall(
        String method, URI uri, Effect effect, Map<String, String> headers, String contentType, byte[] body) {

    /** What a repeat of a call would do. */
    public enum Effect {
        /** Changes nothing. */
        READ,
        /** Changes something; twice would be twice. */
        WRITE,
        /** Changes something; twice is as good as once. */
        REPEATABLE_WRITE
    }

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Effect.READ, Map.of(), "", new byte[0]);
    }

    public static HttpCall write(String method, URI uri, String contentType, byte[] body) {
        return new HttpCall(method, uri, Effect.WRITE, Map.of(), contentType, body);
    }

    public HttpCall with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, uri, effect, more, contentType, body);
    }

    public HttpCall having(Effect other) {
        return new HttpCall(method, uri, other, headers, contentType, body);
    }

    /** Names the call in log lines and failures: no query, because remotes put secrets there. */
    public String name() {
        return method + " " + uri.getAuthority() + uri.getPath();
    }
}
