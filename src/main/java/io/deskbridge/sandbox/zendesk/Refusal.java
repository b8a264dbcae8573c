package io.deskbridge.sandbox.zendesk;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** A call that is answered with an error, in the words and shape that Zendesk's API uses. */
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
        return new Refusal(401, Map.of("error", "Couldn't authenticate you"));
    }

    static Refusal forbidden() {
        return new Refusal(
                403,
                Map.of(
                        "error",
                        Map.of(
                                "title",
                                "Forbidden",
                                "message",
                                "You do not have access to this page. Please contact the"
                                        + " account owner of this help desk for further help.")));
    }

    static Refusal notFound() {
        return new Refusal(404, Map.of("error", "RecordNotFound", "description", "Not found"));
    }

    static Refusal invalid(String field, String description) {
        return new Refusal(
                422,
                Map.of(
                        "error",
                        "RecordInvalid",
                        "description",
                        "Record validation errors",
                        "details",
                        Map.of(field, List.of(Map.of("description", description)))));
    }

    static Refusal badParameter(int status, String description) {
        return new Refusal(status, Map.of("error", "InvalidValue", "description", description));
    }

    static Refusal conflict() {
        return new Refusal(
                409,
                Map.of(
                        "error",
                        "UpdateConflict",
                        "description",
                        "Safe update prevented the update: the ticket changed after the given stamp"));
    }

    static Refusal otherParameters() {
        return new Refusal(
                400,
                Map.of(
                        "error",
                        "IdempotentRequestError",
                        "description",
                        "Request parameters do not match those of the first request with this idempotency key"));
    }

    static Refusal tooMany(long retryAfterSeconds) {
        var refusal = new Refusal(
                429,
                Map.of("error", "TooManyUpdates", "description", "Too many updates to this ticket by the same user"));
        refusal.headers.set("Retry-After", String.valueOf(retryAfterSeconds));
        return refusal;
    }
}
