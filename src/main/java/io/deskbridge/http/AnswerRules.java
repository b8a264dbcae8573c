package io.deskbridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What a remote's answer of a status other than 2xx means. */
@FunctionalInterface
public interface AnswerRules {
    /** How long to wait when a remote says "too many" but not until when. */
    Duration UNSAID_PAUSE = Duration.ofSeconds(60);

    Failure failure(HttpCall call, HttpAnswer answer);

    /**
     * What most remotes mean: 401 the token is gone, 429 wait ({@code Retry-After}), 408, 425 and 5xx something of theirs
     * failed, any other 4xx that they will never take it, and a redirect that the address is not (or no longer) the
     * API's: nothing was done, and the messages wait until an admin has put it right. A remote that means something else by a status has rules of
     * its own for it and asks these for the rest.
     */
    static AnswerRules standard(Clock clock) {
        return (call, answer) -> {
            String what = call.name() + " answered " + answer.status() + reason(answer);
            return switch (answer.status()) {
                case 401 -> new Failure.Unauthorized(what);
                case 429 ->
                    new Failure.RateLimited(what, retryAfter(answer, clock).orElseGet(() -> clock.instant()
                            .plus(UNSAID_PAUSE)));
                case 408, 425 -> broken(call, what);
                default -> other(call, answer, what);
            };
        };
    }

    private static Failure other(HttpCall call, HttpAnswer answer, String what) {
        int status = answer.status();
        if (status >= 500) {
            return broken(call, what);
        }
        return status >= 400
                ? new Failure.Rejected(new Words(what, call.name() + " antwortete " + status + reason(answer)))
                : new Failure.Unavailable(what + "; is the configured address the API's?");
    }

    /** A failure on the remote's side: for a write nobody knows how far it came. */
    static Failure broken(HttpCall call, String what) {
        return call.effect() == HttpCall.Effect.WRITE ? new Failure.Uncertain(what) : new Failure.Unavailable(what);
    }

    /** {@code Retry-After} as a moment: it is given in seconds or as a date (RFC 9110, 10.2.3). */
    static Optional<Instant> retryAfter(HttpAnswer answer, Clock clock) {
        return answer.header("Retry-After").map(String::strip).flatMap(value -> {
            if (!value.isEmpty() && value.length() < 9 && value.chars().allMatch(Character::isDigit)) {
                return Optional.of(clock.instant().plusSeconds(Long.parseLong(value)));
            }
            try {
                return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeParseException notADate) {
                return Optional.empty();
            }
        });
    }

    /** The remote's own words, as far as they can be found and are short enough for a log line. */
    static String reason(HttpAnswer answer) {
        String words = Json.tryRead(answer.body()).map(AnswerRules::words).orElse("");
        return words.isEmpty() ? "" : ": " + (words.length() > 300 ? words.substring(0, 300) + "…" : words);
    }

    private static String words(JsonNode json) {
        for (String name : new String[] {"detail", "description", "message", "error_description", "title", "error"}) {
            JsonNode value = json.path(name);
            if (value.isTextual() && !value.asText().isBlank()) {
                return value.asText().replaceAll("\\p{Cntrl}+", " ");
            }
        }
        return "";
    }
}
