package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the machine's clock while messages wait, and while a write's outcome is not known. */
class MovedClockTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.desks.help.settle", "10m")
                .with("deskbridge.channels.shop.settle", "10m")
                .with("deskbridge.hub.first-pause", "10m")
                .with("deskbridge.hub.longest-pause", "10m")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private MessageRow only() {
        return app.messages("t").get(0);
    }

    private void waitsForTheDesk() {
        soon(() -> assertThat(only().reason()).isEqualTo("waits until help must have ended the first attempt"));
    }

    private void standsThereOnce(int opened, int found) {
        soon(() -> assertThat(only().endedAt()).isPresent());
        assertThat(app.entries("t")).containsExactly("1");
        assertThat(app.desk.calls("open")).isEqualTo(opened);
        assertThat(app.desk.calls("find")).isEqualTo(found);
    }

    @Test
    void a_message_that_waits_does_not_wait_an_hour_longer_when_the_clock_is_moved_back() {
        app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));
        app.post("1", "t", "words");
        soon(() -> assertThat(only().attempts()).isEqualTo(1));

        app.clock.set(HOUR.negated());

        standsThereOnce(2, 0);
    }

    @Test
    void an_open_reservation_is_looked_up_in_time_when_the_clock_is_moved_back() {
        app.desk.failAfterNext("open", LOST);
        app.post("1", "t", "words");
        soon(() -> assertThat(only().attempts()).isEqualTo(1));
        app.clock.set(HOUR.negated());
        waitsForTheDesk();
        assertThat(app.desk.calls("find")).isZero();

        app.clock.forward(Duration.ofMinutes(10));

        standsThereOnce(1, 1);
    }

    @Test
    void an_open_reservation_is_not_looked_up_too_soon_when_the_clock_is_moved_forward() {
        app.desk.hold("open"); // the first attempt: it ends below, long after the hub has given it up
        app.desk.failAfterNext("open", LOST);
        app.post("1", "t", "words");
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(1));
        app.desk.letGo("open");
        soon(() -> assertThat(only().attempts()).isEqualTo(1));

        app.clock.set(HOUR);

        soon(() -> assertThat(only().dueAt()).isAfter(app.clock.instant()));
        waitsForTheDesk();
        assertThat(app.desk.calls("find")).isZero();
        app.clock.forward(Duration.ofMinutes(10));
        standsThereOnce(1, 1);
    }

    @Test
    void a_reservation_from_before_a_restart_waits_once_more_and_not_for_hours_when_the_clock_was_moved_back() {
        app.desk.failAfterNext("open", LOST);
        app.post("1", "t", "words");
        soon(() -> assertThat(only().attempts()).isEqualTo(1));
        app.stop();
        app.clock.set(HOUR.multipliedBy(-3));
        app.start();
        waitsForTheDesk();
        assertThat(only().dueAt()).isBefore(app.clock.instant().plus(Duration.ofMinutes(11)));

        app.clock.forward(Duration.ofMinutes(10));

        standsThereOnce(1, 1);
    }

    private CommentRow answer() {
        return app.comments("t").get(0);
    }

    private void isPublishedOnce(int sent, int found) {
        soon(() -> assertThat(answer().endedAt()).isPresent());
        assertThat(app.published("t")).containsExactly("answer");
        assertThat(app.replies("t")).singleElement().matches(reply -> reply.state() == ReplyState.PUBLISHED);
        assertThat(app.network.calls("send")).isEqualTo(sent);
        assertThat(app.network.calls("find")).isEqualTo(found);
    }

    private void waitsForTheNetwork() {
        soon(() -> assertThat(answer().reason()).isEqualTo("waits until Fake must have ended the first attempt"));
        assertThat(app.network.calls("find")).isZero();
    }

    @Test
    void a_reply_that_waits_does_not_wait_an_hour_longer_when_the_clock_is_moved_back() {
        app.network.failNext("send", new Failure.Unavailable("Fake: connection refused"));
        app.answered("t", "answer");
        soon(() -> assertThat(answer().attempts()).isEqualTo(1));

        app.clock.set(HOUR.negated());

        isPublishedOnce(2, 0);
    }

    @Test
    void a_reply_that_broke_off_is_looked_up_in_time_when_the_clock_is_moved_back() {
        app.network.failAfterNext("send", LOST);
        app.answered("t", "answer");
        soon(() -> assertThat(answer().attempts()).isEqualTo(1));
        app.clock.set(HOUR.negated());
        waitsForTheNetwork();

        app.clock.forward(Duration.ofMinutes(10));

        isPublishedOnce(1, 1);
    }

    @Test
    void a_reply_that_broke_off_is_not_looked_up_too_soon_when_the_clock_is_moved_forward() {
        app.network.hold("send"); // the first attempt: it ends below, long after the hub has given it up
        app.network.failAfterNext("send", LOST);
        app.answered("t", "answer");
        soon(() -> assertThat(app.network.calls("send")).isEqualTo(1));
        app.network.letGo("send");
        soon(() -> assertThat(answer().attempts()).isEqualTo(1));

        app.clock.set(HOUR);

        soon(() -> assertThat(answer().dueAt()).isAfter(app.clock.instant()));
        waitsForTheNetwork();
        app.clock.forward(Duration.ofMinutes(10));
        isPublishedOnce(1, 1);
    }

    @Test
    void messages_arrive_in_order_and_once_while_the_clock_is_moved_back_and_forward() {
        for (int i = 1; i <= 10; i++) {
            app.post("m" + i, "many", "words");
            app.clock.set(i % 2 == 0 ? HOUR : HOUR.negated());
        }
        soon(() -> assertThat(app.entries("many"))
                .containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10"));
    }
}
