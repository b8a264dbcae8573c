package io.deskbridge.http.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Media;
import io.deskbridge.core.Secret;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphApiTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private HttpCall last;
    private HttpAnswer answer = new HttpAnswer(200, Map.of(), bytes("{\"id\":\"5\"}"));

    private GraphApi api(Optional<Secret> appSecret) {
        var access = new GraphAccess(
                "Facebook", URI.create("https://graph.example/"), "v25.0", () -> Secret.of("EAAB-token"), appSecret);
        return new GraphApi(
                access,
                (error, call, what) ->
                        error.code() == 506 ? Optional.of(new Failure.Rejected("a code of our own")) : Optional.empty(),
                call -> {
                    last = call;
                    return answer;
                },
                CLOCK);
    }

    @Test
    void calls_the_configured_version_with_the_token_in_a_header_and_the_proof_where_a_secret_is_set() {
        assertThat(api(Optional.empty())
                        .get("/me", Map.of("fields", "id,name"))
                        .path("id")
                        .asText())
                .isEqualTo("5");
        assertThat(last.uri()).hasToString("https://graph.example/v25.0/me?fields=id%2Cname");
        assertThat(last.headers()).containsEntry("Authorization", "Bearer EAAB-token");

        api(Optional.of(Secret.of("key"))).post("/5/comments", Map.of("message", "hi"));
        // echo -n EAAB-token | openssl dgst -sha256 -hmac key
        assertThat(last.uri().getQuery())
                .isEqualTo("appsecret_proof=e1ba9bd3542ad66c140bcc4aca13a7bc0f72edd4a78f3a79753677cbf72ba9f0");
        assertThat(last.effect()).isEqualTo(HttpCall.Effect.WRITE);
        assertThat(new String(last.body(), StandardCharsets.UTF_8)).isEqualTo("{\"message\":\"hi\"}");
    }

    @ParameterizedTest(name = "{0}/{1} with status {2} of a {3} is {4}")
    @CsvSource({
        "4, 0, 400, READ, RateLimited",
        "17, 0, 400, WRITE, RateLimited",
        "32, 0, 403, READ, RateLimited",
        "613, 0, 400, WRITE, RateLimited",
        "80001, 0, 400, READ, RateLimited",
        "80007, 0, 429, WRITE, RateLimited",
        "368, 0, 400, WRITE, RateLimited",
        "10, 1893063, 400, WRITE, RateLimited",
        "190, 463, 401, READ, Unauthorized",
        "190, 0, 400, WRITE, Unauthorized",
        "104, 0, 400, READ, Unauthorized",
        "10, 0, 403, READ, Unauthorized",
        "200, 0, 403, WRITE, Unauthorized",
        "283, 0, 400, READ, Unauthorized",
        "1, 0, 500, READ, Unavailable",
        "2, 0, 503, WRITE, Uncertain",
        "1, 99, 400, WRITE, Uncertain",
        "100, 33, 400, READ, Rejected",
        "100, 0, 400, WRITE, Rejected",
        "506, 0, 400, WRITE, Rejected",
        "0, 0, 500, WRITE, Uncertain",
        "0, 0, 502, READ, Unavailable",
        "100, 0, 200, WRITE, Rejected",
    })
    void meta_s_codes_say_what_happens_next(int code, int subcode, int status, HttpCall.Effect effect, String failure) {
        answer = error(status, code, subcode, "\"is_transient\":false", Map.of());

        assertThat(failureOf(effect).getClass().getSimpleName()).isEqualTo(failure);
    }

    @Test
    void what_meta_calls_transient_is_tried_again_and_uncertain_after_a_write() {
        answer = error(400, 100, 0, "\"is_transient\":true", Map.of());

        assertThat(failureOf(HttpCall.Effect.READ)).isInstanceOf(Failure.Unavailable.class);
        assertThat(failureOf(HttpCall.Effect.WRITE)).isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void a_limit_lasts_as_long_as_the_usage_header_says() {
        String usage = "{\"123\":[{\"type\":\"pages\",\"call_count\":100,\"total_cputime\":3,\"total_time\":4,"
                + "\"estimated_time_to_regain_access\":19}]}";
        answer = error(400, 80001, 0, "\"a\":1", Map.of("x-business-use-case-usage", usage));
        assertThat(((Failure.RateLimited) failureOf(HttpCall.Effect.READ)).until())
                .isEqualTo(NOW.plus(Duration.ofMinutes(19)));

        answer = error(400, 4, 0, "\"a\":1", Map.of());
        assertThat(((Failure.RateLimited) failureOf(HttpCall.Effect.READ)).until())
                .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    }

    @Test
    void what_is_not_there_is_deleted_as_wished_and_what_is_refused_and_not_shown_is_not_taken_for_gone() {
        answer = error(400, 100, 33, "\"a\":1", Map.of());
        api(Optional.empty()).delete("5");

        answer = error(400, 506, 0, "\"a\":1", Map.of());
        assertThatThrownBy(() -> api(Optional.empty()).delete("5")).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void an_agent_reads_what_meta_wants_people_to_read_and_nobody_the_token() {
        answer = error(400, 100, 0, "\"error_user_msg\":\"This comment is gone.\"", Map.of());
        assertThat(failureOf(HttpCall.Effect.WRITE)).hasMessage("Facebook refused it (100): This comment is gone.");

        answer = error(400, 190, 0, "\"error_user_msg\":\"Malformed access token EAAB-token\"", Map.of());
        assertThat(failureOf(HttpCall.Effect.READ))
                .hasMessageContaining("Malformed access token ***")
                .hasMessageNotContaining("EAAB");
    }

    @Test
    void a_write_whose_answer_is_no_json_may_have_happened() {
        answer = new HttpAnswer(200, Map.of(), bytes("<html>"));
        assertThat(failureOf(HttpCall.Effect.WRITE)).isInstanceOf(Failure.Uncertain.class);
        assertThat(failureOf(HttpCall.Effect.READ)).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void the_next_page_is_asked_of_the_configured_address_and_without_the_token_in_it() throws Exception {
        var page = Json.MAPPER.readTree(
                "{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"x=\"},\"next\":"
                        + "\"https://elsewhere.example/v25.0/1/feed?access_token=EAAB&limit=25&after=x%3D&fields=id,message%7Ba%7D\"}}");
        assertThat(GraphApi.next(page)).contains(Map.of("limit", "25", "after", "x=", "fields", "id,message{a}"));
        assertThat(GraphApi.next(Json.MAPPER.readTree("{\"paging\":{\"cursors\":{\"after\":\"x\"}}}")))
                .isEmpty();
        var broken = Json.MAPPER.readTree("{\"paging\":{\"next\":\"http://[?a=%zz\"}}");
        assertThatThrownBy(() -> GraphApi.next(broken)).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void a_file_goes_as_a_form_and_its_name_cannot_break_out_of_it() {
        api(Optional.empty())
                .upload(
                        "/1/photos",
                        Map.of("published", "false"),
                        "source",
                        new Media("a\"\r\nX: y.png", "image/png", bytes("PNG")));

        String boundary = last.contentType().replace("multipart/form-data; boundary=", "");
        assertThat(new String(last.body(), StandardCharsets.UTF_8))
                .isEqualTo("--" + boundary + "\r\nContent-Disposition: form-data; name=\"published\"\r\n\r\nfalse\r\n--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; name=\"source\"; filename=\"a___X: y.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\nPNG\r\n--" + boundary + "--\r\n");
        assertThat(last.effect()).isEqualTo(HttpCall.Effect.REPEATABLE_WRITE);
    }

    private Throwable failureOf(HttpCall.Effect effect) {
        GraphApi api = api(Optional.empty());
        return catchThrowable(() -> {
            if (effect == HttpCall.Effect.READ) {
                api.get("/5", Map.of());
            } else {
                api.post("/5/comments", Map.of());
            }
        });
    }

    private static HttpAnswer error(int status, int code, int subcode, String more, Map<String, String> headers) {
        String body = "{\"error\":{\"message\":\"(#" + code + ") no\",\"type\":\"OAuthException\",\"code\":" + code
                + ",\"error_subcode\":" + subcode + "," + more + "}}";
        return new HttpAnswer(status, headers, bytes(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
