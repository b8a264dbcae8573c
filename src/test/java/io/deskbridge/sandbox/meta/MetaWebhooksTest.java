package io.deskbridge.sandbox.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetaWebhooksTest {
    private static final MetaApp APP = new MetaApp("secret");

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    /** So many calls are refused first. */
    private final AtomicInteger refusing = new AtomicInteger();

    private HttpServer hub;
    private MetaWebhooks webhooks = new MetaWebhooks(APP, new Repeats(3, 20, 20, true), "test-webhooks");

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", this::take);
        hub.start();
    }

    @AfterEach
    void stop() {
        webhooks.close();
        hub.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        byte[] answer = new byte[0];
        int status = 200;
        if (exchange.getRequestMethod().equals("GET")) {
            status = query.contains("hub.verify_token=known") ? 200 : 403;
            answer = query.replaceAll(".*hub.challenge=([^&]*).*", "$1").getBytes(StandardCharsets.UTF_8);
        } else if (refusing.getAndDecrement() > 0) {
            status = 503;
        } else {
            taken.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            signatures.add(exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"));
        }
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private ObjectNode registration(String token) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("callback_url", "http://127.0.0.1:" + hub.getAddress().getPort() + "/hook")
                .put("verify_token", token);
    }

    private static ObjectNode news(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    @Test
    void only_an_address_that_answers_the_challenge_is_told_anything() {
        assertThatThrownBy(() -> webhooks.register("app", registration("unknown")))
                .isInstanceOf(GraphProblem.class)
                .hasMessageContaining("2200");
        assertThatThrownBy(() -> webhooks.register("app", JsonNodeFactory.instance.objectNode()))
                .isInstanceOf(GraphProblem.class);
        assertThat(webhooks.registered()).isEmpty();

        webhooks.register("app", registration("known"));
        webhooks.register("app", registration("known")); // moves it
        webhooks.push(news("one"));

        await().untilAsserted(() -> assertThat(taken).containsExactly("{\"text\":\"one\"}"));
        webhooks.remove("app");
        assertThat(webhooks.registered()).isEmpty();
    }

    @Test
    void a_call_is_signed_over_what_is_sent_and_that_is_ascii() {
        webhooks.register("app", registration("known"));
        webhooks.push(news("Grüße"));

        await().untilAsserted(() -> assertThat(taken).containsExactly("{\"text\":\"Gr\\u00fc\\u00dfe\"}"));
        assertThat(signatures).containsExactly(APP.signature(taken.get(0).getBytes(StandardCharsets.US_ASCII)));
        assertThat(signatures.get(0)).matches("sha256=[0-9a-f]{64}");
    }

    @Test
    void what_is_not_taken_is_repeated_and_the_later_calls_wait_for_it() {
        webhooks.register("app", registration("known"));
        refusing.set(2);
        webhooks.push(news("one"));
        webhooks.push(news("two"));

        await().untilAsserted(() -> assertThat(taken).containsExactly("{\"text\":\"one\"}", "{\"text\":\"two\"}"));
    }

    @Test
    void after_so_many_attempts_it_is_given_up() {
        webhooks.register("app", registration("known"));
        refusing.set(3);
        webhooks.push(news("one"));
        webhooks.push(news("two"));

        await().untilAsserted(() -> assertThat(taken).containsExactly("{\"text\":\"two\"}"));
    }

    @Test
    void where_order_does_not_matter_the_later_calls_go_before() {
        webhooks = new MetaWebhooks(APP, new Repeats(3, 200, 200, false), "test-webhooks");
        webhooks.register("app", registration("known"));
        refusing.set(1);
        webhooks.push(news("one"));
        webhooks.push(news("two"));

        await().untilAsserted(() -> assertThat(taken).containsExactly("{\"text\":\"two\"}", "{\"text\":\"one\"}"));
    }

    @Test
    void the_apps_own_token_is_its_name_and_its_secret() {
        APP.admit("app", "Bearer app|secret");
        assertThatThrownBy(() -> APP.admit("app", "Bearer other|secret")).isInstanceOf(GraphProblem.class);
        APP.prove("token", "");
        assertThatThrownBy(() -> APP.prove("token", "wrong")).isInstanceOf(GraphProblem.class);
    }
}
