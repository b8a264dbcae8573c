package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Failure.RateLimited.Reach;
import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState.Health;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remote answers a poll with 429: what that says of the other calls depends on whose limit it is. */
class LimitedPollsTest {
    private static final Duration LIMIT = Duration.ofHours(1);

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder).start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Failure.RateLimited limit(Reach reach) {
        return new Failure.RateLimited("answered 429", app.clock.instant().plus(LIMIT), reach);
    }

    private void isKnownToWait(String account) {
        soon(() -> assertThat(app.bean(AccountHealth.class).all().get(account).detail())
                .contains("waits until", "answered 429"));
        assertThat(app.health(account)).isEqualTo(Health.UP);
    }

    @Test
    void while_a_desks_budget_is_spent_nothing_is_written_either_and_all_of_it_afterwards() {
        app.desk.failNext("poll", limit(Reach.ACCOUNT));
        isKnownToWait("desk:help");
        app.post("1", "t", "words");

        soon(() -> assertThat(app.messages("t").get(0).reason())
                .isEqualTo("desk help takes no calls for now: answered 429"));
        assertThat(app.desk.calls("open")).isZero();
        assertThat(app.messages("t").get(0).attempts()).isZero();

        app.clock.forward(LIMIT.multipliedBy(2));
        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
    }

    @Test
    void while_a_networks_budget_is_spent_no_reply_is_sent_and_all_of_them_afterwards() {
        var comment = app.answered("t", "first");
        soon(() -> assertThat(app.published("t")).containsExactly("first"));
        app.network.failNext("poll", limit(Reach.ACCOUNT));
        isKnownToWait("channel:shop");

        app.desk.comment(comment.ticket(), "second");

        soon(() -> assertThat(app.comments("t")).hasSize(2));
        soon(() -> assertThat(app.comments("t").get(1).reason()).contains("shop takes no calls for now"));
        assertThat(app.network.calls("send")).isEqualTo(1);
        app.clock.forward(LIMIT.multipliedBy(2));
        soon(() -> assertThat(app.published("t")).containsExactly("first", "second"));
    }

    @Test
    void where_each_endpoint_has_a_budget_of_its_own_replies_go_out_while_a_poll_waits() {
        var comment = app.answered("t", "first");
        soon(() -> assertThat(app.published("t")).containsExactly("first"));
        app.network.failNext("poll", limit(Reach.CALL));
        isKnownToWait("channel:shop");
        int polls = app.network.calls("poll");

        app.desk.comment(comment.ticket(), "second");

        soon(() -> assertThat(app.published("t")).containsExactly("first", "second"));
        assertThat(app.network.calls("poll")).isEqualTo(polls);
    }
}
