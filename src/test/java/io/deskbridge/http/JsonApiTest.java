package io.deskbridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonApiTest {
    private static JsonApi answering(int status, String body) {
        Http http = call -> new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        return new JsonApi(http, URI.create("https://desk.example/api/"), AnswerRules.standard(Clock.systemUTC()));
    }

    @Test
    void a_uri_lies_below_the_base_with_encoded_values_and_without_empty_ones() {
        var query = new LinkedHashMap<String, String>();
        query.put("query", "a&b=ü +%");
        query.put("page", "");

        assertThat(answering(200, "").uri("/search", query))
                .isEqualTo(URI.create("https://desk.example/api/search?query=a%26b%3D%C3%BC%20%2B%25"));
    }

    @Test
    void an_answer_is_read_and_an_empty_one_is_null() {
        var read = HttpCall.get(URI.create("https://desk.example/api/x"));

        assertThat(answering(200, "{\"id\": \"7\"}").exchange(read).path("id").asText())
                .isEqualTo("7");
        assertThat(answering(204, "").exchange(read).isNull()).isTrue();
    }

    @Test
    void what_is_not_json_is_unreadable_after_a_read_and_uncertain_after_a_write() {
        JsonApi api = answering(200, "{\"data\": [");

        assertThatThrownBy(() -> api.exchange(api.get("/x", Map.of()))).isInstanceOf(Failure.Unreadable.class);
        assertThatThrownBy(() -> api.exchange(api.write("POST", "/x", Map.of())))
                .isInstanceOf(Failure.Uncertain.class)
                .hasMessageContaining("POST desk.example/api/x answered 200");
    }

    @Test
    void a_page_of_html_is_no_json() {
        JsonApi api = answering(200, "<html>Please log in</html>");

        assertThatThrownBy(() -> api.exchange(api.get("/x", Map.of()))).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void any_other_status_is_a_failure_by_the_rules() {
        JsonApi api = answering(403, "{\"detail\": \"not yours\"}");

        assertThatThrownBy(() -> api.exchange(api.get("/x", Map.of())))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("not yours");
    }
}
