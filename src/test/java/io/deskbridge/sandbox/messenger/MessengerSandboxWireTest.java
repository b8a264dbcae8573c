package io.deskbridge.sandbox.messenger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Messenger refuses, and in which words; the rest is told by the channel's own tests against this sandbox. */
class MessengerSandboxWireTest {
    private static final String API = "/sandbox/messenger/v25.0";
    private static final String PAGE = "Bearer page-101-sandbox";

    static SandboxServer sandbox;

    @BeforeAll
    static void start() {
        sandbox = new SandboxServer();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static JsonNode writes(String person, Map<String, ?> message) {
        return sandbox.call("POST", "/sandbox/messenger/people/" + person + "/messages", "", message);
    }

    private static String idOf(String person) {
        return sandbox.call("PUT", "/sandbox/messenger/people/" + person, "", Map.of())
                .path("id")
                .asText();
    }

    private static JsonNode send(String token, String to, Map<String, ?> message, Map<String, String> more) {
        var body = new HashMap<String, Object>(more);
        body.put("recipient", Map.of("id", to));
        body.put("message", message);
        return sandbox.call("POST", API + "/101/messages", token, body);
    }

    private static void refused(String error, Runnable call) {
        assertThatThrownBy(call::run).hasMessageContaining(error);
    }

    @Test
    void a_page_sends_to_those_who_wrote_to_it_and_to_nobody_else() {
        writes("anna", Map.of("text", "hello"));
        var response = Map.of("messaging_type", "RESPONSE");
        var words = Map.of("text", "hello Anna");
        assertThat(send(PAGE, idOf("anna"), words, response).path("message_id").asText())
                .startsWith("m_");
        refused("2018001", () -> send(PAGE, "12345", words, response));
        refused("\"code\":200", () -> send("Bearer page-102", idOf("anna"), words, response));
        refused("\"code\":190", () -> send("Bearer nobody", idOf("anna"), words, response));
        refused("2018278", () -> send(PAGE, idOf("stranger"), words, response));
    }

    @Test
    void a_message_has_words_or_a_file_and_says_what_it_is() {
        writes("ben", Map.of("text", "hello"));
        String ben = idOf("ben");
        var response = Map.of("messaging_type", "RESPONSE");
        var file = Map.of("type", "image", "payload", Map.of("url", "https://cdn.example/label.png"));
        send(PAGE, ben, Map.of("attachment", file), response);
        assertThat(sandbox.call("GET", "/sandbox/messenger/people/ben/chat", "", null)
                        .findValuesAsText("text"))
                .containsExactly("hello", "[image]");
        refused(
                "either text or an attachment",
                () -> send(PAGE, ben, Map.of("text", "x", "attachment", file), response));
        refused("less than or equal to 2000", () -> send(PAGE, ben, Map.of("text", "x".repeat(2001)), response));
        refused(
                "2018074",
                () -> send(
                        PAGE,
                        ben,
                        Map.of("attachment", Map.of("type", "file", "payload", Map.of("attachment_id", "7"))),
                        response));
        refused("messaging_type", () -> send(PAGE, ben, Map.of("text", "x"), Map.of()));
        refused(
                "HUMAN_AGENT",
                () -> send(PAGE, ben, Map.of("text", "x"), Map.of("messaging_type", "MESSAGE_TAG", "tag", "PROMO")));
    }

    @Test
    void the_window_counts_from_what_she_wrote_or_pressed_last() {
        writes("chris", Map.of("text", "hello"));
        String chris = idOf("chris");
        var response = Map.of("messaging_type", "RESPONSE");
        sandbox.call(
                "PUT",
                "/sandbox/messenger/people/chris",
                "",
                Map.of("heard", Instant.now().minus(Duration.ofHours(25)).toString()));
        refused("2018278", () -> send(PAGE, chris, Map.of("text", "late"), response));
        sandbox.call(
                "POST",
                "/sandbox/messenger/people/chris/events",
                "",
                Map.of("postback", Map.of("title", "Talk to us", "payload", "TALK")));
        send(PAGE, chris, Map.of("text", "in time"), response);
    }

    @Test
    void the_page_sees_the_names_and_conversations_of_its_own_people_only() {
        writes("dora", Map.of("text", "hello"));
        String dora = idOf("dora");
        assertThat(sandbox.call("GET", API + "/" + dora + "?fields=first_name,last_name", PAGE, null)
                        .path("first_name")
                        .asText())
                .isEqualTo("Dora");
        refused("\"error_subcode\":33", () -> sandbox.call("GET", API + "/" + dora, "Bearer page-102", null));
        String listed = API + "/101/conversations?user_id=" + dora + "&fields=messages.limit(5)%7Bmessage%7D";
        JsonNode conversation =
                sandbox.call("GET", listed, PAGE, null).path("data").path(0);
        assertThat(conversation.at("/messages/data/0/message").asText()).isEqualTo("hello");
        assertThat(conversation.at("/messages/data/0").has("created_time")).isFalse();
        JsonNode one = sandbox.call(
                "GET", API + "/" + conversation.path("id").asText() + "?fields=messages%7Bmessage,from%7D", PAGE, null);
        assertThat(one.at("/messages/data/0/from/id").asText()).isEqualTo(dora);
        refused("\"code\":200", () -> sandbox.call("GET", API + "/102/conversations", PAGE, null));
    }

    @Test
    void a_page_says_what_it_wants_to_be_told_of() {
        refused("subscribed_fields", () -> sandbox.call("POST", API + "/101/subscribed_apps", PAGE, Map.of()));
        sandbox.call(
                "POST", API + "/101/subscribed_apps", PAGE, Map.of("subscribed_fields", "messages, message_echoes"));
        assertThat(sandbox.call("GET", API + "/101/subscribed_apps", PAGE, null)
                        .at("/data/0/subscribed_fields")
                        .toString())
                .isEqualTo("[\"message_echoes\",\"messages\"]");
    }
}
