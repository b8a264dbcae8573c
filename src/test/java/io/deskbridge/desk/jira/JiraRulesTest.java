package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JiraRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private final JiraRules rules = new JiraRules(Clock.fixed(NOW, ZoneOffset.UTC));

    private Failure failure(String method, String path, int status, Map<String, String> headers, String body) {
        URI uri = URI.create("https://acme.atlassian.net" + path);
        HttpCall call = method.equals("GET") ? HttpCall.get(uri) : HttpCall.write(method, uri, "", new byte[0]);
        return rules.failure(call, new HttpAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private Failure of(int status) {
        return failure("POST", "/rest/api/3/issue", status, Map.of(), "");
    }

    @Test
    void a_status_says_what_happens_next() {
        assertThat(of(401)).isInstanceOf(Failure.Unauthorized.class).hasMessageContaining("api-token");
        assertThat(of(403)).isInstanceOf(Failure.Unauthorized.class).hasMessageContaining("permission");
        assertThat(of(409)).isInstanceOf(Failure.Unavailable.class);
        assertThat(of(404)).isInstanceOf(Failure.Rejected.class);
        assertThat(of(410)).isInstanceOf(Failure.Rejected.class);
        assertThat(of(502)).isInstanceOf(Failure.Uncertain.class);
        assertThat(failure("GET", "/rest/api/3/issue/1", 502, Map.of(), "")).isInstanceOf(Failure.Unavailable.class);
        assertThat(failure("POST", "/rest/api/3/issue/1/attachments", 403, Map.of(), ""))
                .as("a site that takes no files must not stop words")
                .isInstanceOf(Failure.Rejected.class);
        for (String edited : List.of("/rest/api/3/issue/1", "/rest/api/3/issue/1/properties/deskbridge")) {
            assertThat(failure("PUT", edited, 403, Map.of(), ""))
                    .as("a project whose issues nobody may change must not stop words")
                    .isInstanceOf(Failure.Rejected.class);
        }
        for (String customers :
                List.of("/rest/servicedeskapi/customer", "/rest/servicedeskapi/servicedesk/HELP/customer")) {
            assertThat(failure("POST", customers, 403, Map.of(), ""))
                    .as("who may make no customers must not stop words")
                    .isInstanceOf(Failure.Rejected.class);
        }
        assertThat(failure("PUT", "/rest/api/3/issue/1/comment/2", 403, Map.of(), ""))
                .isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void jiras_own_words_are_told() {
        assertThat(failure(
                        "POST",
                        "/rest/api/3/issue",
                        400,
                        Map.of(),
                        "{\"errorMessages\": [\"no\\nway\"], \"errors\": {\"labels\": \"not on the screen\"}}"))
                .hasMessageEndingWith(
                        "POST acme.atlassian.net/rest/api/3/issue answered 400: no way, labels: not on the"
                                + " screen");
        assertThat(failure("GET", "/rest/servicedeskapi/request/1", 404, Map.of(), "{\"errorMessage\": \"gone\"}"))
                .hasMessageEndingWith(": gone");
    }

    @Test
    void a_limit_says_until_when_and_for_whom() {
        assertThat(limit("jira-per-issue-on-write").reach()).isEqualTo(Reach.ITEM);
        assertThat(limit("jira-burst-based").reach()).isEqualTo(Reach.CALL);
        assertThat(limit("jira-quota-tenant-based").reach()).isEqualTo(Reach.ACCOUNT);
        assertThat(limit("").reach()).isEqualTo(Reach.ACCOUNT);
        assertThat(limit("").until()).isEqualTo(NOW.plusSeconds(7));
    }

    private Failure.RateLimited limit(String reason) {
        return (Failure.RateLimited) failure(
                "POST", "/rest/api/3/issue/1/comment", 429, Map.of("Retry-After", "7", "RateLimit-Reason", reason), "");
    }

    @Test
    void an_answer_to_nobody_is_unauthorized_though_its_status_is_good() {
        var desk = new Sandboxless(call -> new HttpAnswer(
                        200,
                        Map.of("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"),
                        "{\"issues\": [], \"isLast\": true}".getBytes(StandardCharsets.UTF_8)))
                .desk();

        assertThatThrownBy(() -> desk.sources().get(0).poll(Cursor.START)).isInstanceOf(Failure.Unauthorized.class);
    }
}
