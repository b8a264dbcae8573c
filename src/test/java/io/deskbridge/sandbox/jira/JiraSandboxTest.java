package io.deskbridge.sandbox.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.Secret;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox's Jira against what Atlassian documents. */
class JiraSandboxTest {
    private static final String API = "/sandbox/jira/rest/api/3";
    private static final String DESK = "/sandbox/jira/rest/servicedeskapi";
    private static final String MIA = basic("agent-mia");

    static SandboxServer server;

    @BeforeAll
    static void start() {
        server = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static String basic(String user) {
        return "Basic "
                + Base64.getEncoder().encodeToString((user + "@sandbox.example:x").getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> document(String text) {
        return Map.of(
                "type",
                "doc",
                "version",
                1,
                "content",
                List.of(Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", text)))));
    }

    private static void lag(long millis) {
        server.call("POST", "/sandbox/jira/index", "", Map.of("lagMillis", millis));
    }

    private static String issue(String label, boolean request) {
        var fields = new HashMap<String, Object>(Map.of(
                "project", Map.of("key", request ? "HELP" : "SOC"),
                "issuetype", Map.of("name", "Task"),
                "summary", "a summary",
                "labels", List.of(label),
                "description", document("words")));
        if (request) {
            fields.put("customfield_10010", "21");
        }
        return server.call(
                        "POST",
                        API + "/issue",
                        MIA,
                        Map.of("fields", fields, "properties", List.of(Map.of("key", "p", "value", Map.of("a", 1)))))
                .path("id")
                .asText();
    }

    private static JsonNode search(String jql, int most, String token) {
        var query = new HashMap<String, Object>(Map.of(
                "jql", jql, "maxResults", most, "fields", List.of("labels", "updated"), "properties", List.of("p")));
        if (!token.isEmpty()) {
            query.put("nextPageToken", token);
        }
        return server.call("POST", API + "/search/jql", MIA, query);
    }

    @Test
    void the_search_learns_late_and_pages_by_token() {
        lag(0);
        String first = issue("paged", false);
        String second = issue("paged", false);
        JsonNode page = search("labels = \"paged\" ORDER BY updated ASC", 1, "");
        assertThat(page.path("isLast").asBoolean()).isFalse();
        assertThat(page.at("/issues/0/id").asText()).isEqualTo(first);
        assertThat(page.at("/issues/0/properties/p/a").asInt()).isEqualTo(1);
        JsonNode next = search(
                "labels = \"paged\" ORDER BY updated ASC",
                1,
                page.path("nextPageToken").asText());
        assertThat(next.at("/issues/0/id").asText()).isEqualTo(second);
        assertThat(next.path("isLast").asBoolean()).isTrue();

        lag(600_000);
        assertThat(search("labels = \"paged\"", 10, "").path("issues")).isEmpty();
        lag(0);
    }

    @Test
    void queries_mean_what_they_say_and_others_are_refused() {
        lag(0);
        String id = issue("asked", false);
        for (String jql : List.of(
                "labels = \"asked\"",
                "(creator = currentUser() OR labels = \"nothing\") AND updated >= -5m AND labels = asked",
                "project = SOC AND labels = asked AND status = \"To Do\" AND created >= -1d")) {
            assertThat(search(jql, 10, "").at("/issues/0/id").asText()).as(jql).isEqualTo(id);
        }
        assertThat(search("labels = asked AND labels != asked", 10, "").path("issues"))
                .isEmpty();
        for (String bad : List.of("", "nonsense = 1", "updated >= yesterday", "(labels = a", "labels ~ a")) {
            assertThatThrownBy(() -> search(bad, 10, "")).as(bad).hasMessageContaining("400");
        }
    }

    @Test
    void documents_are_checked() {
        String id = issue("checked", false);
        for (Object wrong : List.of("plain text", document(""), Map.of("type", "doc", "content", List.of()))) {
            assertThatThrownBy(() -> server.call("POST", API + "/issue/" + id + "/comment", MIA, Map.of("body", wrong)))
                    .hasMessageContaining("400");
        }
    }

    @Test
    void by_the_platforms_api_a_comment_of_a_request_is_public_and_by_the_service_desks_what_was_said() {
        String id = issue("visible", true);
        server.call("POST", API + "/issue/" + id + "/comment", MIA, Map.of("body", document("the trap")));
        server.call("POST", DESK + "/request/" + id + "/comment", MIA, Map.of("body", "inside", "public", false));

        JsonNode all = server.call("GET", DESK + "/request/" + id + "/comment", MIA, null);
        assertThat(all.path("values").findValuesAsText("public")).containsExactly("true", "false");
        JsonNode customers = server.call("GET", DESK + "/request/" + id + "/comment", basic("customer-carl"), null);
        assertThat(customers.path("values").findValuesAsText("body")).containsExactly("the trap");
        String issue = issue("no-request", false);
        assertThatThrownBy(() -> server.call("GET", DESK + "/request/" + issue + "/comment", MIA, null))
                .hasMessageContaining("404");
    }

    private record Pushed(String signature, String identifier, byte[] body) {}

    @Test
    void a_comment_is_pushed_signed_and_again_when_the_answer_is_not_good() throws Exception {
        List<Pushed> pushes = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(pushes);
        try {
            server.call(
                    "POST",
                    "/sandbox/jira/rest/webhooks/1.0/webhook",
                    MIA,
                    Map.of(
                            "name",
                            "hub",
                            "url",
                            "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook",
                            "events",
                            List.of("comment_created"),
                            "secret",
                            "s3cret"));
            String id = issue("told", false);
            server.call("POST", API + "/issue/" + id + "/comment", MIA, Map.of("body", document("words")));

            await().atMost(Duration.ofSeconds(10)).until(() -> pushes.size() >= 2);
            assertThat(pushes).hasSize(2);
            assertThat(pushes.get(1).identifier()).isEqualTo(pushes.get(0).identifier());
            for (Pushed push : pushes) {
                assertThat(push.signature())
                        .isEqualTo("sha256="
                                + HexFormat.of().formatHex(Signatures.hmacSha256(Secret.of("s3cret"), push.body())));
                JsonNode body = Json.tryRead(push.body()).orElseThrow();
                assertThat(body.path("webhookEvent").asText()).isEqualTo("comment_created");
                assertThat(body.at("/issue/id").asText()).isEqualTo(id);
                assertThat(body.at("/comment/body").asText()).isEqualTo("words");
            }
        } finally {
            receiver.stop(0);
        }
    }

    /** Answers the first call with 503. */
    private static HttpServer receiver(List<Pushed> pushes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            var headers = exchange.getRequestHeaders();
            pushes.add(new Pushed(
                    headers.getFirst("X-Hub-Signature"),
                    headers.getFirst("X-Atlassian-Webhook-Identifier"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(pushes.size() == 1 ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
