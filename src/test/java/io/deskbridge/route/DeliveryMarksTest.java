package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.Webhooks;
import io.deskbridge.store.DeliveryMarkLedger;
import io.deskbridge.store.ReplyRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network tells of an answer stands at its ticket, quietly. */
class DeliveryMarksTest {
    @TempDir
    Path folder;

    private HubApp app;

    private HubApp app(String delivery, boolean tags) {
        app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.repeat", "TOLD_LATER")
                .with("deskbridge.channels.shop.settle", "10m")
                .with("deskbridge.notes.delivery", delivery)
                .with("deskbridge.desks.help.tags", String.valueOf(tags));
        return app;
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Ticket answered() {
        Ticket ticket = app.answered("t", "hello").ticket();
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        return ticket;
    }

    private ReplyRow reply(int number) {
        return app.replies("t").get(number);
    }

    private void told(int number, Stage stage) {
        told(reply(number).sentId().orElseThrow(), "", stage);
    }

    private void told(String id, String key, Stage stage) {
        byte[] body = ("!" + id + "|" + key + "|" + stage + "|").getBytes(StandardCharsets.UTF_8);
        var call = new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body);
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
    }

    private void shows(Ticket ticket, String... tags) {
        soon(() -> {
            assertThat(app.desk.tags(ticket)).containsExactlyInAnyOrder(tags);
            assertThat(app.bean(DeliveryMarkLedger.class).unfinished(HubApp.talk("t"), 9))
                    .isEmpty();
        });
    }

