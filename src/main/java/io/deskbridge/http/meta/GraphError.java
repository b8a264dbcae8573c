package io.deskbridge.http.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.http.Json;
import java.util.Optional;

/**
 * What Meta says went wrong
 * (developers.facebook.com/docs/graph-api/guides/error-handling).
 *
 * @param code 0 when it gave none
 * @param subcode 0 when it gave none
 * @param isTransient a repeat may work
 * @param words for people: those meant for users where there are any; without control characters; may be empty
 */
public record GraphError(int code, int subcode, boolean isTransient, String words) {
    /** A page or account that may not send for a while; its code is the one of a permission. */
    private static final int BLOCKED = 1893063;

    static Optional<GraphError> of(HttpAnswer answer) {
        return Json.tryRead(answer.body())
                .map(json -> json.path("error"))
                .filter(JsonNode::isObject)
                .map(GraphError::of);
    }

    static GraphError of(JsonNode error) {
        return new GraphError(
                error.path("code").asInt(0),
                error.path("error_subcode").asInt(0),
                error.path("is_transient").asBoolean(false),
                words(error));
    }

    /** WhatsApp explains itself in {@code error_data.details}, the others in {@code error_user_msg}. */
    private static String words(JsonNode error) {
        for (JsonNode words : new JsonNode[] {
            error.path("error_user_msg"), error.path("error_data").path("details"), error.path("message")
        }) {
            String text = words.asText("").replaceAll("\\p{Cntrl}+", " ").strip();
            if (!text.isEmpty()) {
                return text.length() > 300 ? text.substring(0, 300) + "…" : text;
            }
        }
        return "";
    }

    /** Whether whoever holds the token lacks a permission for this call. */
    public boolean isPermission() {
        return !isBlocked() && (code == 3 || code == 10 || code >= 200 && code <= 299);
    }

    boolean isBlocked() {
        return subcode == BLOCKED;
    }

    /** As people look it up: {@code 100/33}. */
    String number() {
        return subcode == 0 ? String.valueOf(code) : code + "/" + subcode;
    }
}
