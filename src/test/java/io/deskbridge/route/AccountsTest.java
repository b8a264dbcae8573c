package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Failure;
import io.deskbridge.core.MessageId;
import io.deskbridge.hub.AccountHealth;
import io.deskbridge.hub.AccountState.Health;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that fail as a whole: those beside them go on. */
class AccountsTest {
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.channels.web.type", "other")
                .with("deskbridge.desks.team.type", "other")
                .route("web-in", Yaml.route("web-in", "channel:web", "to: {uri: 'desk:team'}"))
                .route("web-out", Yaml.route("web-out", "desk:team", "to: {uri: 'channel:origin'}"));
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static void often(Consumer<String> failNext, String verb, int times) {
        for (int i = 0; i < times; i++) {
            failNext.accept(verb);
        }
    }

    private void elsewhere(String id) {
        app.otherNetwork.post(FakeChannelType.message("web", id, id, app.clock.instant())
                .text("words")
                .build());
        soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:web:" + id)).hasSize(1));
    }

    @Test
    void a_desk_that_is_unreachable_at_the_start_and_for_longer_than_the_attempts_loses_nothing() {
        var unreachable = new Failure.Unavailable("help: cannot connect", new java.net.ConnectException("refused"));
        often(verb -> app.desk.failNext(verb, unreachable), "check", 4);
        often(verb -> app.desk.failNext(verb, unreachable), "open", 12);

        app.start();
        app.post("1", "t", "words");

        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.DOWN));
        soon(() -> assertThat(app.messages("t")).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.WAITING);
            assertThat(row.reason()).isEqualTo("help: cannot connect");
        }));
        elsewhere("meanwhile");
        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        soon(() -> assertThat(app.messages("t").get(0).state()).isEqualTo(MessageState.TICKETED));
        assertThat(app.messages("t").get(0).attempts()).isEqualTo(12);
        assertThat(app.desk.calls("open")).isEqualTo(13);
    }

    @Test
    void a_desk_whose_token_is_gone_pauses_alone_and_goes_on_once_it_works_again() {
        app.start();
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.UP));
        often(verb -> app.desk.failNext(verb, new Failure.Unauthorized("help: renew the token")), "check", 10);
        app.desk.failNext("open", new Failure.Unauthorized("help: renew the token"));
        app.post("1", "t", "words");

        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED));
        assertThat(app.bean(AccountHealth.class).all().get("desk:help").detail())
                .isEqualTo("help: renew the token");
        elsewhere("meanwhile");
        assertThat(app.health("desk:team")).isEqualTo(Health.UP);
        assertThat(app.health("channel:shop")).isEqualTo(Health.UP);

        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        assertThat(app.health("desk:help")).isEqualTo(Health.UP);
        assertThat(app.messages("t").get(0).attempts()).isZero();
        assertThat(app.desk.calls("open")).isLessThanOrEqualTo(3);
    }

    @Test
    void a_paused_account_that_cannot_be_reached_for_a_while_stays_paused() {
        app.start();
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.UP));
        app.desk.failNext("check", new Failure.Unauthorized("help: renew the token"));
        often(verb -> app.desk.failNext(verb, new Failure.Unavailable("help: connection refused")), "check", 25);
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED));
        int checks = app.desk.calls("check");

        soon(() -> assertThat(app.desk.calls("check")).isGreaterThan(checks + 3));

        assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED);
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.UP));
    }

    @Test
    void a_channel_whose_token_is_gone_keeps_its_replies_until_it_works_again() {
        app.start();
        app.post("1", "t", "words");
        var ticket = app.ticket("t");
        often(verb -> app.network.failNext(verb, new Failure.Unauthorized("Fake: log in again")), "check", 10);
        app.network.failNext("send", new Failure.Unauthorized("Fake: log in again"));
        app.desk.comment(ticket, "hello");

        soon(() -> assertThat(app.health("channel:shop")).isEqualTo(Health.PAUSED));
        elsewhere("meanwhile");

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.network.calls("send")).isEqualTo(2);
    }

    @Test
    void a_paused_desk_is_not_asked_about_its_comments_and_nothing_leaves_meanwhile() {
        app.start();
        app.post("1", "t", "words");
        var ticket = app.ticket("t");
        often(verb -> app.desk.failNext(verb, new Failure.Unauthorized("help: renew the token")), "check", 10);
        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.PAUSED));
        app.bean(CommentLedger.class).take(List.of(app.desk.comment(ticket, "hello")));

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));

        assertThat(app.desk.calls("publicNow")).isEqualTo(1);
        assertThat(app.bean(CommentLedger.class)
                        .history(app.comments("t").get(0).seq()))
                .extracting("reason")
                .contains("desk help is paused until its credentials work");
    }

    @Test
    void a_message_that_its_route_sends_to_two_desks_stands_in_the_first() {
        app.route("web-in", Yaml.route("web-in", "channel:web", "to: {uri: 'desk:team'}", "to: {uri: 'desk:help'}"))
                .start();
        elsewhere("both");
        elsewhere("next");

        soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:web:next")).hasSize(1));
        assertThat(app.desk.cases()).isEmpty();
        soon(() -> assertThat(app.bean(MessageLedger.class)
                        .newest(new MessageId("web", "both"))
                        .orElseThrow()
                        .state())
                .isEqualTo(MessageState.TICKETED));
    }

    @Test
    void a_desk_that_is_not_there_at_the_start_is_down_and_gets_what_waited_when_it_comes() {
        often(verb -> app.desk.failNext(verb, new Failure.Unavailable("help: connection refused")), "check", 1000);
        often(verb -> app.desk.failNext(verb, new Failure.Unavailable("help: connection refused")), "poll", 1000);
        often(verb -> app.desk.failNext(verb, new Failure.Unavailable("help: connection refused")), "open", 12);
        app.post("1", "t", "words");

        app.start();

        soon(() -> assertThat(app.health("desk:help")).isEqualTo(Health.DOWN));
        soon(() -> assertThat(app.messages("t")).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.WAITING);
            assertThat(row.reason()).isEqualTo("help: connection refused");
        }));
        elsewhere("meanwhile");
        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
    }

    @Test
    void a_source_that_fails_is_asked_again_from_where_it_was() {
        app.start();
        often(verb -> app.network.failNext(verb, new Failure.Unavailable("Fake: connection refused")), "poll", 2);
        app.network.failNext("poll", new Failure.Unreadable("Fake: no JSON"));
        app.network.failNext("poll", new IllegalStateException("a bug"));
        app.network.failAfterNext("poll", new Failure.Rejected("Fake: 400"));
        app.post("1", "t", "words");
        app.post("2", "t", "words");

        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
    }
}
