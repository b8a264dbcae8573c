package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.core.Failure;
import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState.Health;
import io.deskbridge.store.Lane;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyState;
import io.deskbridge.store.UnfinishedLanes;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A desk, or a network, that is gone for an hour or takes no more calls for a while; counted at its own door. */
class DeskOutageTest {
    private static final int TALKS = 40;
    private static final int EACH = 5;
    private static final Duration STEP = Duration.ofSeconds(20);

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        // the pauses that ship; the checks and polls of an hour are not what is counted here
        app = HubApp.usual(folder)
                .with("deskbridge.hub.first-pause", "1s")
                .with("deskbridge.hub.longest-pause", "15m")
                .with("deskbridge.hub.sweep", "20ms")
                .with("deskbridge.hub.attempts", "3")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static List<String> talks() {
        return IntStream.range(0, TALKS).mapToObj(i -> "t" + i).toList();
    }

    private static List<String> ids(String talk, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> talk + "-" + i).toList();
    }

    private void post(int from, int to) {
        for (String talk : talks()) {
            ids(talk, from, to).forEach(id -> app.post(id, talk, "words"));
        }
    }

    private int writes() {
        return Stream.of("open", "append", "note", "find", "publicNow")
                .mapToInt(app.desk::calls)
                .sum();
    }

    private double circuit(String account) {
        return app.bean(MeterRegistry.class)
                .get("deskbridge.circuit")
                .tag("account", account)
                .gauge()
                .value();
    }

    /** Lets time pass in steps, and the hub do in each all that is due; the most calls to the desk within one step. */
    private int pass(Duration time) {
        int most = 0;
        for (Duration gone = Duration.ZERO; gone.compareTo(time) < 0; gone = gone.plus(STEP)) {
            int before = writes();
            app.clock.forward(STEP);
            workAllThatIsDue();
            most = Math.max(most, writes() - before);
        }
        return most;
    }

    private void workAllThatIsDue() {
        await().atMost(HubApp.SOON).pollInterval(Duration.ofMillis(5)).until(() -> Stream.of(
                        Lane.Direction.MESSAGES, Lane.Direction.COMMENTS)
                .flatMap(way -> app.bean(UnfinishedLanes.class).heads(way, "shop", "", 1_000).stream())
                .noneMatch(head -> head.isDue(app.clock.instant())));
    }

    private void allIsThereInOrder(int each) {
        for (String talk : talks()) {
            assertThat(app.entries(talk)).containsExactlyElementsOf(ids(talk, 1, each));
            assertThat(app.desk.casesOf(HubApp.talk(talk).externalId())).hasSize(1);
            assertThat(app.messages(talk)).noneMatch(row -> row.state() == MessageState.WAITING);
        }
    }

    @Test
    void a_desk_that_is_down_for_an_hour_is_hardly_called_and_gets_all_in_order_without_a_storm() {
        app.desk.fails(() -> new Failure.Unavailable("help: connection refused"));
        post(1, EACH);
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.DOWN));
        soon(() -> assertThat(app.messages("t39")).hasSize(EACH));

        pass(Duration.ofHours(1));

        // 8 workers meet it at once, and then there is one try after 1, 2, 4 ... seconds, up to 15 minutes
        assertThat(writes()).isBetween(5, 40);
        assertThat(circuit("desk:help")).isEqualTo(1);
        assertThat(circuit("channel:shop")).isZero();
        assertThat(app.bean(AccountHealth.class).all().get("desk:help").detail())
                .contains("does not answer", "connection refused", "tries it at");
        post(EACH + 1, EACH + 1);
        soon(() -> assertThat(app.messages("t39")).hasSize(EACH + 1));

        int callsBefore = writes();
        app.desk.works();
        // the last pause of 15 minutes and a quarter more, and half of one and a quarter for who meets another's try
        int most = pass(Duration.ofMinutes(31));

        allIsThereInOrder(EACH + 1);
        int all = TALKS * (EACH + 1);
        assertThat(writes() - callsBefore).isEqualTo(all); // nothing twice, and no look-up: nothing was uncertain
        assertThat(most).isLessThan(all / 2);
        assertThat(circuit("desk:help")).isZero();
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.UP));
    }

    @Test
    void a_desk_that_answers_429_is_left_alone_by_all_conversations_until_the_time_it_says() {
        Instant until = app.clock.instant().plus(Duration.ofMinutes(10));
        app.desk.fails(() -> new Failure.RateLimited("help answered 429", until));
        post(1, EACH);
        soon(() -> assertThat(app.messages("t39")).hasSize(EACH));
        workAllThatIsDue();

        pass(Duration.ofMinutes(9));

        assertThat(writes()).isLessThanOrEqualTo(8); // as many as work at once had begun when the first was refused
        assertThat(app.messages("t7")).allMatch(row -> row.attempts() == 0);
        assertThat(circuit("desk:help")).isEqualTo(1);
        assertThat(app.bean(AccountHealth.class).all().get("desk:help").detail())
                .contains("waits until", "429");
        assertThat(app.health("desk:help")).isEqualTo(Health.UP);

        app.desk.works();
        int most = pass(Duration.ofMinutes(4));

        allIsThereInOrder(EACH);
        assertThat(most).isLessThan(TALKS * EACH * 3 / 4);
    }

    @Test
    void a_network_that_is_down_for_an_hour_is_hardly_called_and_publishes_each_reply_once_and_in_order() {
        post(1, 1);
        for (String talk : talks()) {
            app.ticket(talk);
        }
        app.network.fails(() -> new Failure.Unavailable("Fake: connection refused"));
        for (String talk : talks()) {
            for (int i = 1; i <= 3; i++) {
                app.desk.comment(app.ticket(talk), "answer " + i);
            }
        }
        soon(() -> assertThat(app.comments("t39")).hasSize(3));
        soon(() -> assertThat(circuit("channel:shop")).isEqualTo(1));
        int asked = app.desk.calls("publicNow");

        pass(Duration.ofHours(1));

        assertThat(app.network.calls("send")).isBetween(5, 40);
        // asked for each try; a few that come at the same moment ask, too, before they see that one tries
        assertThat(app.desk.calls("publicNow") - asked).isLessThan(120);
        app.network.works();
        pass(Duration.ofMinutes(25));
        for (String talk : talks()) {
            assertThat(app.published(talk)).containsExactly("answer 1", "answer 2", "answer 3");
            assertThat(app.replies(talk)).allMatch(reply -> reply.state() == ReplyState.PUBLISHED);
        }
        assertThat(circuit("channel:shop")).isZero();
    }

    @Test
    void
            a_network_that_answers_429_is_left_alone_by_all_replies_until_the_time_it_says_and_gets_each_once_and_in_order() {
        post(1, 1);
        for (String talk : talks()) {
            app.ticket(talk);
        }
        Instant until = app.clock.instant().plus(Duration.ofMinutes(10));
        app.network.fails(() -> new Failure.RateLimited("Fake answered 429", until));
        for (String talk : talks()) {
            for (int i = 1; i <= 3; i++) {
                app.desk.comment(app.ticket(talk), "answer " + i);
            }
        }
        soon(() -> assertThat(app.comments("t39")).hasSize(3));
        soon(() -> assertThat(circuit("channel:shop")).isEqualTo(1));
        workAllThatIsDue();

        pass(Duration.ofMinutes(9));

        int refused = app.network.calls("send");
        assertThat(refused).isLessThanOrEqualTo(8); // as many as work at once had begun when the first was refused
        assertThat(app.comments("t7")).allMatch(row -> row.attempts() == 0);

        app.network.works();
        int most = 0;
        for (Duration gone = Duration.ZERO; gone.compareTo(Duration.ofMinutes(4)) < 0; gone = gone.plus(STEP)) {
            int before = app.network.calls("send");
            pass(STEP);
            most = Math.max(most, app.network.calls("send") - before);
        }
        for (String talk : talks()) {
            assertThat(app.published(talk)).containsExactly("answer 1", "answer 2", "answer 3");
        }
        assertThat(app.network.calls("send") - refused).isEqualTo(TALKS * 3);
        assertThat(most).isLessThan(TALKS * 3 * 3 / 4);
    }
}
