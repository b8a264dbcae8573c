package io.deskbridge.sandbox.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZendeskSandboxTest {
    private static final String API = "/sandbox/zendesk/api/v2";
    static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    static String basic(String user, String token) {
        byte[] credentials = (user + "@sandbox.example/token:" + token).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    private static final String MIA = basic("agent-mia", "anything");
    private static final String HUB = basic("hub", "sandbox-zendesk-token");

    private static JsonNode call(String user, String method, String path, Object body) {
        return sandbox.call(method, API + path, user, body);
    }

    private static HttpAnswer raw(String user, String method, String path, Object body) {
        URI uri = URI.create(sandbox.address() + API + path);
        HttpCall call =
                body == null ? HttpCall.get(uri) : HttpCall.write(method, uri, "application/json", Json.bytes(body));
        return sandbox.http().exchange(user.isEmpty() ? call : call.with("Authorization", user));
    }

    private static JsonNode json(HttpAnswer answer) {
        return Json.tryRead(answer.body()).orElseThrow();
    }

    private static Map<String, Object> ticket(Object... fields) {
        var ticket = new java.util.HashMap<String, Object>();
        ticket.put("comment", Map.of("body", "hello"));
        for (int i = 0; i < fields.length; i += 2) {
            ticket.put((String) fields[i], fields[i + 1]);
        }
        return Map.of("ticket", ticket);
    }

    private static String opened(Object... fields) {
        return call(MIA, "POST", "/tickets.json", ticket(fields))
                .at("/ticket/id")
                .asText();
    }

    private static Map<String, Object> comment(Map<String, Object> comment) {
        return Map.of("ticket", Map.of("comment", comment));
    }

    private static JsonNode lastComment(String id) {
        JsonNode comments =
                call(MIA, "GET", "/tickets/" + id + "/comments", null).path("comments");
        return comments.get(comments.size() - 1);
    }

    @Test
    void errors_have_zendesks_statuses_and_shape() {
        assertThat(raw("", "GET", "/users/me", null).status()).isEqualTo(401);
        assertThat(raw(basic("hub", "wrong"), "GET", "/users/me.json", null).status())
                .isEqualTo(401);
        assertThat(raw(basic("customer", "x"), "GET", "/users/me.json", null).status())
                .isEqualTo(401);

        HttpAnswer missing = raw(MIA, "GET", "/tickets/424242.json", null);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(json(missing).path("error").asText()).isEqualTo("RecordNotFound");

        HttpAnswer blank = raw(MIA, "POST", "/tickets", Map.of("ticket", Map.of("comment", Map.of("body", " "))));
        assertThat(blank.status()).isEqualTo(422);
        assertThat(json(blank).at("/details/comment/0/description").asText()).contains("blank");

        assertThat(raw(MIA, "POST", "/tickets", ticket("priority", "highest")).status())
                .isEqualTo(422);
        assertThat(raw(MIA, "GET", "/incremental/tickets/cursor?start_time=1", null)
                        .status())
                .as("the export is for admins")
                .isEqualTo(403);
        long now = System.currentTimeMillis() / 1000;
        assertThat(raw(HUB, "GET", "/incremental/tickets/cursor?start_time=" + now, null)
                        .status())
                .as("too recent")
                .isEqualTo(422);
    }

    @Test
    void a_comment_is_public_unless_said_otherwise_and_a_light_agents_never() {
        String id = opened();
        call(MIA, "PUT", "/tickets/" + id, comment(Map.of("body", "default")));
        assertThat(lastComment(id).path("public").asBoolean()).isTrue();

        call(basic("light-lea", "x"), "PUT", "/tickets/" + id, comment(Map.of("body", "light", "public", true)));
        assertThat(lastComment(id).path("public").asBoolean()).isFalse();

        String internal = opened("comment", Map.of("body", "internal case", "public", false));
        call(MIA, "PUT", "/tickets/" + internal, comment(Map.of("body", "goes on so")));
        assertThat(lastComment(internal).path("public").asBoolean()).isFalse();
    }

    @Test
    void an_idempotency_key_makes_one_ticket_and_refuses_other_parameters() {
        URI uri = URI.create(sandbox.address() + API + "/tickets.json");
        HttpCall first = HttpCall.write("POST", uri, "application/json", Json.bytes(ticket("subject", "one")))
                .with("Authorization", MIA)
                .with("Idempotency-Key", "k-1");

        HttpAnswer made = sandbox.http().exchange(first);
        HttpAnswer again = sandbox.http().exchange(first);
        HttpAnswer other = sandbox.http()
                .exchange(HttpCall.write("POST", uri, "application/json", Json.bytes(ticket("subject", "two")))
                        .with("Authorization", MIA)
                        .with("Idempotency-Key", "k-1"));

        assertThat(made.header("x-idempotency-lookup")).contains("miss");
        assertThat(again.header("x-idempotency-lookup")).contains("hit");
        assertThat(json(again).at("/ticket/id")).isEqualTo(json(made).at("/ticket/id"));
        assertThat(other.status()).isEqualTo(400);
    }

    @Test
    void a_closed_ticket_takes_nothing_and_only_it_can_have_a_follow_up() {
        String id = opened();
        assertThat(raw(MIA, "POST", "/tickets", ticket("via_followup_source_id", Long.valueOf(id)))
                        .status())
                .isEqualTo(422);
        call(MIA, "PUT", "/tickets/" + id, Map.of("ticket", Map.of("status", "closed")));

        HttpAnswer refused = raw(MIA, "PUT", "/tickets/" + id, comment(Map.of("body", "too late")));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(json(refused).at("/details/status/0/description").asText()).contains("closed prevents");
        assertThat(call(MIA, "POST", "/tickets", ticket("via_followup_source_id", Long.valueOf(id)))
                        .at("/ticket/via/source/rel")
                        .asText())
                .isEqualTo("follow_up");
    }

    @Test
    void a_safe_update_with_an_old_stamp_is_a_conflict() {
        String id = opened();
        var old = Map.of(
                "ticket", Map.of("status", "open", "safe_update", true, "updated_stamp", "2020-01-01T00:00:00Z"));
        assertThat(raw(MIA, "PUT", "/tickets/" + id, old).status()).isEqualTo(409);

        String stamp = call(MIA, "GET", "/tickets/" + id, null)
                .at("/ticket/updated_at")
                .asText();
        assertThat(stamp).as("whole seconds").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        var fresh = Map.of("ticket", Map.of("status", "open", "safe_update", true, "updated_stamp", stamp));
        assertThat(raw(MIA, "PUT", "/tickets/" + id, fresh).status()).isEqualTo(200);
    }

    @Test
    void one_user_may_update_one_ticket_thirty_times_in_ten_minutes() {
        String id = opened();
        for (int i = 0; i < 30; i++) {
            call(MIA, "PUT", "/tickets/" + id + ".json", comment(Map.of("body", "c" + i)));
        }

        HttpAnswer refused = raw(MIA, "PUT", "/tickets/" + id, comment(Map.of("body", "one more")));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 600);
        assertThat(raw(basic("agent-noah", "x"), "PUT", "/tickets/" + id, comment(Map.of("body", "me")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void lists_are_paged_by_cursor_and_by_number_and_sorted_as_asked() {
        String id = opened();
        for (int i = 1; i <= 4; i++) {
            call(MIA, "PUT", "/tickets/" + id, comment(Map.of("body", "c" + i)));
        }
        var bodies = new ArrayList<String>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = call(
                    MIA,
                    "GET",
                    "/tickets/" + id + "/comments.json?sort=-created_at&include=users&page%5Bsize%5D=2" + after,
                    null);
            page.path("comments")
                    .forEach(comment -> bodies.add(comment.path("body").asText()));
            more = page.at("/meta/has_more").asBoolean();
            after = "&page%5Bafter%5D=" + page.at("/meta/after_cursor").asText();
            assertThat(page.at("/users/0/name").asText()).isEqualTo("Mia");
        }
        assertThat(bodies).containsExactly("c4", "c3", "c2", "c1", "hello");

        JsonNode second = call(MIA, "GET", "/tickets/" + id + "/comments.json?per_page=2&page=2", null);
        assertThat(second.at("/comments/0/body").asText()).isEqualTo("c2");
        assertThat(second.path("count").asInt()).isEqualTo(5);
        assertThat(second.path("next_page").asText()).contains("page=3");
    }

    @Test
    void the_export_brings_each_changed_ticket_once_per_cursor_in_the_order_of_change() {
        long start = System.currentTimeMillis() / 1000 - 600;
        JsonNode begin = call(HUB, "GET", "/incremental/tickets/cursor.json?start_time=" + start, null);
        String first = opened();
        String second = opened();
        call(MIA, "PUT", "/tickets/" + first, comment(Map.of("body", "changed again")));

        JsonNode page = call(HUB, "GET", "/incremental/tickets/cursor.json?per_page=1&cursor=" + after(begin), null);
        JsonNode next = call(HUB, "GET", "/incremental/tickets/cursor.json?cursor=" + after(page), null);
        JsonNode end = call(HUB, "GET", "/incremental/tickets/cursor.json?cursor=" + after(next), null);

        assertThat(page.at("/tickets/0/id").asText()).isEqualTo(second);
        assertThat(page.path("end_of_stream").asBoolean()).isFalse();
        assertThat(next.at("/tickets/0/id").asText()).isEqualTo(first);
        assertThat(next.path("end_of_stream").asBoolean()).isTrue();
        assertThat(end.path("tickets")).isEmpty();
        assertThat(after(end)).isEqualTo(after(next));

        JsonNode events =
                call(HUB, "GET", "/incremental/ticket_events.json?include=comment_events&start_time=" + start, null);
        assertThat(events.at("/ticket_events/0/child_events/0/comment_public").asBoolean())
                .isTrue();
    }

    private static String after(JsonNode page) {
        return page.path("after_cursor").asText();
    }

    @Test
    void audits_keep_metadata_and_who_was_logged_in() {
        String id = opened("metadata", Map.of("deskbridge", "key-1"));

        JsonNode audit =
                call(MIA, "GET", "/tickets/" + id + "/audits.json", null).at("/audits/0");
        assertThat(audit.at("/metadata/custom/deskbridge").asText()).isEqualTo("key-1");
        assertThat(audit.at("/events/0/type").asText()).isEqualTo("Comment");
        assertThat(lastComment(id).at("/metadata/custom/deskbridge").asText()).isEqualTo("key-1");
        long mia = call(MIA, "GET", "/users/me", null).at("/user/id").asLong();
        assertThat(audit.path("author_id").asLong()).isEqualTo(mia);
    }

    @Test
    void whoever_plays_sees_the_newest_tickets_and_a_page_where_all_is_escaped() {
        String id = opened("subject", "<script>alert(1)</script>", "tags", List.of("x"));
        call(MIA, "PUT", "/tickets/" + id, comment(Map.of("body", "<b>psst</b>", "public", false)));

        JsonNode newest = sandbox.call("GET", "/sandbox/zendesk/tickets?limit=1", "", null)
                .get(0);
        assertThat(newest.path("id").asText()).isEqualTo(id);
        assertThat(newest.path("requester").asText()).isEqualTo("Mia");
        assertThat(newest.at("/comments/1/public").asBoolean()).isFalse();
        assertThat(newest.at("/comments/1/author").asText()).isEqualTo("Mia");
        assertThat(newest.at("/comments/1/at").asText()).startsWith("20");

        String page = sandbox.http()
                .exchange(HttpCall.get(URI.create(sandbox.address() + "/sandbox/zendesk/agent/tickets/" + id)))
                .text();
        assertThat(page).contains("&lt;script&gt;", "&lt;b&gt;psst", "internal note", "Sandbox");
        assertThat(page).doesNotContain("<script>", "<b>");
    }
}
