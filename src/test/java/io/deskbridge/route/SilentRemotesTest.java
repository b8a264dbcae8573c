package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.SilentServer;
import io.deskbridge.core.Conversation;
import io.deskbridge.hub.AccountState.Health;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remotes that accept the connection and never answer, each behind a real socket. */
class SilentRemotesTest {
    private static final int DEAD = 20;

    @TempDir
    Path folder;

    private final List<SilentServer> silent = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (SilentServer server : silent) {
            server.close();
        }
    }

    private HubApp withSilentDesk(HubApp app, String name) {
        var server = new SilentServer();
        silent.add(server);
        String desk = "deskbridge.desks." + name + ".";
        return app.with(desk + "type", "zendesk")
                .with(desk + "base-url", server.uri().toString())
                .with(desk + "email", "hub@example.com")
                .with(desk + "api-token", "secret");
    }

    private static List<MessageRow> rows(HubApp app, String thread) {
        return app.bean(MessageLedger.class).of(new Conversation("shop", thread));
    }

    @Test
    void twenty_desks_that_never_answer_stop_neither_polling_nor_checks_nor_work_of_the_others() {
        HubApp app = HubApp.usual(folder).with("deskbridge.http.answer", "60s"); // longer than this test waits
        for (int i = 0; i < DEAD; i++) {
            withSilentDesk(app, "dead" + i);
        }
        try (app) {
            app.with("deskbridge.hub.drain", "100ms").start();
            // each is polled and checked at this moment
            soon(() -> assertThat(silent).allMatch(server -> server.connections() >= 2));

            app.post("1", "t", "words");
            soon(() -> assertThat(app.entries("t")).containsExactly("1"));
            app.desk.comment(app.ticket("t"), "answer");
            soon(() -> assertThat(app.published("t")).containsExactly("answer"));
            int checks = app.desk.calls("check");
            soon(() -> assertThat(app.desk.calls("check")).isGreaterThan(checks));
        }
    }

    @Test
    void calls_to_a_desk_that_never_answers_end_by_themselves_and_soon_it_is_left_alone() {
        HubApp app = withSilentDesk(HubApp.usual(folder), "dead")
                .with("deskbridge.http.answer", "150ms")
                .with("deskbridge.hub.longest-pause", "10m")
                .with("deskbridge.hub.first-pause", "5m")
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:dead'}"));
        try (app) {
            app.start();
            for (int i = 0; i < 40; i++) {
                app.network.post(FakeChannelType.message("shop", "m" + i, "t" + i, app.clock.instant())
                        .text("words")
                        .build());
            }
            soon(() -> assertThat(rows(app, "t39")).isNotEmpty());
            soon(() -> {
                for (int i = 0; i < 40; i++) {
                    assertThat(rows(app, "t" + i)).singleElement().satisfies(row -> assertThat(row.dueAt())
                            .isAfter(app.clock.instant()));
                }
            });
            soon(() -> assertThat(app.health("desk:dead")).isEqualTo(Health.DOWN));
            // some of them met it, and the rest wait without having tried
            assertThat(rows(app, "t0")).hasSize(1);
            long tried = java.util.stream.IntStream.range(0, 40)
                    .filter(i -> rows(app, "t" + i).get(0).attempts() > 0)
                    .count();
            assertThat(tried).isBetween(2L, 20L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200ms | to: {uri: '%s/answers'}",
                "200ms | toD: {uri: '%s/answers/${header.DeskbridgeChannel}'}",
                "60s   | to: {uri: '%s/answers', parameters: {responseTimeout: 200}}"
            })
    void a_call_of_a_route_to_a_service_that_never_answers_ends_by_itself(String answer, String step) {
        var server = new SilentServer();
        silent.add(server);
        HubApp app = HubApp.usual(folder)
                .with("deskbridge.http.answer", answer)
                .with("deskbridge.channels.reviews.type", "custom")
                .with("deskbridge.channels.reviews.settle", "30ms")
                .route("take", Yaml.route("take", "direct:reviews", "to: {uri: 'inbox:reviews'}"))
                .route("reviews-in", Yaml.route("reviews-in", "channel:reviews", "to: {uri: 'desk:help'}"))
                .route(
                        "reviews-out",
                        Yaml.route("reviews-out", "outbox:reviews?as=json", step.formatted(server.uri())));
        var talk = new Conversation("reviews", "t");
        try (app) {
            app.start();
            app.bean(CamelContext.class)
                    .createProducerTemplate()
                    .sendBody(
                            "direct:reviews",
                            Map.of("id", "1", "thread", "t", "text", "words", "author", Map.of("id", "anna")));
            soon(() -> assertThat(app.bean(MessageLedger.class).of(talk))
                    .anyMatch(row -> row.ticketId().isPresent()));
            app.desk.comment(app.desk.casesOf(talk.externalId()).get(0).ticket(), "answer");

            soon(() -> assertThat(app.bean(ReplyLedger.class).of(talk))
                    .singleElement()
                    .matches(reply -> reply.state() == ReplyState.UNCERTAIN));
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
