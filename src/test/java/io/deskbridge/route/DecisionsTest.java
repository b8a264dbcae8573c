package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Failure;
import io.deskbridge.hub.Decisions;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.HistoryRow;
import io.deskbridge.store.ReplyDecisions.Known;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that cannot be asked: a person says what became of a reply, by the API or in the desk. */
class DecisionsTest {
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");

    @TempDir
    Path folder;

    private HubApp start() {
        return HubApp.usual(folder)
                .with("deskbridge.channels.shop.repeat", "NONE")
                .start();
    }

    private static ReplyRow reply(HubApp app) {
        return app.replies("t").get(0);
    }

    /** The comment's first attempt broke off, and nobody knows. */
    private static long uncertain(HubApp app, boolean arrived) {
        if (arrived) {
            app.network.failAfterNext("send", LOST);
        } else {
            app.network.failNext("send", LOST);
        }
        app.answered("t", "hello");
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));
        assertThat(reply(app).state()).isEqualTo(ReplyState.UNCERTAIN);
        return reply(app).seq();
    }

    @Test
    void the_note_names_both_ways_and_the_agent_says_that_it_is_not_there() {
        try (HubApp app = start()) {
            long seq = uncertain(app, false);
            assertThat(app.outcomes("t").get(0))
                    .startsWith("? Perhaps published on Fake; the connection broke off: “hello”\n")
                    .endsWith("If it stands there, write a public comment with only /published " + seq
                            + "; if not, one with only /again " + seq
                            + ", and it is sent again. Those lines are not published.");

            app.desk.comment(app.ticket("t"), " /again #" + seq + "\n");

            soon(() -> assertThat(app.outcomes("t")).hasSize(2).last().isEqualTo("✓ Published on Fake: “hello”"));
            assertThat(app.published("t")).containsExactly("hello");
            assertThat(app.comments("t").get(1).state()).isEqualTo(CommentState.DISMISSED);
            assertThat(app.comments("t").get(1).reason()).isEqualTo("answer " + seq + " is sent again");
            assertThat(app.bean(ReplyLedger.class).history(seq))
                    .extracting(HistoryRow::state)
                    .containsExactly("waiting", "uncertain", "waiting", "published");
        }
    }

    @Test
    void the_agent_says_that_it_is_there_and_nothing_is_sent() {
        try (HubApp app = start()) {
            long seq = uncertain(app, true);
            app.desk.comment(app.ticket("t"), "/published " + seq);

            soon(() -> assertThat(app.outcomes("t"))
                    .hasSize(2)
                    .last()
                    .isEqualTo("✓ Counts as published on Fake, as somebody says who looked: “hello”"));
            assertThat(reply(app).state()).isEqualTo(ReplyState.PUBLISHED);
            assertThat(reply(app).reason()).isEqualTo("Mia in help says that it stands on the network");
            assertThat(app.published("t")).containsExactly("hello");
            assertThat(app.network.calls("send")).isEqualTo(1);
        }
    }

    @Test
    void an_admin_decides_by_the_api_with_what_is_known() {
        try (HubApp app = start()) {
            long seq = uncertain(app, true);
            Decisions decisions = app.bean(Decisions.class);
            var known = new Known(Optional.of("net-7"), Optional.of(URI.create("https://fake.example/net-7")));

            assertThat(decisions.replay(seq)).isEqualTo(Decisions.Answer.NOT_OPEN);
            assertThat(decisions.published(seq + 1, known)).isEqualTo(Decisions.Answer.UNKNOWN);
            assertThat(decisions.published(seq, known)).isEqualTo(Decisions.Answer.DONE);
            assertThat(decisions.published(seq, known)).isEqualTo(Decisions.Answer.NOT_OPEN);
            assertThat(decisions.notPublished(seq)).isEqualTo(Decisions.Answer.NOT_OPEN);

            assertThat(reply(app).sentId()).hasValue("net-7");
            soon(() -> assertThat(app.outcomes("t"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .endsWith("“hello”\nhttps://fake.example/net-7"));
            assertThat(app.published("t")).hasSize(1);
        }
    }

    @Test
    void what_is_sent_again_passes_all_checks_and_takes_the_words_that_stand_there_now() {
        try (HubApp app = start()) {
            app.network.failNext("send", LOST);
            var comment = app.answered("t", "hello");
            soon(() -> assertThat(app.outcomes("t")).hasSize(1));
            app.desk.hide(comment.id());

            app.bean(Decisions.class).notPublished(reply(app).seq());

            soon(() -> assertThat(reply(app).state()).isEqualTo(ReplyState.REFUSED));
            assertThat(reply(app).reason()).isEqualTo("the comment is not public any more");
            assertThat(app.published("t")).isEmpty();
        }
    }

    @Test
    void a_reply_that_the_network_refused_is_sent_again() {
        try (HubApp app = start()) {
            app.network.failNext("send", new Failure.Rejected("not on Sundays"));
            app.answered("t", "hello");
            soon(() -> assertThat(app.outcomes("t")).hasSize(1));
            long seq = reply(app).seq();
            Decisions decisions = app.bean(Decisions.class);

            assertThat(decisions.notPublished(seq)).isEqualTo(Decisions.Answer.NOT_OPEN);
            assertThat(decisions.replay(seq)).isEqualTo(Decisions.Answer.DONE);

            soon(() -> assertThat(app.published("t")).containsExactly("hello"));
            soon(() -> assertThat(app.outcomes("t")).hasSize(2));
        }
    }

    @Test
    void a_line_that_decides_nothing_is_refused_and_never_published() {
        try (HubApp app = start()) {
            long seq = uncertain(app, true);
            app.answered("other", "hi");
            soon(() -> assertThat(app.outcomes("other")).hasSize(1));
            app.desk.comment(app.ticket("other"), "/again " + seq); // a reply of another conversation
            soon(() -> assertThat(app.outcomes("other"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("Reason: in this conversation there is no answer " + seq
                            + " that is uncertain or failed."));
            app.desk.comment(app.ticket("other"), "/again");
            soon(() -> assertThat(app.outcomes("other"))
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains("Reason: its first line is not written as /again must be; /again 12 stands alone in the"
                            + " comment and sends answer 12 again."));
            assertThat(app.published("other")).containsExactly("hi");
            assertThat(reply(app).state()).isEqualTo(ReplyState.UNCERTAIN);
        }
    }

    @Test
    void on_postgresql_it_is_the_same() {
        try (HubApp app = HubApp.usual(folder)
                .on(TestPostgres.empty())
                .with("deskbridge.channels.shop.repeat", "NONE")
                .start()) {
            long seq = uncertain(app, false);
            app.desk.comment(app.ticket("t"), "/again " + seq);
            soon(() -> assertThat(app.published("t")).containsExactly("hello"));
            app.network.failAfterNext("send", LOST);
            app.desk.comment(app.ticket("t"), "more");
            soon(() -> assertThat(app.replies("t")).hasSize(2).last().satisfies(second -> assertThat(second.state())
                    .isEqualTo(ReplyState.UNCERTAIN)));
            app.desk.comment(
                    app.ticket("t"), "/published " + app.replies("t").get(1).seq());
            soon(() -> assertThat(app.replies("t").get(1).state()).isEqualTo(ReplyState.PUBLISHED));
        }
    }
}
