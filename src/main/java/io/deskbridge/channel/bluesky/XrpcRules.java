package io.deskbridge.channel.bluesky;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What errors mean here: a token that is no good is a 400, and a 429 says until when by {@code RateLimit-Reset}, in
 * seconds since 1970, with no {@code Retry-After}.
 */
final class XrpcRules implements AnswerRules {
    private static final Set<String> NO_ACCESS = Set.of(
            "InvalidToken",
            "ExpiredToken",
            "AuthenticationRequired",
            "AuthMissing",
            "AuthFactorTokenRequired",
            "AccountTakedown",
            "AccountDeactivated",
            "AccountSuspended");
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final Clock clock;
    private final AnswerRules standard;

    XrpcRules(Clock clock) {
        this.clock = clock;
        this.standard = AnswerRules.standard(clock);
    }

    @Override
    public Failure failure(HttpCall call, HttpAnswer answer) {
        String error = error(answer);
        String what = call.name() + " answered " + answer.status() + " " + error + AnswerRules.reason(answer);
        if (answer.status() < 500 && NO_ACCESS.contains(error)) {
            return new Failure.Unauthorized(what);
        }
        if (answer.status() == 429) {
            Optional<Instant> until = reset(answer).or(() -> AnswerRules.retryAfter(answer, clock));
            return new Failure.RateLimited(
                    what,
                    until.orElseGet(() -> clock.instant().plus(UNSAID_PAUSE)),
                    Failure.RateLimited.Reach.CALL); // writes, log-ins and reads have budgets of their own
        }
        return standard.failure(call, answer);
    }

    /** The name that an error has for programs; empty when there is none. */
    static String error(HttpAnswer answer) {
        return Json.tryRead(answer.body())
                .map(body -> body.path("error").asText())
                .orElse("");
    }

    private Optional<Instant> reset(HttpAnswer answer) {
        return answer.header("RateLimit-Reset")
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                .filter(until -> until.isAfter(clock.instant()))
                .filter(until -> until.isBefore(clock.instant().plus(LONGEST_PAUSE)));
    }
}
