package io.deskbridge.sandbox.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The oddities of the real network that the sandbox must have, too. */
class BlueskySandboxTest {
    private static final String POST = "app.bsky.feed.post";
    private static SandboxServer sandbox;

    private JsonNode anna;
    private JsonNode acme;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    @BeforeEach
    void people() {
        sandbox.call("POST", "/sandbox/bluesky/login-limit", "", Map.of("logins", 0));
        anna = login("anna", "any").body();
        acme = login("acme.sandbox.example", "any").body();
    }

    record Answer(int status, HttpAnswer http) {
        JsonNode body() {
            return Json.tryRead(http.body()).orElseGet(Json.MAPPER::nullNode);
        }

        String error() {
            return body().path("error").asText();
        }
    }

    private static Answer ask(HttpCall call, String token) {
        HttpAnswer answer =
                sandbox.http().exchange(token.isEmpty() ? call : call.with("Authorization", "Bearer " + token));
        return new Answer(answer.status(), answer);
    }

    private static URI uri(String method) {
        return URI.create(sandbox.address() + "/sandbox/bluesky/xrpc/" + method);
    }

    private static Answer get(String method, String token) {
        return ask(HttpCall.get(uri(method)), token);
    }

    private static Answer post(String method, String token, Object body) {
        return ask(HttpCall.write("POST", uri(method), "application/json", Json.bytes(body)), token);
    }

    private static Answer login(String identifier, String password) {
        return post("com.atproto.server.createSession", "", Map.of("identifier", identifier, "password", password));
    }

    private static String token(JsonNode session) {
        return session.path("accessJwt").asText();
    }

    private static Map<String, Object> record(String text) {
        var record = new LinkedHashMap<String, Object>();
        record.put("$type", POST);
        record.put("text", text);
        record.put("createdAt", Instant.now().toString());
        return record;
    }

    private static Answer write(String method, JsonNode who, String rkey, Map<String, Object> record) {
        var body = new LinkedHashMap<String, Object>();
        body.put("repo", who.path("did").asText());
        body.put("collection", POST);
        if (!rkey.isEmpty()) {
            body.put("rkey", rkey);
        }
        body.put("record", record);
        return post("com.atproto.repo." + method, token(who), body);
    }

    private Map<String, Object> mention(String text) {
        Map<String, Object> record = record(text);
        record.put(
                "facets",
                List.of(Map.of(
                        "index",
                        Map.of("byteStart", 0, "byteEnd", 1),
                        "features",
                        List.of(Map.of(
                                "$type",
                                "app.bsky.richtext.facet#mention",
                                "did",
                                acme.path("did").asText())))));
        return record;
    }

    private List<JsonNode> notifications(String query) {
        var list = new ArrayList<JsonNode>();
        get("app.bsky.notification.listNotifications" + query, token(acme))
                .body()
                .path("notifications")
                .forEach(list::add);
        return list;
    }

    private List<String> notified(String query) {
        return notifications(query).stream()
                .map(notification -> notification.at("/record/text").asText())
                .toList();
    }

    @Test
    void an_account_exists_as_soon_as_somebody_logs_in_and_a_wrong_password_is_a_401() {
        Answer bad = login("berta", "wrong");
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.error()).isEqualTo("AuthenticationRequired");

        JsonNode berta = login("berta", "any").body();
        assertThat(berta.path("handle").asText()).isEqualTo("berta.sandbox.example");
        assertThat(berta.path("did").asText()).matches("did:plc:[a-z2-7]{24}");
        assertThat(login(berta.path("did").asText(), "any").body().path("did")).isEqualTo(berta.path("did"));
        assertThat(get("com.atproto.identity.resolveHandle?handle=berta.sandbox.example", "")
                        .body()
                        .path("did"))
                .isEqualTo(berta.path("did"));
        assertThat(get("com.atproto.identity.resolveHandle?handle=nobody.example", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_bad_token_is_a_400_and_a_refresh_token_works_once() {
        assertThat(get("com.atproto.server.getSession", "nonsense").status()).isEqualTo(400);
        assertThat(get("com.atproto.server.getSession", "nonsense").error()).isEqualTo("InvalidToken");
        assertThat(get("com.atproto.server.getSession", "").status()).isEqualTo(401);

        String refresh = anna.path("refreshJwt").asText();
        assertThat(post("com.atproto.server.refreshSession", refresh, Map.of()).status())
                .isEqualTo(200);
        assertThat(post("com.atproto.server.refreshSession", refresh, Map.of()).error())
                .isEqualTo("ExpiredToken");

        sandbox.call("POST", "/sandbox/bluesky/expire", "", Map.of("handle", "anna"));
        Answer expired = get("com.atproto.server.getSession", token(anna));
        assertThat(expired.status()).isEqualTo(400);
        assertThat(expired.error()).isEqualTo("ExpiredToken");
    }

    @Test
    void the_31st_login_in_five_minutes_is_a_429_with_a_reset_and_no_retry_after() {
        sandbox.call("POST", "/sandbox/bluesky/login-limit", "", Map.of("logins", 30));
        for (int i = 0; i < 30; i++) {
            assertThat(login("charly", "any").status()).isEqualTo(200);
        }
        Answer refused = login("charly", "any");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.error()).isEqualTo("RateLimitExceeded");
        assertThat(refused.http().header("RateLimit-Policy")).contains("30;w=300");
        assertThat(refused.http().header("RateLimit-Reset")).get().asString().matches("\\d{10}");
        assertThat(refused.http().header("Retry-After")).isEmpty();
    }

    @Test
    void createRecord_on_a_taken_key_is_a_bare_500_and_putRecord_of_the_same_record_is_no_new_commit() {
        Map<String, Object> record = record("once");
        String rkey = "3kkkkkkkkkkkk";
        Answer first = write("createRecord", anna, rkey, record);
        Answer again = write("createRecord", anna, rkey, record);
        Answer put = write("putRecord", anna, rkey, record);

        assertThat(first.body().path("cid").asText()).matches("bafyrei[a-z2-7]{52}");
        assertThat(again.status()).isEqualTo(500);
        assertThat(again.error()).isEqualTo("InternalServerError");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put.body().path("cid")).isEqualTo(first.body().path("cid"));
        assertThat(first.body().has("commit")).isTrue();
        assertThat(put.body().has("commit")).isFalse();
        assertThat(write("putRecord", anna, rkey, record("twice")).body().path("cid"))
                .isNotEqualTo(first.body().path("cid"));
    }

