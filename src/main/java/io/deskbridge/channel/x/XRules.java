package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;

/** What X's refusals mean (docs.x.com/x-api/fundamentals/response-codes-and-errors). */
final class XRules implements AnswerRules {
    /** X's windows are that long; for a 429 that does not say when its own ends. */
    private static final Duration WINDOW = Duration.ofMinutes(15);
    /** Whoever buys credit does not want to wait for a new day. */
    private static final Duration EMPTY_CREDIT_PAUSE = Duration.ofHours(1);

    private static final Pattern OPTIONAL = Pattern.compile(".*/2/(?:dm_events|tweets/search/recent|tweets)");

    private final Clock clock;
    private final AnswerRules standard;

    XRules(Clock clock) {
        this.clock = clock;
        this.standard = AnswerRules.standard(clock);
    }

    @Override
    public Failure failure(HttpCall call, HttpAnswer answer) {
        String what = call.name() + " answered " + answer.status() + AnswerRules.reason(answer);
        return switch (answer.status()) {
            case 402 ->
                new Failure.RateLimited(
                        what + " (the credit of the X developer account is used up; buy more there)",
                        clock.instant().plus(EMPTY_CREDIT_PAUSE));
            case 429 -> limited(what, call, problem(answer), answer);
            case 403 -> forbidden(what, problem(answer), call, answer);
            case 400, 404, 422 ->
                call.effect() == HttpCall.Effect.READ ? standard.failure(call, answer) : refused(answer);
            default -> standard.failure(call, answer);
        };
    }

    private static JsonNode problem(HttpAnswer answer) {
        return Json.tryRead(answer.body()).orElseGet(Json.MAPPER::nullNode);
    }

    /**
     * A spent cap is no rate limit: its windows go on opening while X refuses until the next day or month. The cap on reads
     * does not stop replies.
     */
    private Failure limited(String what, HttpCall call, JsonNode problem, HttpAnswer answer) {
        String type = problem.path("type").asText("");
        if (type.endsWith("/usage-capped")) {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            boolean monthly =
                    problem.path("period").asText("").toLowerCase(Locale.ROOT).startsWith("month");
            LocalDate next = monthly ? today.withDayOfMonth(1).plusMonths(1) : today.plusDays(1);
            return new Failure.RateLimited(
                    what + " (the usage cap of the X developer account is spent; raise it there or wait)",
                    next.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    call.effect() == HttpCall.Effect.READ ? Reach.CALL : Reach.ACCOUNT);
        }
        Instant until = answer.header("x-rate-limit-reset")
                .filter(value -> value.matches("\\d{9,11}"))
                .map(value -> Instant.ofEpochSecond(Long.parseLong(value)))
                .filter(at -> at.isAfter(clock.instant()))
                .or(() -> AnswerRules.retryAfter(answer, clock))
                .orElseGet(() -> clock.instant().plus(WINDOW));
        return new Failure.RateLimited(what, until, Reach.CALL); // counted by endpoint
    }

    private static Failure forbidden(String what, JsonNode problem, HttpCall call, HttpAnswer answer) {
        String type = problem.path("type").asText("");
        if (call.effect() == HttpCall.Effect.READ && mayDoWithout(call)) {
            return new Failure.Rejected(what + " (a permission is missing; see the README for the scopes)");
        }
        if (call.effect() == HttpCall.Effect.READ
                || type.matches(".*/(unsupported-authentication|client-forbidden|oauth.*-permissions)")) {
            return new Failure.Unauthorized(what + " (a permission is missing; see the README for the scopes)");
        }
        return refused(answer);
    }

    /**
     * Reads of a source of its own: without it the others and the replies go on, so a refusal slows that source only and
     * does not pause the account. A refused look-up of our own replies is another matter: they wait for it.
     */
    private static boolean mayDoWithout(HttpCall call) {
        return OPTIONAL.matcher(call.uri().getPath()).matches();
    }

    /** X refuses the same text twice; perhaps the first attempt, whose answer was lost, put it there. */
    static boolean saysDuplicate(HttpAnswer answer) {
        return answer.status() == 403
                && problem(answer)
                        .path("detail")
                        .asText("")
                        .toLowerCase(Locale.ROOT)
                        .contains("duplicate");
    }

    /** Stands in the ticket, so it is X's own words without the call. */
    private static Failure refused(HttpAnswer answer) {
        return new Failure.Rejected(new Words(
                "X refused it (" + answer.status() + ")" + AnswerRules.reason(answer),
                "X hat es abgelehnt (" + answer.status() + ")" + AnswerRules.reason(answer)));
    }
}
