package io.deskbridge.sandbox.jira;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** A call that is answered with an error, in the words and shape that Jira's API uses. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, Object> body;
    private final transient HttpHeaders headers = new HttpHeaders();

    private Refusal(int status, Map<String, Object> body) {
        super("answered " + status);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return body;
    }

    HttpHeaders headers() {
        return headers;
    }

    static Refusal stranger() {
        var refusal = general(401, "Client must be authenticated to access this resource.");
        refusal.headers.set("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
        return refusal;
    }

    static Refusal forbidden(String message) {
        return general(403, message);
    }

    static Refusal noIssue() {
        return general(404, "Issue does not exist or you do not have permission to see it.");
    }

    static Refusal missing(String what) {
        return general(404, what + " does not exist or you do not have permission to see it.");
    }

    static Refusal general(int status, String message) {
        return new Refusal(status, Map.of("errorMessages", List.of(message), "errors", Map.of()));
    }

    static Refusal field(String field, String message) {
        return new Refusal(400, Map.of("errorMessages", List.of(), "errors", Map.of(field, message)));
    }

    /** As the service desk API says it. */
    static Refusal desk(int status, String message) {
        return new Refusal(status, Map.of("errorMessage", message, "i18nErrorMessage", Map.of("i18nKey", "sandbox")));
    }
}