    @Test
    void texts_that_are_too_long_are_refused_by_graphemes_and_by_bytes() {
        assertThat(write("createRecord", anna, "", record("é".repeat(300))).status())
                .isEqualTo(200);
        Answer graphemes = write("createRecord", anna, "", record("a".repeat(301)));
        Answer bytes = write("createRecord", anna, "", record("👩‍👩‍👧‍👦".repeat(200)));

        assertThat(graphemes.status()).isEqualTo(400);
        assertThat(graphemes.body().path("message").asText())
                .contains("grapheme too big (maximum 300, got 301) at $.record.text");
        assertThat(bytes.body().path("message").asText()).contains("string too big (maximum 3000");
    }

    @Test
    void notifications_are_sorted_by_the_earlier_clock_and_paged_backwards() {
        List<String> texts = List.of("p1", "p2", "p3", "p4", "p5");
        texts.forEach(text -> write("createRecord", anna, "", mention(text)));
        Map<String, Object> late = mention("two days behind");
        late.put("createdAt", Instant.now().minus(Duration.ofDays(2)).toString());
        write("createRecord", anna, "", late);

        assertThat(notified("?limit=5")).containsExactly("p5", "p4", "p3", "p2", "p1");
        JsonNode page = get("app.bsky.notification.listNotifications?limit=2", token(acme))
                .body();
        String cursor = page.path("cursor").asText();
        assertThat(notified("?limit=2&cursor=" + cursor)).containsExactly("p3", "p2");
        assertThat(notified("?limit=100")).last().isEqualTo("two days behind");
        assertThat(notified("?limit=100&reasons=quote&reasons=reply")).doesNotContain("p1");
        assertThat(get("app.bsky.notification.listNotifications?limit=101", token(acme))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void everything_is_read_until_somebody_said_once_what_was_seen() {
        JsonNode dora = login("dora", "any").body();
        Map<String, Object> record = mention("for dora");
        record.put(
                "facets",
                List.of(Map.of(
                        "features",
                        List.of(Map.of(
                                "$type",
                                "app.bsky.richtext.facet#mention",
                                "did",
                                dora.path("did").asText())))));
        write("createRecord", anna, "", record);
        String list = "app.bsky.notification.listNotifications";

        assertThat(get(list, token(dora)).body().at("/notifications/0/isRead").asBoolean())
                .isTrue();
        post(
                "app.bsky.notification.updateSeen",
                token(dora),
                Map.of("seenAt", Instant.now().minusSeconds(60).toString()));
        assertThat(get(list, token(dora)).body().at("/notifications/0/isRead").asBoolean(true))
                .isFalse();
        assertThat(get("app.bsky.notification.getUnreadCount", token(dora))
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_deleted_post_vanishes_everywhere() {
        JsonNode made = write("createRecord", anna, "", mention("soon gone")).body();
        String uri = made.path("uri").asText();
        post(
                "com.atproto.repo.deleteRecord",
                token(anna),
                Map.of(
                        "repo", anna.path("did").asText(),
                        "collection", POST,
                        "rkey", uri.substring(uri.lastIndexOf('/') + 1)));

        assertThat(notified("?limit=100")).doesNotContain("soon gone");
        assertThat(get("app.bsky.feed.getPosts?uris=" + uri, token(acme)).body().path("posts"))
                .isEmpty();
        Answer thread = get("app.bsky.feed.getPostThread?uri=" + uri, token(acme));
        assertThat(thread.status()).isEqualTo(400);
        assertThat(thread.error()).isEqualTo("NotFound");
    }

    @Test
    void a_name_without_a_facet_tells_nobody() {
        write("createRecord", anna, "", record("@acme.sandbox.example plain"));

        assertThat(notified("?limit=100")).doesNotContain("@acme.sandbox.example plain");
    }

    @Test
    void chat_needs_the_header_that_names_its_service() {
        Answer without = get("chat.bsky.convo.getLog", token(anna));

        assertThat(without.status()).isEqualTo(501);
        assertThat(without.error()).isEqualTo("MethodNotImplemented");
    }

    @Test
    void the_playground_sees_posts_and_private_messages() {
        write("createRecord", anna, "", record("hello everybody"));

        JsonNode timeline = sandbox.call("GET", "/sandbox/bluesky/timeline?limit=1", "", null);
        assertThat(timeline.at("/posts/0/text").asText()).isEqualTo("hello everybody");
        assertThat(timeline.at("/posts/0/author").asText()).isEqualTo("anna.sandbox.example");
        assertThat(sandbox.call("GET", "/sandbox/bluesky/dms?user=anna", "", null)
                        .path("convos"))
                .isEmpty();
    }

    @Test
    void every_answer_says_how_many_calls_are_left() {
        assertThat(get("com.atproto.server.describeServer", "").http().header("RateLimit-Policy"))
                .contains("3000;w=300");
    }
}
