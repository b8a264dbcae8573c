package io.deskbridge.http.meta;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import io.deskbridge.http.AnswerRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What Meta's refusals mean. The HTTP status tells little: nearly everything is 400, and the code in the body decides.
 */
final class GraphRules implements AnswerRules {
    /** Temporary blocks do not say when they end. */
    private static final Duration BLOCK = Duration.ofHours(1);
    /** There is no fixed moment at which a limit ends; usage falls minute by minute. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final GraphAccess access;
    private final GraphApi.OwnErrors own;
    private final Clock clock;
    private final AnswerRules standard;

    GraphRules(GraphAccess access, GraphApi.OwnErrors own, Clock clock) {
        this.access = access;
        this.own = own;
        this.clock = clock;
        this.standard = AnswerRules.standard(clock);
    }

    @Override
    public Failure failure(HttpCall call, HttpAnswer answer) {
        Optional<GraphError> error = GraphError.of(answer).map(this::withoutToken);
        if (error.isEmpty()) {
            return standard.failure(call, answer);
        }
        GraphError found = error.get();
        String what = call.name() + " answered " + answer.status() + ", error " + found.number()
                + (found.words().isEmpty() ? "" : ": " + found.words());
        return own.failure(found, call, what).orElseGet(() -> shared(found, call, answer, what));
    }

    private Failure shared(GraphError error, HttpCall call, HttpAnswer answer, String what) {
        if (error.isBlocked()) {
            return blocked(what);
        }
        if (error.isPermission()) {
            return permission(what);
        }
        return switch (error.code()) {
            case 4, 17, 32 -> limited(what, answer, Reach.ACCOUNT);
            case 613 -> limited(what, answer, Reach.CALL); // a limit that one kind of call has for itself
            case 102, 104, 190 ->
                new Failure.Unauthorized(what + " (the token is not valid any more, or not with this app secret)");
            case 368 -> blocked(what);
            case 1, 2 -> AnswerRules.broken(call, what);
            default -> other(error, call, answer, what);
        };
    }

    private Failure other(GraphError error, HttpCall call, HttpAnswer answer, String what) {
        int code = error.code();
        if (code >= 80000 && code <= 80014) { // limits of each business use case
            return limited(what, answer, Reach.ACCOUNT);
        }
        if (error.isTransient() || answer.status() >= 500) {
            return AnswerRules.broken(call, what);
        }
        if (answer.status() == 401 || answer.status() == 429) {
            return standard.failure(call, answer);
        }
        return call.effect() == HttpCall.Effect.READ ? new Failure.Rejected(what) : refused(error);
    }

    private static Failure permission(String what) {
        return new Failure.Unauthorized(what + " (a permission is missing; see the README for which are needed)");
    }

    /** What is read goes on; only what the account was blocked for waits. */
    private Failure blocked(String what) {
        return new Failure.RateLimited(what, clock.instant().plus(BLOCK), Reach.CALL);
    }

    private Failure limited(String what, HttpAnswer answer, Reach reach) {
        Instant until = GraphUsage.of(answer)
                .pause()
                .map(pause -> clock.instant().plus(pause))
                .or(() -> AnswerRules.retryAfter(answer, clock))
                .orElseGet(() -> clock.instant().plus(LIMIT));
        return new Failure.RateLimited(what, until, reach);
    }

    /** Stands in the ticket, so it is Meta's own words without the call. */
    private Failure refused(GraphError error) {
        String said = " (" + error.number() + ")" + (error.words().isEmpty() ? "" : ": " + error.words());
        return new Failure.Rejected(
                new Words(access.network() + " refused it" + said, access.network() + " hat es abgelehnt" + said));
    }

    /** Meta repeats a token that it cannot read in its words. */
    private GraphError withoutToken(GraphError error) {
        String token = access.token().get().reveal();
        return token.isEmpty()
                ? error
                : new GraphError(
                        error.code(),
                        error.subcode(),
                        error.isTransient(),
                        error.words().replace(token, "***"));
    }
}
