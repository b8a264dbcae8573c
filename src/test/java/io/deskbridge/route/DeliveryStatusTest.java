package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Failure;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.Webhooks;
import io.deskbridge.store.HistoryRow;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that tells by itself what became of replies, and cannot be asked. */
class DeliveryStatusTest {
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String WAITS = "waits for Fake to tell whether it was sent";

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.repeat", "TOLD_LATER")
                .with("deskbridge.channels.shop.settle", "10m")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private ReplyRow reply() {
        return app.replies("t").get(0);
    }

    private void told(String id, String key, Stage stage, String reason) {
        String body = "!" + id + "|" + key + "|" + stage + "|" + reason;
        var call =
                new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body.getBytes(StandardCharsets.UTF_8));
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
    }

    private void told(Stage stage) {
        told(reply().sentId().orElseThrow(), "", stage, "");
    }

    private void published() {
        app.answered("t", "hello");
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “hello”"));
    }

    /** The answer was lost after the network took the reply, and the hub waits. */
    private void lost() {
        app.network.failAfterNext("send", LOST);
        app.answered("t", "hello");
        soon(() -> assertThat(reply().reason()).isEqualTo(WAITS));
    }

    @Test
    void a_status_goes_forward_and_never_back_and_makes_no_note() {
        published();
        assertThat(reply().told()).isEmpty();

        told(Stage.DELIVERED);
        told(Stage.SENT);
        told(Stage.READ);
        told(Stage.DELIVERED);
        told(Stage.FAILED);
        told(Stage.READ);

        assertThat(reply().told().orElseThrow().stage()).isEqualTo(Stage.READ);
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.bean(ReplyLedger.class).history(reply().seq()))
                .extracting(HistoryRow::reason)
                .containsExactly("reserved", "stands on the network as sent-1-1", "delivered", "read");
        app.desk.comment(app.ticket("t"), "more");
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
    }

    @Test
    void a_failure_is_told_once_with_its_reason_and_an_arrival_after_it_too() {
        published();
        String id = reply().sentId().orElseThrow();

        told(id, "", Stage.FAILED, "the number is not on Fake");
        told(id, "", Stage.FAILED, "the number is not on Fake");

        String failed =
                "✗ Not delivered by Fake: “hello”\nIt said: the number is not on Fake" + HubApp.again(reply().seq());
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “hello”", failed));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);
        assertThat(reply().reason()).isEqualTo("the number is not on Fake");

        told(Stage.DELIVERED);

        soon(() -> assertThat(app.outcomes("t"))
                .containsExactly(
                        "✓ Published on Fake: “hello”",
                        failed,
                        "✓ Sent on Fake after all, it need not be written again: “hello”"));
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
    }

    @Test
    void a_lost_answer_is_settled_by_what_the_network_tells() {
        lost();

        told("net-7", reply().key().toString(), Stage.SENT, "");

        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “hello”"));
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(reply().sentId()).hasValue("net-7");
        assertThat(app.published("t")).containsExactly("hello");
        assertThat(app.network.calls("find")).isZero();
    }

    @Test
    void a_lost_answer_is_settled_by_a_failure_that_the_network_tells() {
        lost();

        told("net-7", reply().key().toString(), Stage.FAILED, "too late");

        soon(() -> assertThat(app.outcomes("t"))
                .containsExactly("✗ Not published, Fake did not take it: “hello”\nIt said: too late"
                        + HubApp.again(reply().seq())));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);
        assertThat(app.published("t")).hasSize(1);
    }

    @Test
    void when_the_network_is_silent_too_long_a_person_decides_and_its_late_word_settles_it() {
        lost();
        app.clock.forward(PATIENCE.minusSeconds(5));
        assertThat(reply().state()).isEqualTo(ReplyState.WAITING);

        app.clock.forward(Duration.ofSeconds(5));

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .startsWith("? Perhaps sent on Fake;")
                .contains(": “hello”\nIf it stands there, write a public comment with only /published "));
        assertThat(reply().state()).isEqualTo(ReplyState.UNCERTAIN);

        told("net-7", reply().key().toString(), Stage.READ, "");

        soon(() -> assertThat(app.outcomes("t"))
                .hasSize(2)
                .last()
                .isEqualTo("✓ Sent on Fake after all, it need not be written again: “hello”"));
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void after_a_start_the_word_is_waited_for_anew_because_nobody_listened_before() {
        lost();
        app.stop();
        app.clock.forward(Duration.ofHours(2));
        app.start();

        soon(() -> assertThat(app.comments("t").get(0).dueAt())
                .isAfter(app.clock.instant().plus(PATIENCE).minusSeconds(60)));
        assertThat(reply().state()).isEqualTo(ReplyState.WAITING);

        told("net-7", reply().key().toString(), Stage.DELIVERED, "");
        soon(() -> assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void a_failure_that_comes_before_the_answer_of_the_send_is_told_after_it() {
        app.network.hold("send");
        app.answered("t", "hello");
        soon(() -> assertThat(reply().triedAt()).isPresent());
        told("net-7", reply().key().toString(), Stage.FAILED, "blocked");

        app.network.letGo("send");

        soon(() -> assertThat(app.outcomes("t"))
                .containsExactly(
                        "✓ Published on Fake: “hello”",
                        "✗ Not delivered by Fake: “hello”\nIt said: blocked" + HubApp.again(reply().seq())));
        assertThat(reply().state()).isEqualTo(ReplyState.FAILED);
    }

    @Test
    void on_postgresql_it_is_the_same(@TempDir Path folder) {
        app.close();
        app = HubApp.usual(folder)
                .on(TestPostgres.empty())
                .with("deskbridge.channels.shop.repeat", "TOLD_LATER")
                .with("deskbridge.channels.shop.settle", "10m")
                .start();
        lost();
        told("net-7", reply().key().toString(), Stage.DELIVERED, "");
        told("net-7", "", Stage.SENT, "");
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “hello”"));
        assertThat(reply().told().orElseThrow().stage()).isEqualTo(Stage.DELIVERED);

        app.desk.comment(app.ticket("t"), "more");
        soon(() -> assertThat(app.replies("t").get(1).sentId()).isPresent());
        told(app.replies("t").get(1).sentId().orElseThrow(), "", Stage.FAILED, "blocked");
        soon(() -> assertThat(app.outcomes("t")).last().asString().contains("It said: blocked"));
    }

    @Test
    void a_status_of_what_is_not_ours_changes_nothing() {
        published();
        told("somebody-elses", "", Stage.FAILED, "blocked");
        told("net-9", "deskbridge-1-5", Stage.FAILED, "another ledger's reply");
        assertThat(reply().told()).isEmpty();
        assertThat(reply().state()).isEqualTo(ReplyState.PUBLISHED);
    }
}