    @Test
    void the_ticket_shows_how_far_its_newest_answer_came_and_no_note_says_so() {
        app("tag", true).start();
        Ticket ticket = answered();
        told(0, Stage.SENT);
        shows(ticket);

        told(0, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");
        told(0, Stage.READ);
        shows(ticket, "deskbridge_read");
        told(0, Stage.DELIVERED);
        told(0, Stage.FAILED);
        shows(ticket, "deskbridge_read");

        assertThat(app.desk.calls("show")).isEqualTo(2);
        assertThat(app.notes("t")).hasSize(1);
        assertThat(app.noteRows("t")).hasSize(1);
    }

    @Test
    void a_new_answer_takes_away_what_was_shown_of_the_one_before_and_that_never_comes_back() {
        app("tag", true).start();
        Ticket ticket = answered();
        told(0, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");

        app.desk.comment(ticket, "more");
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        shows(ticket);
        told(0, Stage.READ);
        shows(ticket);
        told(1, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");
    }

    @Test
    void an_answer_that_did_not_arrive_is_shown_too() {
        app("tag", true).start();
        Ticket ticket = answered();
        told(0, Stage.FAILED);
        shows(ticket, "deskbridge_failed");
        told(0, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");
    }

    @Test
    void what_is_told_before_the_answer_of_the_send_is_shown_after_it() {
        app("tag", true).start();
        app.network.hold("send");
        app.answered("t", "hello");
        soon(() -> assertThat(reply(0).triedAt()).isPresent());
        told("net-7", reply(0).key().toString(), Stage.READ);

        app.network.letGo("send");

        shows(app.ticket("t"), "deskbridge_read");
    }

    @Test
    void what_is_told_while_something_is_written_is_written_next() {
        app("tag", true).start();
        Ticket ticket = answered();
        app.desk.hold("show");
        told(0, Stage.DELIVERED);
        soon(() -> assertThat(app.desk.calls("show")).isEqualTo(1));
        told(0, Stage.READ);
        app.desk.letGo("show");
        shows(ticket, "deskbridge_read");
    }

    @Test
    void it_is_shown_after_a_restart_and_after_what_goes_wrong_and_no_note_waits_for_it() {
        app("tag", true).start();
        Ticket ticket = answered();
        app.desk.hold("show");
        told(0, Stage.DELIVERED);
        soon(() -> assertThat(app.desk.calls("show")).isEqualTo(1));
        told(0, Stage.READ);
        app.desk.comment(ticket, "more");
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        app.desk.failNext("show", new Failure.Unavailable("help: connection refused"));
        app.desk.letGo("show");
        told(1, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");

        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.desk.failAfterNext("show", new Failure.Uncertain("the answer did not come"));
        app.desk.failNext("show", new Failure.RateLimited("help wants us to wait", until));
        told(1, Stage.READ);
        soon(() -> assertThat(app.bean(DeliveryMarkLedger.class).unfinished(HubApp.talk("t"), 9))
                .singleElement()
                .satisfies(row -> assertThat(row.reason()).contains("wants us to wait")));
        app.stop();
        app.clock.forward(Duration.ofHours(1));
        app.start();
        shows(ticket, "deskbridge_read");
    }

    @Test
    void a_ticket_that_takes_no_tag_is_left_alone() {
        app("tag", true).start();
        Ticket ticket = answered();
        app.desk.failNext("show", new Failure.Rejected("help: the ticket is closed"));
        told(0, Stage.DELIVERED);
        shows(ticket);
        assertThat(app.desk.calls("show")).isEqualTo(1);
        assertThat(app.notes("t")).hasSize(1);
    }

    @Test
    void a_desk_without_tags_hears_nothing_of_what_went_well() {
        app("tag", false).start();
        shows(answered());
        told(0, Stage.READ);
        shows(app.ticket("t"));
        assertThat(app.noteRows("t")).hasSize(1);
    }

    @Test
    void with_note_it_is_one_note_for_each_step_forward_on_any_desk() {
        app("note", false).start();
        answered();
        told(0, Stage.DELIVERED);
        told(0, Stage.READ);
        told(0, Stage.READ);
        told(0, Stage.DELIVERED);
        soon(() -> assertThat(app.notes("t"))
                .containsExactly(
                        "✓ Published on Fake: “hello”", "✓✓ Delivered on Fake: “hello”", "✓✓ Seen on Fake: “hello”"));
    }

    @Test
    void with_none_it_stands_at_the_reply_alone() {
        app("none", true).start();
        Ticket ticket = answered();
        told(0, Stage.READ);
        shows(ticket);
        assertThat(app.notes("t")).hasSize(1);
        assertThat(reply(0).told().orElseThrow().stage()).isEqualTo(Stage.READ);
    }

    @Test
    void an_answer_in_several_posts_came_as_far_as_the_last_of_them() {
        app("tag", true)
                .with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .start();
        Ticket ticket = app.answered("t", "One sentence. ".repeat(40)).ticket();
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        int posts = app.network.published().size();
        assertThat(posts).isGreaterThan(1);
        for (int part = 1; part < posts; part++) {
            told(app.network.published().get(part).sent().id(), "", Stage.READ);
        }
        shows(ticket);
        told(app.network.published().get(0).sent().id(), "", Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");
        told(app.network.published().get(0).sent().id(), "", Stage.READ);
        shows(ticket, "deskbridge_read");
        assertThat(reply(0).told().orElseThrow().stage()).isEqualTo(Stage.READ);
    }

    @Test
    void a_network_that_names_a_time_means_all_that_was_sent_until_then() {
        app("tag", true).start();
        Ticket ticket = answered();
        app.clock.forward(Duration.ofMinutes(1));
        long between = app.clock.millis();
        app.clock.forward(Duration.ofMinutes(1));
        app.desk.comment(ticket, "more");
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));

        toldUntil(between);
        shows(ticket);
        assertThat(reply(0).told().orElseThrow().stage()).isEqualTo(Stage.READ);
        assertThat(reply(1).told()).isEmpty();
        toldUntil(app.clock.millis());
        shows(ticket, "deskbridge_read");
    }

    private void toldUntil(long millis) {
        byte[] body = ("!until t||READ|" + millis).getBytes(StandardCharsets.UTF_8);
        var call = new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body);
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
    }

    @Test
    void on_postgresql_it_is_the_same() {
        app("tag", true).on(TestPostgres.empty()).start();
        Ticket ticket = answered();
        told(0, Stage.DELIVERED);
        shows(ticket, "deskbridge_delivered");
        app.desk.comment(ticket, "more");
        soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        shows(ticket);
        toldUntil(app.clock.millis());
        shows(ticket, "deskbridge_read");
    }
}
