package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.contract.SharedFakeType;
import io.deskbridge.core.Conversation;
import io.deskbridge.hub.CaughtUp;
import io.deskbridge.hub.Strangers;
import io.deskbridge.store.MessageLedger;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One webhook address for all accounts of an app. */
class AppWebhooksTest {
    private static ConsoleApp app;

    @Configuration(proxyBeanMethods = false)
    static class Types {
        @Bean
        SharedFakeType sharedType() {
            return new SharedFakeType();
        }
    }

    private static Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        for (String[] channel :
                new String[][] {{"berlin", "acme", "1"}, {"paris", "acme", "2"}, {"rome", "rival", "1"}}) {
            settings.put("deskbridge.channels." + channel[0] + ".type", "shared");
            settings.put("deskbridge.channels." + channel[0] + ".app", channel[1]);
            settings.put("deskbridge.channels." + channel[0] + ".account", channel[2]);
        }
        settings.put("deskbridge.channels.rome.secret", "other");
        return settings;
    }

    @BeforeAll
    static void start(@TempDir Path data) {
        app = new ConsoleApp(data, settings(), List.of(Types.class)).opened();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void a_call_is_taken_apart_among_the_channels_of_the_app_and_no_other() throws Exception {
        assertThat(push(app, "/webhooks/apps/acme", "1|a|t1|for berlin\n2|a|t1|for paris\n1|b|t1|again")
                        .statusCode())
                .isEqualTo(200);

        assertThat(texts(app, "berlin", "t1")).containsExactly("for berlin", "again");
        assertThat(texts(app, "paris", "t1")).containsExactly("for paris");
        assertThat(texts(app, "rome", "t1")).isEmpty();
        assertThat(app.woken())
                .anyMatch(lane -> lane.conversation().equals(new Conversation("berlin", "t1")))
                .anyMatch(lane -> lane.conversation().equals(new Conversation("paris", "t1")));
    }

    @Test
    void a_call_at_the_address_of_one_channel_is_a_call_for_its_app() throws Exception {
        assertThat(push(app, "/webhooks/channels/berlin", "2|z|t2|for paris").statusCode())
                .isEqualTo(200);

        assertThat(texts(app, "paris", "t2")).containsExactly("for paris");
    }

    @Test
    void a_wrong_signature_brings_nothing_to_anybody() throws Exception {
        HttpResponse<String> answer =
                app.call("POST", "/webhooks/apps/acme", "1|x|t3|evil\n9|x|t3|evil", "X-Signature", "other");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(texts(app, "berlin", "t3")).isEmpty();
        assertThat(app.bean(Strangers.class).recent().toString()).doesNotContain("account 9");
    }

    @Test
    void the_handshake_is_answered_once_and_an_unknown_app_is_404() throws Exception {
        assertThat(app.get("/webhooks/apps/acme", "X-Signature", "secret").body())
                .isEqualTo("hello from berlin");
        assertThat(app.get("/webhooks/apps/nobody", "X-Signature", "secret").statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_belongs_to_nobody_is_told_to_the_admin_and_ours_is_taken(@TempDir Path data) throws Exception {
        try (var alone = new ConsoleApp(data, settings(), List.of(Types.class)).opened()) {
            assertThat(health(alone).at("/components/apps/status").asText()).isEqualTo("UP");

            int status = push(alone, "/webhooks/apps/acme", "1|c|t4|ours\n7|c|t4|theirs\n7|d|t4|theirs")
                    .statusCode();

            assertThat(status)
                    .as("a refusal would be repeated with our part in it")
                    .isEqualTo(200);
            assertThat(texts(alone, "berlin", "t4")).containsExactly("ours");
            JsonNode health = health(alone);
            assertThat(health.at("/components/apps/status").asText()).isEqualTo("WARNING");
            assertThat(health.at("/components/apps/details/notTaken/acme/0").asText())
                    .isEqualTo("account 7");
            assertThat(alone.get("/actuator/prometheus").body())
                    .contains("deskbridge_webhook_strangers_total{app=\"acme\"} 1.0");
        }
    }

    @Test
    void a_call_that_one_channel_cannot_read_now_is_not_taken_at_all() throws Exception {
        HttpResponse<String> answer = push(app, "/webhooks/apps/acme", "1|e|t5|fine\n2|e|t5|fail");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(texts(app, "berlin", "t5")).isEmpty();
    }

    @Test
    void after_a_start_a_call_waits_for_what_was_missed_by_those_it_is_for(@TempDir Path data) throws Exception {
        try (var starting = new ConsoleApp(data, settings(), List.of(Types.class)).behind()) {
            assertThat(push(starting, "/webhooks/apps/acme", "1|f|t6|early").statusCode())
                    .isEqualTo(503);
            assertThat(push(starting, "/webhooks/apps/acme", "7|f|t6|nobody's").statusCode())
                    .isEqualTo(200);

            CaughtUp.say(starting.context());

            assertThat(push(starting, "/webhooks/apps/acme", "1|f|t6|early").statusCode())
                    .isEqualTo(200);
            assertThat(texts(starting, "berlin", "t6")).containsExactly("early");
        }
    }

    @Test
    void channels_of_one_app_with_different_secrets_are_a_mistake(@TempDir Path data) {
        Map<String, String> settings = settings();
        settings.put("deskbridge.channels.paris.secret", "another");
        try (var app = new ConsoleApp(data, settings, List.of(Types.class))) {
            assertThatThrownBy(app::behind)
                    .hasMessageContaining("deskbridge.channels.berlin and deskbridge.channels.paris share the app"
                            + " \"acme\" and must have the same secrets")
                    .hasMessageNotContaining("another.");
        }
    }

    @Test
    void the_api_tells_the_address_of_the_app() throws Exception {
        JsonNode channels = new ObjectMapper().readTree(app.get("/api/channels").body());
        assertThat(channels.findValuesAsText("webhook"))
                .containsExactly(
                        "/webhooks/apps/acme",
                        "/webhooks/apps/acme",
                        "/webhooks/apps/rival",
                        "/webhooks/channels/shop");
    }

    private static HttpResponse<String> push(ConsoleApp app, String path, String body) throws Exception {
        return app.call("POST", path, body, "X-Signature", "secret");
    }

    private static List<String> texts(ConsoleApp app, String channel, String thread) {
        return app.bean(MessageLedger.class).of(new Conversation(channel, thread)).stream()
                .map(row -> row.message().text())
                .toList();
    }

    private static JsonNode health(ConsoleApp app) throws Exception {
        return new ObjectMapper().readTree(app.get("/actuator/health").body());
    }
}
