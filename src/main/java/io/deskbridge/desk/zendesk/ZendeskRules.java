package io.deskbridge.desk.zendesk;

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

/** What Zendesk means by a status where it differs from most others. */
final class ZendeskRules implements AnswerRules {
    private static final Pattern ONE_TICKET = Pattern.compile("/tickets/\\d+(\\.json)?$");
    private static final Pattern EXPORT = Pattern.compile("/incremental/");

    private final Clock clock;
    private final AnswerRules standard;

    ZendeskRules(Clock clock) {
        this.clock = clock;
        standard = AnswerRules.standard(clock);
    }

    @Override
    public Failure failure(HttpCall call, HttpAnswer answer) {
        String what = call.name() + " answered " + answer.status() + reason(answer);
        return switch (answer.status()) {
            case 401 ->
                new Failure.Unauthorized(what + "; check email and api-token (or oauth-token), and that token access"
                        + " is switched on in Zendesk's Admin Center");
            case 403 ->
                new Failure.Unauthorized(
                        what + "; the user whose credentials the hub has must have the role of an admin");
            // a safe update or a database lock: nothing was written
            case 409 -> new Failure.Unavailable(what);
            case 400 ->
                text(answer, "error").equals("IdempotentRequestError")
                        // the key is known, so a first attempt with other entries got through
                        ? new Failure.Uncertain(what)
                        : new Failure.Rejected(what);
            case 422, 404, 413 -> new Failure.Rejected(what);
            case 429 -> limited(call, answer, what);
            default -> standard.failure(call, answer);
        };
    }

    private Failure limited(HttpCall call, HttpAnswer answer, String what) {
        Instant until = AnswerRules.retryAfter(answer, clock)
                .orElseGet(() -> clock.instant().plus(UNSAID_PAUSE));
        return new Failure.RateLimited(what, until, reach(call, answer, until));
    }

    /**
     * Zendesk answers 429 for the account's budget of a minute, for the thirty updates of one ticket within ten, and for
     * the ten calls a minute to the export of changed tickets. Only the counter of the account's calls tells which; without
     * it an update's wait does, as the account's is never above a minute, and an export's limit is taken for its own.
     */
    private Reach reach(HttpCall call, HttpAnswer answer, Instant until) {
        String path = call.uri().getPath();
        Optional<Boolean> budgetLeft = answer.header("X-Rate-Limit-Remaining")
                .or(() -> answer.header("ratelimit-remaining"))
                .map(left -> left.matches("0*[1-9]\\d*"));
        if (EXPORT.matcher(path).find()) {
            return budgetLeft.orElse(true) ? Reach.CALL : Reach.ACCOUNT;
        }
        if (call.method().equals("PUT") && ONE_TICKET.matcher(path).find()) {
            boolean left =
                    budgetLeft.orElseGet(() -> until.isAfter(clock.instant().plus(UNSAID_PAUSE)));
            return left ? Reach.ITEM : Reach.ACCOUNT;
        }
        return Reach.ACCOUNT;
    }

    private static String text(HttpAnswer answer, String field) {
        return Json.tryRead(answer.body())
                .map(json -> json.path(field).asText(""))
                .orElse("");
    }

    /** A 422 says only in its details which field is wrong. */
    private static String reason(HttpAnswer answer) {
        var words = new ArrayList<String>();
        Json.tryRead(answer.body()).ifPresent(json -> {
            JsonNode error = json.path("error");
            for (JsonNode word : new JsonNode[] {error, error.path("message"), json.path("description")}) {
                if (word.isTextual()) {
                    words.add(word.asText());
                }
            }
            json.path("details")
                    .forEach(field -> field.forEach(
                            mistake -> words.add(mistake.path("description").asText(""))));
        });
        String all = String.join(", ", words).replaceAll("\\p{Cntrl}+", " ");
        return all.isEmpty() ? "" : ": " + (all.length() > 300 ? all.substring(0, 300) + "…" : all);
    }
}
