package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.FakeNetwork;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.store.Committer;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookFilterTest {
    private static ConsoleApp app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = new ConsoleApp(data, Map.of("deskbridge.admin.user", "admin", "deskbridge.admin.password", "secret"));
        app.opened();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void stores_what_is_pushed_before_it_answers_and_wakes_the_conversation() throws Exception {
        HttpResponse<String> answer = push("1|t1|Grüße 🎉");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(messages("t1"))
                .singleElement()
                .satisfies(row -> assertThat(row.message().text()).isEqualTo("Grüße 🎉"));
        assertThat(app.woken()).anyMatch(lane -> lane.conversation().thread().equals("t1"));
    }

    @Test
    void what_is_pushed_before_what_came_during_the_standstill_was_read_must_come_again(@TempDir Path data)
            throws Exception {
        try (var starting = new ConsoleApp(data, Map.of()).behind()) {
            HttpResponse<String> answer =
                    starting.call("POST", "/webhooks/channels/shop", "1|t1|words", "X-Signature", "good");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(starting.bean(MessageLedger.class).of(new Conversation("shop", "t1")))
                    .isEmpty();
        }
    }

    @Test
    void a_form_body_arrives_raw() throws Exception {
        app.call(
                "POST",
                "/webhooks/channels/shop?a=b",
                "2|t2|a=1&b=2",
                "X-Signature",
                "good",
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(messages("t2"))
                .singleElement()
                .satisfies(row -> assertThat(row.message().text()).isEqualTo("a=1&b=2"));
    }

    @Test
    void a_wrong_signature_brings_nothing_and_learns_nothing() throws Exception {
        HttpResponse<String> answer = app.call("POST", "/webhooks/channels/shop", "3|t3|evil", "X-Signature", "wrong");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).doesNotContain("evil", "wrong");
        assertThat(messages("t3")).isEmpty();
    }

    @Test
    void a_handshake_is_answered_as_the_channel_says() throws Exception {
        HttpResponse<String> answer =
                app.get("/webhooks/channels/shop?challenge=%C3%BC%20x&challenge=second&empty", "X-Signature", "good");
        assertThat(answer.body()).isEqualTo("hello ü x");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain;charset=UTF-8");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void an_unknown_name_is_404_and_is_not_repeated_in_the_answer() throws Exception {
        HttpResponse<String> answer = app.call("POST", "/webhooks/channels/nobody", "x");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("nobody");
        assertThat(app.call("POST", "/webhooks/desks/shop", "x").statusCode()).isEqualTo(404);
    }

    @Test
    void more_than_a_megabyte_is_413() throws Exception {
        String large = "4|t4|" + "x".repeat(1_000_000);
        assertThat(push(large).statusCode()).isEqualTo(413);
        assertThat(messages("t4")).isEmpty();
    }

    @Test
    void what_cannot_be_taken_now_is_503_and_asked_for_again() throws Exception {
        app.bean(FakeNetwork.class).failNext("receive", new Failure.Unavailable("the network cannot be asked"));
        HttpResponse<String> answer = push("5|t5|later");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("10");
        assertThat(messages("t5")).isEmpty();
    }

    @Test
    void a_page_of_another_name_and_a_proxy_may_bring_calls() throws Exception {
        HttpResponse<String> answer = app.call(
                "POST",
                "/webhooks/channels/shop",
                "6|t6|x",
                "X-Signature",
                "good",
                "X-Forwarded-For",
                "203.0.113.7",
                "Origin",
                "https://network.example");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void before_the_hub_is_open_calls_are_asked_for_again(@TempDir Path other) throws Exception {
        try (var starting = new ConsoleApp(other, Map.of())) {
            HttpResponse<String> answer =
                    starting.call("POST", "/webhooks/channels/shop", "1|t|x", "X-Signature", "good");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void what_cannot_be_stored_is_not_acknowledged(@TempDir Path other) throws Exception {
        try (var stopping = new ConsoleApp(other, Map.of()).opened()) {
            stopping.bean(Committer.class).close();
            HttpResponse<String> answer =
                    stopping.call("POST", "/webhooks/channels/shop", "1|t|x", "X-Signature", "good");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(stopping.call(
                                    "POST",
                                    "/api/inbox/shop",
                                    "{\"id\":\"1\",\"author\":{\"id\":\"a\"}}",
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void calls_that_wait_for_the_ledger_leave_the_threads_to_others(@TempDir Path data) throws Exception {
        var few = Map.of("server.tomcat.threads.max", "2", "server.tomcat.threads.min-spare", "1");
        try (var busy = new ConsoleApp(data, few).opened();
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("ledger.db"));
                Statement holding = other.createStatement()) {
            holding.execute("begin immediate"); // no commit until this ends
            List<CompletableFuture<HttpResponse<String>>> calls = IntStream.rangeClosed(1, 6)
                    .mapToObj(number ->
                            busy.calling("POST", "/webhooks/channels/shop", number + "|t|words", "X-Signature", "good"))
                    .toList();
            await().until(() -> busy.waitingCalls() == 6);

            assertThat(busy.get("/api/channels").statusCode()).isEqualTo(200);
            assertThat(calls).noneMatch(CompletableFuture::isDone);

            holding.execute("rollback");
            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.get().statusCode()).isEqualTo(200));
            assertThat(busy.bean(MessageLedger.class).of(new Conversation("shop", "t")))
                    .hasSize(6);
        }
    }

    private static HttpResponse<String> push(String body) throws Exception {
        return app.call("POST", "/webhooks/channels/shop", body, "X-Signature", "good");
    }

    private static List<MessageRow> messages(String thread) {
        return app.bean(MessageLedger.class).of(new Conversation("shop", thread));
    }
}
