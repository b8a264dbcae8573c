package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final AnswerRules RULES = AnswerRules.standard(Clock.fixed(NOW, ZoneOffset.UTC));
    private static final URI REMOTE = URI.create("https://desk.example/tickets?token=geheim");

    private static HttpCall call(HttpCall.Effect effect) {
        return HttpCall.write("POST", REMOTE, "application/json", new byte[0]).having(effect);
    }

    private static HttpAnswer answer(int status, Map<String, String> headers, String body) {
        return new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest(name = "{0} after a {1} is {2}")
    @CsvSource({
        "401, READ, Unauthorized", "401, WRITE, Unauthorized",
        "403, READ, Rejected", "403, WRITE, Rejected",
        "404, READ, Rejected", "422, WRITE, Rejected",
        "429, READ, RateLimited", "429, WRITE, RateLimited",
        "408, READ, Unavailable", "408, WRITE, Uncertain",
        "425, WRITE, Uncertain", "500, READ, Unavailable",
        "500, WRITE, Uncertain", "500, REPEATABLE_WRITE, Unavailable",
        "502, WRITE, Uncertain", "503, READ, Unavailable",
        "503, WRITE, Uncertain", "301, WRITE, Unavailable",
        "302, READ, Unavailable"
    })
    void the_status_and_what_a_repeat_would_do_decide(int status, HttpCall.Effect effect, String type) {
        Failure failure = RULES.failure(call(effect), answer(status, Map.of(), ""));

        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining("POST desk.example/tickets answered " + status);
        assertThat(failure).hasMessageNotContaining("geheim");
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 2026-11-22T10:00:07Z",
                "0 | 2026-11-22T10:00:00Z",
                "' 30 ' | 2026-11-22T10:00:30Z",
                "Sun, 22 Nov 2026 10:05:00 GMT | 2026-11-22T10:05:00Z",
                "soon | 2026-11-22T10:01:00Z",
                "-5 | 2026-11-22T10:01:00Z",
                "99999999999999999999 | 2026-11-22T10:01:00Z",
                "'' | 2026-11-22T10:01:00Z"
            })
    void the_moment_to_ask_again_is_read_from_seconds_or_a_date_and_else_a_minute_on(String header, Instant until) {
        var failure = RULES.failure(call(HttpCall.Effect.READ), answer(429, Map.of("retry-after", header), ""));

        assertThat(((Failure.RateLimited) failure).until()).isEqualTo(until);
    }

    @Test
    void without_the_header_the_pause_is_a_minute() {
        var failure = RULES.failure(call(HttpCall.Effect.READ), answer(429, Map.of(), ""));

        assertThat(((Failure.RateLimited) failure).until()).isEqualTo(NOW.plus(AnswerRules.UNSAID_PAUSE));
    }

    @Test
    void the_remotes_words_are_told_on_one_short_line() {
        String words = "too\\nlong " + "x".repeat(1000);
        var failure =
                RULES.failure(call(HttpCall.Effect.READ), answer(400, Map.of(), "{\"detail\": \"" + words + "\"}"));

        assertThat(failure.getMessage())
                .contains("too long x")
                .hasSizeLessThan(400)
                .doesNotContain("\n");
    }

    @Test
    void an_error_page_that_is_no_json_says_nothing() {
        var failure = RULES.failure(call(HttpCall.Effect.READ), answer(502, Map.of(), "<html>Bad gateway</html>"));

        assertThat(failure.getMessage()).endsWith("answered 502");
    }
}
