package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Jira means by a status where it differs from most others. */
final class JiraRules implements AnswerRules {
    private static final String CHECK = "; check email and api-token: tokens end after a year at the latest";

    private static final Pattern EDITED = Pattern.compile("/issue/[^/]+(/properties/[^/]+)?$");

    private final Clock clock;
    private final AnswerRules standard;

    JiraRules(Clock clock) {
        this.clock = clock;
        standard = AnswerRules.standard(clock);
    }

    @Override
    public Failure failure(HttpCall call, HttpAnswer answer) {
        String what = call.name() + " answered " + answer.status() + reason(answer);
        return switch (answer.status()) {
            case 401 -> new Failure.Unauthorized(what + CHECK);
            case 403 ->
                // a site may take no files, and a project no changes of issues or new customers; that must hold up no
                // words
                call.uri().getPath().endsWith("/attachments") || isEdit(call) || isAboutCustomers(call)
                        ? new Failure.Rejected(what)
                        : new Failure.Unauthorized(
                                what + "; the user whose token it is needs the permission in that project"
                                        + " (see the desk's README)");
            // somebody else changed it at the same moment: nothing was written
            case 409 -> new Failure.Unavailable(what);
            case 400, 404, 410, 413, 415, 422 -> new Failure.Rejected(what);
            case 429 -> limited(answer, what);
            default -> standard.failure(call, answer);
        };
    }

    /** Of an issue's fields and labels, or its property; to say more in an issue is another permission. */
    private static boolean isEdit(HttpCall call) {
        return call.method().equals("PUT")
                && EDITED.matcher(call.uri().getPath()).find();
    }

    private static boolean isAboutCustomers(HttpCall call) {
        String path = call.uri().getPath();
        return path.endsWith("/customer") || path.endsWith("/user/search");
    }

    /**
     * With a token that it does not know, Jira goes on as if nobody had logged in: searches find nothing and issues seem
     * to be gone. Only this header tells.
     */
    static Optional<Failure> refusedLogin(HttpCall call, HttpAnswer answer) {
        return answer.header("X-Seraph-LoginReason")
                .filter(reason -> reason.contains("AUTHENTICATED_FAILED") || reason.contains("AUTHENTICATION_DENIED"))
                .map(reason -> new Failure.Unauthorized(call.name() + " was answered " + answer.status()
                        + " without a login (" + PlainText.name(reason) + ")" + CHECK));
    }

    private Failure limited(HttpAnswer answer, String what) {
        Instant until = AnswerRules.retryAfter(answer, clock)
                .orElseGet(() -> clock.instant().plus(UNSAID_PAUSE));
        String reason = answer.header("RateLimit-Reason").orElse("");
        Reach reach = reason.contains("per-issue")
                ? Reach.ITEM
                // the limit on bursts counts each endpoint by itself
                : reason.contains("burst") ? Reach.CALL : Reach.ACCOUNT;
        return new Failure.RateLimited(what, until, reach);
    }

    /** Jira's own words: general ones, and those about single fields. */
    private static String reason(HttpAnswer answer) {
        var words = new ArrayList<String>();
        Json.tryRead(answer.body()).ifPresent(json -> {
            json.path("errorMessages").forEach(word -> words.add(word.asText("")));
            json.path("errors")
                    .fields()
                    .forEachRemaining(field ->
                            words.add(field.getKey() + ": " + field.getValue().asText("")));
            for (JsonNode word : new JsonNode[] {json.path("errorMessage"), json.path("message")}) {
                if (word.isTextual()) {
                    words.add(word.asText());
                }
            }
        });
        String all = String.join(", ", words).replaceAll("\\p{Cntrl}+", " ");
        return all.isEmpty() ? "" : ": " + (all.length() > 300 ? all.substring(0, 300) + "…" : all);
    }
}
