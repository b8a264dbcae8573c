package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.hub.AccountState.Health;
import io.deskbridge.hub.LaneRunner;
import io.deskbridge.store.Committer;
import io.deskbridge.store.FullDisk;
import io.deskbridge.store.LedgerDatabase;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageState;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk, a revoked token, a poison message: counted in the desk. */
class OutagesTest {
    private static final int TALKS = 20;
    private static final int EACH = 4;

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void post(String text) {
        for (int talk = 0; talk < TALKS; talk++) {
            for (int i = 1; i <= EACH; i++) {
                app.post("t" + talk + "-" + i, "t" + talk, text);
            }
        }
    }

    private void allIsThereOnceAndInOrder() {
        for (int talk = 0; talk < TALKS; talk++) {
            String thread = "t" + talk;
            soon(() -> assertThat(app.entries(thread))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, EACH)
                            .mapToObj(i -> thread + "-" + i)
                            .toList()));
            soon(() -> assertThat(app.messages(thread)).noneMatch(row -> row.state() == MessageState.WAITING));
        }
        assertThat(app.desk.cases()).hasSize(TALKS);
    }

    @Test
    void what_is_polled_while_the_disk_is_full_is_read_again_and_stands_in_the_desk_once_and_in_order() {
        app.start();
        app.post("before-1", "before", "words");
        app.ticket("before");
        var disk = new FullDisk(app.bean(LedgerDatabase.class), app.bean(Committer.class));
        disk.fill();
        int polls = app.network.calls("poll");
        post("words ".repeat(5_000));
        soon(() -> assertThat(app.network.calls("poll")).isGreaterThan(polls + 3));
        assertThat(app.desk.cases()).hasSize(1);
        assertThat(app.messages("t0")).isEmpty();

        disk.makeRoom();

        for (int talk = 0; talk < TALKS; talk++) {
            String thread = "t" + talk;
            soon(() -> assertThat(app.entries(thread))
                    .containsExactly(thread + "-1", thread + "-2", thread + "-3", thread + "-4"));
        }
        assertThat(app.desk.cases()).hasSize(TALKS + 1);
    }

    @Test
    void a_desk_whose_token_is_revoked_keeps_its_backlog_and_gets_all_of_it_with_a_new_one() {
        app.with("deskbridge.channels.web.type", "other")
                .with("deskbridge.desks.team.type", "other")
                .route("web-in", Yaml.route("web-in", "channel:web", "to: {uri: 'desk:team'}"))
                .start();
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.UP));
        app.desk.fails(() -> new Failure.Unauthorized("help: renew the token"));
        post("words");
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED));
        soon(() -> assertThat(app.messages("t19")).hasSize(EACH));
        app.otherNetwork.post(io.deskbridge.contract.FakeChannelType.message("web", "w", "w", app.clock.instant())
                .text("words")
                .build());
        soon(() -> assertThat(app.otherDesk.cases()).hasSize(1));
        int checks = app.desk.calls("check");
        soon(() -> assertThat(app.desk.calls("check")).isGreaterThan(checks + 3));
        assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED);
        assertThat(app.health("desk:team")).isEqualTo(Health.UP);
        int refused = app.desk.calls("open");
        assertThat(refused).isLessThanOrEqualTo(8); // as many as work at once
        assertThat(app.messages("t0")).allMatch(row -> row.attempts() == 0);

        app.desk.works(); // the admin made a new token

        allIsThereOnceAndInOrder();
        assertThat(app.desk.calls("open") - refused).isEqualTo(TALKS);
        assertThat(app.desk.calls("append")).isEqualTo(TALKS * (EACH - 1));
    }

    @Test
    void a_poison_message_holds_up_its_conversation_only_then_it_is_a_dead_letter_that_can_be_replayed() {
        app.with("deskbridge.hub.first-pause", "10m")
                .with("deskbridge.hub.longest-pause", "10m")
                .start();
        app.desk.failsFor("t3-2", () -> new IllegalStateException("odd answer"));
        post("words");

        for (int talk : IntStream.range(0, TALKS).filter(i -> i != 3).toArray()) {
            soon(() -> assertThat(app.entries("t" + talk)).hasSize(EACH));
        }
        soon(() -> assertThat(app.messages("t3")).anyMatch(row -> row.strikes() == 1));
        assertThat(app.entries("t3")).containsExactly("t3-1");
        for (int attempt = 2; attempt <= 3; attempt++) {
            int strikes = attempt;
            app.clock.forward(Duration.ofMinutes(10));
            soon(() -> assertThat(app.messages("t3").get(1))
                    .matches(row -> row.strikes() == strikes || row.state() == MessageState.DEAD));
        }

        soon(() -> assertThat(app.entries("t3")).containsExactly("t3-1", "t3-3", "t3-4"));
        var dead = app.messages("t3").get(1);
        assertThat(dead.state()).isEqualTo(MessageState.DEAD);
        assertThat(dead.reason()).isEqualTo("given up after 3 attempts: odd answer");
        app.desk.takes("t3-2");
        // the write broke off for an unknown reason, so the replay looks it up before it writes
        app.clock.forward(Duration.ofMinutes(10));
        app.bean(LaneRunner.class)
                .wake(app.bean(MessageLedger.class).replay(dead.seq()).orElseThrow());
        soon(() -> assertThat(app.entries("t3")).containsExactly("t3-1", "t3-3", "t3-4", "t3-2"));
    }

    @Test
    void a_message_that_the_desk_never_has_time_for_opens_no_circuit_and_holds_up_nobody_else() {
        app.with("deskbridge.hub.first-pause", "5ms").start();
        app.desk.failsFor("t3-1", () -> new Failure.Unavailable("help answered 409"));
        post("words");

        for (int talk : IntStream.range(0, TALKS).filter(i -> i != 3).toArray()) {
            soon(() -> assertThat(app.entries("t" + talk)).hasSize(EACH));
        }
        soon(() -> assertThat(app.messages("t3").get(0).attempts()).isGreaterThan(8));
        assertThat(app.messages("t3").get(0).state()).isEqualTo(MessageState.WAITING);
        assertThat(app.bean(MeterRegistry.class)
                        .get("deskbridge.circuit")
                        .tag("account", "desk:help")
                        .gauge()
                        .value())
                .isZero();
        app.post("later-1", "later", "words");
        soon(() -> assertThat(app.entries("later")).hasSize(1));
        app.desk.takes("t3-1");
        allButOneMoreTalk();
    }

    private void allButOneMoreTalk() {
        soon(() -> assertThat(app.entries("t3")).isEqualTo(List.of("t3-1", "t3-2", "t3-3", "t3-4")));
        assertThat(app.desk.cases()).hasSize(TALKS + 1);
    }
}
