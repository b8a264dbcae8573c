package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.SilentServer;
import io.deskbridge.core.Conversation;
import io.deskbridge.hub.AccountState.Health;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
