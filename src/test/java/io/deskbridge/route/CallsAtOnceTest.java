package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More conversations are at work than calls may be made to the desk at once. */
class CallsAtOnceTest {
    private static final int WORKERS = 2;
    private static final List<String> TALKS =
            IntStream.range(0, 6).mapToObj(i -> "t" + i).toList();

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder).with("deskbridge.desks.help.settle", "1h");
    }

    @AfterEach
    void stop() {
        app.desk.letGo("open");
        app.close();
    }

    private Instant reservedAt(String talk) {
        return app.messages(talk).get(0).triedAt().orElseThrow();
    }

    private void allAreReserved(List<String> talks) {
        for (String talk : talks) {
            soon(() -> assertThat(app.messages(talk).get(0).triedAt()).isPresent());
        }
    }

    @Test
    void an_account_is_called_by_as_many_conversations_at_once_as_the_settings_say_and_by_all_in_the_end() {
        app.with("deskbridge.hub.workers", String.valueOf(WORKERS)).start();
        app.desk.hold("open");
        TALKS.forEach(talk -> app.post(talk + "-1", talk, "words"));
        allAreReserved(TALKS); // and so have asked for their turn
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(WORKERS));

        app.desk.letGo("open");

        for (String talk : TALKS) {
            soon(() -> assertThat(app.entries(talk)).containsExactly(talk + "-1"));
        }
        assertThat(app.desk.mostAtOnce("open")).isEqualTo(WORKERS);
        assertThat(app.desk.calls("find")).isZero();
    }

    @Test
    void a_look_up_waits_for_the_call_and_not_for_a_reservation_that_had_to_wait_for_its_turn() {
        app.with("deskbridge.hub.workers", "1").start();
        app.desk.hold("open");
        app.post("first-1", "first", "words");
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(1));
        app.desk.failsFor("second-1", () -> new Failure.Uncertain("the answer did not come"));
        app.post("second-1", "second", "words");
        allAreReserved(List.of("second"));
        app.clock.forward(Duration.ofMillis(500));

        Instant called = app.clock.instant();
        app.desk.letGo("open");

        soon(() -> assertThat(app.messages("second").get(0).attempts()).isEqualTo(1));
        assertThat(reservedAt("second")).isAfterOrEqualTo(called.minus(Duration.ofMillis(1)));
        assertThat(app.desk.calls("find")).isZero();
    }
}
