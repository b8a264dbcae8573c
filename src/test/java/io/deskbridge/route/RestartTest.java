package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Reply;
import io.deskbridge.hub.Accounts;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stop, a crash and a change of the configuration between two starts leave behind. */
class RestartTest {
    private static final String IN = Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}");
    private static final String OUT = Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}");
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = new HubApp(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private List<MessageRow> unrouted() {
        return app.bean(LedgerQueries.class)
                .messages(new LedgerQueries.Filter(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        10));
    }

    @Test
    void a_message_that_no_route_takes_is_listed_and_carried_once_there_is_a_route() {
        app.start();
        app.post("1", "t", "words");
        soon(() -> assertThat(unrouted()).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.WAITING);
            assertThat(row.reason()).isEqualTo("unrouted: no route takes a mention from shop");
        }));

        app.stop();
        app.route("in", IN).start();

        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        assertThat(unrouted()).isEmpty();
    }

    @Test
    void a_restart_repeats_nothing() {
        app.route("in", IN).route("out", OUT).start();
        app.answered("t", "hello");
        soon(() -> assertThat(app.notes("t")).hasSize(1));

        app.restart();
        app.post("2", "t", "words");

        soon(() -> assertThat(app.entries("t")).containsExactly("t-1", "2"));
        assertThat(app.published("t")).containsExactly("hello");
        assertThat(app.notes("t")).hasSize(1);
        assertThat(app.messages("t")).hasSize(2);
    }

    @Test
    void a_message_that_a_crash_left_between_the_desk_and_the_ledger_stands_there_once() {
        app.start();
        app.post("1", "t", "words");
        soon(() -> assertThat(unrouted()).hasSize(1));
        MessageRow row = unrouted().get(0);
        app.bean(Deliveries.class).reserve(List.of(row.numbered(1)), "help");
        app.bean(Accounts.class)
                .desk("help")
                .orElseThrow()
                .desk()
                .open(new NewTicket(
                        row.conversation().externalId(),
                        "words",
                        List.of(new Entry(row.key(), row.message(), "words", (attachment, max) -> {
                            throw new Failure.Rejected("none");
                        })),
                        Map.of()));
        app.stop();

        app.route("in", IN).route("out", OUT).start();

        soon(() -> assertThat(app.messages("t").get(0).state()).isEqualTo(MessageState.TICKETED));
        app.desk.comment(app.ticket("t"), "hello");
        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.desk.calls("open")).isEqualTo(1);
        assertThat(app.entries("t")).containsExactly("1");
    }

    /** Leaves a reply behind that was begun and not recorded; whether it stands on the network is the test's choice. */
    private ReplyRow crashed(boolean sent) {
        app.route("in", IN).start();
        return crashed(app.answered("t", "hello"), sent);
    }

    private ReplyRow crashed(Comment comment, boolean sent) {
        soon(() -> assertThat(app.comments("t")).hasSize(1));
        CommentRow row = app.comments("t").get(0);
        var content = new ReplyRow.Content(comment.agent(), "hello", List.of());
        ReplyLedger replies = app.bean(ReplyLedger.class);
        ReplyRow reply = replies.reserve(row.seq(), HubApp.talk("t"), "t-1", content);
        replies.trying(reply);
        if (sent) {
            app.bean(Accounts.class)
                    .channel("shop")
                    .orElseThrow()
                    .channel()
                    .send(
                            new Reply(
                                    app.messages("t").get(0).message(),
                                    comment.agent(),
                                    "hello",
                                    List.of(),
                                    (attachment, max) -> {
                                        throw new Failure.Rejected("none");
                                    }),
                            reply.key());
        }
        app.stop();
        return reply;
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1"})
    void a_reply_that_a_crash_left_open_is_looked_up_and_stands_once(boolean sent, int times) {
        crashed(sent);

        app.route("out", OUT).start();

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.published("t")).hasSize(times);
        assertThat(app.network.calls("find")).isEqualTo(1);
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
    }

    @Test
    void a_reply_that_a_crash_left_open_is_sent_again_under_its_key_where_that_is_harmless() {
        app.with("deskbridge.channels.shop.repeat", "HARMLESS");
        ReplyRow reply = crashed(true);

        app.route("out", OUT).start();

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.network.calls("find")).isZero();
        assertThat(app.network.published()).hasSize(2).allMatch(found -> found.key()
                .equals(reply.key()));
    }

    @Test
    void a_private_reply_is_looked_up_where_only_a_public_one_may_harmlessly_be_sent_again() {
        app.with("deskbridge.channels.shop.repeat", "HARMLESS").route("in", IN).start();
        app.network.post(
                new MessageBuilder("shop", "t-1", Kind.DIRECT, "t", Author.unknown("anna"), app.clock.instant())
                        .text("are you there?")
                        .build());
        soon(() -> assertThat(app.messages("t").get(0).state()).isEqualTo(MessageState.TICKETED));
        crashed(app.desk.comment(app.ticket("t"), "hello"), true);

        app.route("out", OUT).start();

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.network.calls("find")).isEqualTo(1);
        assertThat(app.published("t")).containsExactly("hello");
    }

    @Test
    void a_reply_that_a_crash_left_open_is_uncertain_and_never_sent_twice_where_nobody_can_be_asked() {
        app.with("deskbridge.channels.shop.repeat", "NONE");
        crashed(true);

        app.route("out", OUT).start();

        soon(() -> assertThat(app.outcomes("t"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "? Perhaps published on Fake; the connection broke off: “hello”\nPlease look there. If it stands"
                                + " there, write a public comment with only /published 1; if not, one with only /again 1,"
                                + " and it is sent again. Those lines are not published."));
        assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.UNCERTAIN);
        assertThat(app.network.calls("send")).isEqualTo(1);
        assertThat(app.network.calls("find")).isZero();
    }

    @Test
    void a_reply_whose_desk_left_the_configuration_waits_for_it_and_is_then_looked_up() {
        app.with("deskbridge.desks.team.type", "other");
        crashed(true);
        app.with("deskbridge.desks.help.type", "other")
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:team'}"));
        app.start();
        soon(() -> assertThat(app.comments("t").get(0).parked()).isTrue());
        assertThat(app.replies("t").get(0).triedAt()).isPresent();
        app.stop();

        app.with("deskbridge.desks.help.type", "fake").route("out", OUT).start();

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void a_stop_lets_what_is_at_work_come_to_its_end_and_parks_nothing() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        Processor slow = exchange -> {
            entered.countDown();
            if (!leave.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody lets it go");
            }
        };
        app.bean("slow", slow)
                .route("in", Yaml.route("in", "channel:shop", "process: {ref: slow}", "to: {uri: 'desk:help'}"))
                .start();
        app.post("1", "t", "words");
        app.post("2", "t", "words");
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        soon(() -> assertThat(app.messages("t")).hasSize(2));

        var stopping = new Thread(app::stop);
        stopping.start();
        var letGo = new Thread(() -> {
            try {
                stopping.join(Duration.ofMillis(500).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            leave.countDown();
        });
        letGo.start();
        stopping.join(20_000);
        assertThat(stopping.isAlive()).isFalse();
        assertThat(app.entries("t")).startsWith("1");

        app.start();

        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
        assertThat(app.desk.calls("find")).isZero();
        for (MessageRow row : app.messages("t")) {
            assertThat(app.bean(MessageLedger.class).history(row.seq()))
                    .extracting("reason")
                    .noneMatch(reason -> String.valueOf(reason).startsWith("unrouted"));
            assertThat(row.attempts()).isZero();
        }
    }
}
