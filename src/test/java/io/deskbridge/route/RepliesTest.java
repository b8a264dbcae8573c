package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Words;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.LedgerQueries;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents' comments at the gate: what leaves, what never does, and what the agent reads about it. */
class RepliesTest {
    @TempDir
    static Path folder;

    static HubApp app;

    @BeforeAll
    static void start() {
        app = HubApp.usual(folder)
                .with("deskbridge.signatures.agents[0].agent", "anna")
                .with("deskbridge.signatures.agents[0].sign", "^AK")
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static ReplyRow reply(String thread) {
        return app.replies(thread).get(0);
    }

    /** The comment was not sent, and the agent reads this reason. */
    private static void refused(String thread, String rule) {
        soon(() -> assertThat(app.outcomes(thread)).singleElement().satisfies(note -> assertThat(note)
                .startsWith("✗ Not published, and nobody has seen it: “")
                .contains("\nReason: " + rule + ".\n")
                .contains("\nPlease write a new public comment.")));
        assertThat(reply(thread).state()).isEqualTo(ReplyState.REFUSED);
        assertThat(reply(thread).reason()).isEqualTo(rule);
        assertThat(app.published(thread)).isEmpty();
    }

    @Test
    void a_public_comment_is_published_under_the_newest_message_and_the_agent_reads_so_once() {
        app.answered("plain", "Sorry Anna, it ships today!");

        soon(() -> assertThat(app.outcomes("plain"))
                .containsExactly("✓ Published on Fake: “Sorry Anna, it ships today!”"));
        assertThat(app.published("plain")).containsExactly("Sorry Anna, it ships today!");
        assertThat(app.comments("plain").get(0).state()).isEqualTo(CommentState.REPLIED);
        assertThat(app.network.published().stream()
                        .filter(found -> found.reply().conversation().equals(HubApp.talk("plain")))
                        .map(found -> found.reply().inReplyTo().id().value()))
                .containsExactly("plain-1");
    }

    @Test
    void comments_of_one_conversation_are_published_in_order_even_when_the_first_must_wait() {
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.post("turn-1", "turn", "question");
        Ticket ticket = app.ticket("turn");
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
        app.desk.comment(ticket, "one");
        soon(() -> assertThat(app.comments("turn").get(0).reason()).isEqualTo("Fake wants us to wait"));
        app.desk.comment(ticket, "two");
        app.desk.comment(ticket, "three");
        soon(() -> assertThat(app.comments("turn")).hasSize(3));
        assertThat(reply("turn").triedAt()).isEmpty();
        assertThat(app.published("turn")).isEmpty();

        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.published("turn")).containsExactly("one", "two", "three"));
        soon(() -> assertThat(app.outcomes("turn")).hasSize(3));
        assertThat(app.outcomes("turn").get(2)).contains("“three”");
        assertThat(app.comments("turn").get(0).attempts()).isZero();
    }

    @Test
    void a_network_that_is_not_there_gets_the_reply_later_and_is_not_asked_for_it_before() {
        int found = app.network.calls("find");
        app.network.failNext("send", new Failure.Unavailable("Fake: connection refused"));
        app.answered("down", "hello");

        soon(() -> assertThat(app.published("down")).containsExactly("hello"));
        assertThat(app.network.calls("find")).isEqualTo(found);
    }

    @Test
    void what_the_network_does_not_take_is_told_in_its_words_and_the_next_comment_goes_on() {
        app.network.failNext("send", new Failure.Rejected("duplicate content"));
        Comment first = app.answered("rejected", "hello");
        app.desk.comment(first.ticket(), "hello again");

        soon(() -> assertThat(app.outcomes("rejected"))
                .containsExactly(
                        "✗ Not published, Fake did not take it: “hello”\nIt said: duplicate content"
                                + HubApp.again(reply("rejected").seq()),
                        "✓ Published on Fake: “hello again”"));
        assertThat(reply("rejected").state()).isEqualTo(ReplyState.FAILED);
    }

    @Test
    void a_comment_that_is_private_when_it_would_be_published_never_is() {
        app.post("hidden-1", "hidden", "question");
        Ticket ticket = app.ticket("hidden");
        var comment = new Comment(
                new CommentId("help", "hidden-comment"),
                ticket,
                new Agent("mia", "Mia"),
                "SECRET",
                List.of(),
                app.clock.instant());
        app.desk.hide(comment.id());
        app.bean(CommentLedger.class).take(List.of(comment));

        refused("hidden", "the comment is not public any more");
    }

    @Test
    void what_an_agent_took_back_is_not_repeated_in_full() {
        app.post("number-1", "number", "question");
        Ticket ticket = app.ticket("number");
        var comment = new Comment(
                new CommentId("help", "number-comment"),
                ticket,
                new Agent("mia", "Mia"),
                "Thank you for calling us, we have found your payment, it came from the card number 4711 0815.",
                List.of(),
                app.clock.instant());
        app.desk.hide(comment.id());
        app.bean(CommentLedger.class).take(List.of(comment));

        refused("number", "the comment is not public any more");
        assertThat(app.outcomes("number").get(0))
                .contains("“Thank you for calling us")
                .doesNotContain("4711");
    }

    @Test
    void a_comment_that_is_taken_back_between_two_attempts_is_not_sent() {
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
        Comment comment = app.answered("back", "SECRET");
        soon(() -> assertThat(app.comments("back").get(0).reason()).isEqualTo("Fake wants us to wait"));
        app.desk.hide(comment.id());

        app.clock.forward(Duration.ofHours(1));

        refused("back", "the comment is not public any more");
        assertThat(app.comments("back").get(0).state()).isEqualTo(CommentState.REPLIED);
    }

    @Test
    void a_comment_that_is_changed_between_two_attempts_goes_out_as_it_stands_then() {
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
        Comment comment = app.answered("changed", "call me at 4711");
        soon(() -> assertThat(app.comments("changed").get(0).reason()).isEqualTo("Fake wants us to wait"));
        app.desk.edit(comment.id(), "write to us");

        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.published("changed")).containsExactly("write to us"));
        assertThat(app.replies("changed").get(0).content().text()).isEqualTo("write to us");
    }

    @Test
    void a_comment_that_names_another_message_between_two_attempts_goes_out_below_that_one() {
        app.post("other-1", "other", "question");
        Ticket ticket = app.ticket("other");
        app.post("other-2", "other", "another");
        soon(() -> assertThat(app.entries("other")).hasSize(2));
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
        Comment comment = app.desk.comment(ticket, "/to 2\nhello");
        soon(() -> assertThat(reply("other").inReplyTo()).isEqualTo("other-2"));
        soon(() -> assertThat(app.comments("other").get(0).reason()).isEqualTo("Fake wants us to wait"));
        app.desk.edit(comment.id(), "/to 1\nhello");

        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.published("other")).containsExactly("hello"));
        assertThat(reply("other").inReplyTo()).isEqualTo("other-1");
    }

    @Test
    void an_agent_whose_answer_waits_for_long_is_told_once_why_and_until_when() {
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
        app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait again", until.plusSeconds(3600)));
        app.answered("waits", "we look into it");

        soon(() -> assertThat(app.notes("waits")).singleElement().satisfies(note -> assertThat(note)
                .startsWith("⏳ Not finished yet, please do not write it again: “we look into it”")
                .contains("Reason: Fake wants us to wait.\n", until.toString().substring(11, 16) + " UTC")));
        app.clock.forward(Duration.ofHours(1));
        soon(() -> assertThat(app.comments("waits").get(0).reason()).isEqualTo("Fake wants us to wait again"));
        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.notes("waits")).hasSize(2).last().asString().startsWith("✓ Published on Fake"));
    }

    @Test
    void an_answer_that_waits_for_a_moment_is_not_worth_a_note() {
        app.network.failNext("send", new Failure.Unavailable("Fake: connection refused"));
        app.answered("moment", "hello");

        soon(() -> assertThat(app.notes("moment")).singleElement().asString().startsWith("✓ Published on Fake"));
    }

    @Test
    void an_agents_signature_is_published_and_counted_in_the_length() {
        app.post("sign-1", "sign", "question");
        Ticket ticket = app.ticket("sign");
        app.desk.commentAs(new Agent("anna", "Anna"), ticket, "hello");
        soon(() -> assertThat(app.published("sign")).containsExactly("hello ^AK"));

        app.desk.commentAs(new Agent("anna", "Anna"), ticket, "x".repeat(280));

        soon(() -> assertThat(app.outcomes("sign")).anySatisfy(note -> assertThat(note)
                .contains("it has 284 characters", "shorten it by 4")
                .endsWith("\n\nThis was to be published:\n" + "x".repeat(280) + " ^AK")));
    }

    @Test
    void a_comment_that_is_older_than_the_tickets_link_is_refused_and_the_agent_learns_it() {
        app.post("old-1", "old", "question");
        Ticket ticket = app.ticket("old");
        app.desk.clock(Clock.offset(app.clock, Duration.ofMinutes(-6)));

        app.desk.comment(ticket, "to whoever wrote here before");

        refused("old", "it was written before this ticket belonged to the conversation");
        app.desk.clock(Clock.offset(app.clock, Duration.ofMinutes(-4)));
        app.desk.comment(ticket, "by a clock that is a little behind");
        soon(() -> assertThat(app.published("old")).containsExactly("by a clock that is a little behind"));
        app.desk.clock(app.clock);
    }

    @Test
    void a_comment_of_which_the_desk_knows_nothing_is_private() {
        app.post("gone-1", "gone", "question");
        Ticket ticket = app.ticket("gone");
        app.desk.failNext("publicNow", new Failure.Rejected("help: no such comment"));
        app.desk.comment(ticket, "SECRET");

        refused("gone", "the comment is not public any more");
    }

    @Test
    void a_desk_that_cannot_be_asked_whether_a_comment_is_public_lets_nothing_out() {
        app.post("asked-1", "asked", "question");
        Ticket ticket = app.ticket("asked");
        int before = app.network.calls("send");
        for (int i = 0; i < 4; i++) {
            app.desk.failNext("publicNow", new Failure.Unavailable("help: connection refused"));
        }
        int asked = app.desk.calls("publicNow");
        app.desk.comment(ticket, "hello");
        soon(() -> assertThat(app.desk.calls("publicNow")).isGreaterThan(asked + 2));
        assertThat(app.network.calls("send")).isEqualTo(before);

        soon(() -> assertThat(app.published("asked")).containsExactly("hello"));
    }

    @Test
    void a_comment_in_a_ticket_that_is_none_of_ours_is_never_published() {
        int before = app.network.calls("send");
        app.desk.comment(new Ticket("help", "4711", Optional.empty()), "to a customer of the web shop");

        soon(() -> assertThat(app.bean(LedgerQueries.class)
                        .comments(new LedgerQueries.Filter(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                100)))
                .anySatisfy(row -> {
                    assertThat(row.comment().ticket().id()).isEqualTo("4711");
                    assertThat(row.state()).isEqualTo(CommentState.DISMISSED);
                    assertThat(row.reason()).isEqualTo("its ticket 4711 belongs to no conversation of ours");
                }));
        assertThat(app.network.calls("send")).isEqualTo(before);
    }

    @Test
    void a_comment_without_text_is_refused() {
        app.answered("empty", " \n ");
        refused("empty", "the comment has no text");
    }

    @Test
    void a_comment_that_is_too_long_is_refused_and_the_agent_reads_by_how_much() {
        app.answered("long", "x".repeat(300));
        refused("long", "it has 300 characters and Fake takes 280; shorten it by 20");
        assertThat(app.outcomes("long").get(0)).contains("x".repeat(60) + "…”");
    }

    @Test
    void a_comment_that_names_a_message_that_is_not_there_is_refused() {
        app.answered("named", "/to 9\nhello");
        refused("named", "it names a message that this ticket does not have; there are 1");
    }

    @Test
    void a_comment_that_names_an_earlier_message_answers_that_one() {
        app.post("earlier-1", "earlier", "question");
        Ticket ticket = app.ticket("earlier");
        app.post("earlier-2", "earlier", "another");
        soon(() -> assertThat(app.entries("earlier")).hasSize(2));
        app.desk.comment(ticket, "/to 1\nhello");

        soon(() -> assertThat(app.published("earlier")).containsExactly("hello"));
        assertThat(reply("earlier").inReplyTo()).isEqualTo("earlier-1");
    }

    @Test
    void an_answer_to_a_message_that_its_author_deleted_is_refused() {
        app.post("deleted-1", "deleted", "question");
        Ticket ticket = app.ticket("deleted");
        app.network.post(FakeChannelType.message("shop", "deleted-1", "deleted", app.clock.instant())
                .deletedAt(app.clock.instant())
                .build());
        soon(() -> assertThat(app.entries("deleted")).hasSize(2));
        app.desk.comment(ticket, "hello");

        refused("deleted", "the message was deleted by its author");
    }

    @Test
    void an_answer_that_the_network_would_refuse_is_refused_before_it_is_sent() {
        int before = app.network.calls("send");
        app.network.post(FakeChannelType.message("shop", "strict-1", "strict", app.clock.instant())
                .text("question")
                .restriction(new Words("Fake takes no answers here", "Fake nimmt hier keine Antworten"))
                .build());
        app.desk.comment(app.ticket("strict"), "hello");

        refused("strict", "Fake takes no answers here");
        assertThat(app.network.calls("send")).isEqualTo(before);
        assertThat(app.entriesOf(app.desk, "strict").get(0).text()).endsWith("⚠ Fake takes no answers here");
    }

    @Test
    void an_attachment_of_a_type_that_the_network_does_not_take_is_refused() {
        app.desk.file("help:1", new Media("a.exe", "application/x-msdownload", new byte[] {1}));
        app.post("file-1", "file", "question");
        app.desk.comment(
                app.ticket("file"),
                "see this",
                Attachment.of(Attachment.Type.FILE, "help:1").named("a.exe").typed("application/x-msdownload"));

        refused("file", "Fake does not take the attachment a.exe (application/x-msdownload); it takes image/png");
    }

    @Test
    void the_same_comment_seen_twice_is_published_once() {
        Comment comment = app.answered("again", "hello");
        soon(() -> assertThat(app.published("again")).hasSize(1));

        app.bean(CommentLedger.class).take(List.of(comment));
        app.desk.comment(comment.ticket(), "second");

        soon(() -> assertThat(app.published("again")).containsExactly("hello", "second"));
        assertThat(app.comments("again")).hasSize(2);
    }
}
