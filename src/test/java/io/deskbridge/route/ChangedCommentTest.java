package io.deskbridge.route;

import static io.deskbridge.contract.FakeNetwork.NOT_THIS_ONE;
import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import io.deskbridge.store.TicketEventRow.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comment that is changed or taken back in the desk after it was published. */
class ChangedCommentTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.signatures.agents[0].agent", "mia")
                .with("deskbridge.signatures.agents[0].sign", "^MK");
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private HubApp following() {
        return app.with("deskbridge.tickets.replies-changed", "follow").start();
    }

    private Comment published(String thread, String text) {
        Comment comment = app.answered(thread, text);
        soon(() -> assertThat(app.notes(thread)).anyMatch(note -> note.startsWith("✓ Published")));
        return comment;
    }

    private List<String> told(String thread) {
        return app.notes(thread).stream().filter(note -> note.startsWith("✎")).toList();
    }

    private List<State> states(Comment comment) {
        return app.bean(TicketEventLedger.class).of("help", comment.ticket().id()).stream()
                .map(TicketEventRow::state)
                .toList();
    }

    @Test
    void an_edit_is_told_once_with_what_stands_on_the_network_and_what_it_allows() {
        app.start();
        Comment comment = published("t", "It is blue.");

        app.desk.changes(comment, "It is red.");

        soon(() -> assertThat(told("t"))
                .containsExactly(
                        "✎ Changed here only, on Fake stands what was published: “It is blue. ^MK”\nFake allows to"
                                + " edit it: please do so there."));
        app.desk.tellWordings(comment.ticket());
        app.desk.tellsAgain();
        app.desk.changes(comment, "It is green.");
        soon(() -> assertThat(told("t")).hasSize(2));
        assertThat(app.network.standing()).containsValue("It is blue. ^MK");
        assertThat(app.network.calls("edit")).isZero();
    }

    @Test
    void what_is_taken_back_is_told_once() {
        app.start();
        Comment comment = published("t", "It is blue.");

        app.desk.takesBack(comment);
        soon(() -> assertThat(told("t"))
                .containsExactly(
                        "✎ Taken back here only, it still stands on Fake: “It is blue. ^MK”\nFake allows to delete"
                                + " it: please do so there."));
        app.desk.tellWordings(comment.ticket());
        app.restart();
        app.desk.tellsAgain();
        published("later", "yes");

        assertThat(told("t")).hasSize(1);
        assertThat(app.network.calls("retract")).isZero();
    }

    @Test
    void blanks_a_named_message_and_a_signature_are_no_edit() {
        app.start();
        Comment comment = published("t", "/to 1\nIt is  blue.");

        app.desk.changes(comment, "It is blue. ");

        soon(() -> assertThat(states(comment)).containsExactly(State.SETTLED));
        assertThat(told("t")).isEmpty();
    }

    @Test
    void by_setting_the_network_follows_an_edit_and_a_deletion() {
        following();
        Comment edited = published("edited", "It is blue.");
        Comment deleted = published("deleted", "It is round.");

        app.desk.changes(edited, "It is red.");
        app.desk.takesBack(deleted);

        soon(() -> assertThat(told("edited")).containsExactly("✎ Changed on Fake as well: “It is red. ^MK”"));
        soon(() -> assertThat(told("deleted"))
                .containsExactly("✎ Taken back, and deleted on Fake as well: “It is round. ^MK”"));
        assertThat(app.network.standing().values()).containsExactly("It is red. ^MK");
        app.desk.tellWordings(edited.ticket());
        app.desk.changes(edited, "It is red!");
        soon(() -> assertThat(app.network.standing().values()).containsExactly("It is red! ^MK"));
        assertThat(app.network.calls("edit")).isEqualTo(2);
    }

    @Test
    void words_that_are_changed_back_are_followed_too() {
        following();
        Comment comment = published("t", "It is blue.");
        app.desk.changes(comment, "It is red.");
        soon(() -> assertThat(app.network.standing().values()).containsExactly("It is red. ^MK"));

        app.desk.changes(comment, "It is blue.");
        soon(() -> assertThat(app.network.standing().values()).containsExactly("It is blue. ^MK"));
        app.desk.changes(comment, "It is red.");
        soon(() -> assertThat(app.network.standing().values()).containsExactly("It is red. ^MK"));

        assertThat(app.network.calls("edit")).isEqualTo(3);
    }

    @Test
    void words_that_were_changed_before_they_went_out_and_back_afterwards_are_told() {
        app.start();
        app.network.failNext(
                "send", new Failure.RateLimited("later", app.clock.instant().plus(Duration.ofHours(1))));
        Comment comment = app.answered("t", "It is blue.");
        soon(() -> assertThat(app.comments("t").get(0).reason()).isEqualTo("later"));
        app.desk.edit(comment.id(), "It is red.");
        app.clock.forward(Duration.ofHours(1));
        soon(() -> assertThat(app.outcomes("t")).containsExactly("✓ Published on Fake: “It is red. ^MK”"));

        app.desk.changes(comment, "It is blue.");

        soon(() -> assertThat(told("t"))
                .singleElement()
                .asString()
                .startsWith("✎ Changed here only, on Fake stands what was published: “It is red. ^MK”"));
    }

    @Test
    void what_is_taken_back_a_second_time_is_taken_back() {
        app.start();
        Comment comment = published("t", "It is blue.");
        app.desk.takesBack(comment);
        soon(() -> assertThat(told("t")).hasSize(1));
        app.desk.shows(comment);
        app.desk.tellWordings(comment.ticket());
        soon(() -> assertThat(states(comment)).containsExactly(State.TOLD, State.SETTLED));

        app.desk.takesBack(comment);

        soon(() -> assertThat(told("t")).hasSize(2));
    }

    @Test
    void a_deletion_takes_back_all_posts_of_a_thread_and_the_networks_word_of_it_is_no_news() {
        app.with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .with("deskbridge.channels.shop.limit", "32");
        following();
        Comment comment = published("t", "/send\nYour parcel is on its way. It comes tomorrow.");
        assertThat(app.network.standing()).hasSize(2);

        app.desk.takesBack(comment);

        soon(() -> assertThat(told("t"))
                .singleElement()
                .asString()
                .startsWith("✎ Taken back, and deleted on Fake as well"));
        assertThat(app.network.standing()).isEmpty();
        app.network.post(FakeChannelType.message(
                        "shop", app.replies("t").get(0).sentId().orElseThrow(), "t", app.clock.instant())
                .deletedAt(app.clock.instant())
                .ours(true)
                .build());
        soon(() -> assertThat(app.messages("t")).hasSize(2).last().satisfies(row -> assertThat(row.state())
                .isEqualTo(MessageState.DISMISSED)));
        assertThat(app.notes("t")).noneMatch(note -> note.contains("No longer stands"));
    }

    @Test
    void a_file_that_is_taken_away_from_a_published_comment_is_told_once_and_changes_nothing_there() {
        app.with("deskbridge.channels.shop.files", "text/plain");
        following();
        app.post("t-1", "t", "question");
        Comment comment = app.desk.comment(
                app.ticket("t"),
                "See this.",
                Attachment.of(Attachment.Type.FILE, "help:1").named("guide.txt").typed("text/plain"));
        soon(() -> assertThat(app.notes("t")).anyMatch(note -> note.startsWith("✓ Published")));
        app.desk.tellWordings(comment.ticket());
        assertThat(states(comment)).isEmpty();

        app.desk.takesFilesAway(comment);
        app.desk.tellWordings(comment.ticket());

        soon(() -> assertThat(told("t"))
                .singleElement()
                .asString()
                .startsWith("✎ A file was taken away here only, on Fake it still stands: “See this. ^MK”")
                .contains("only to delete it there"));
        assertThat(states(comment)).containsExactly(State.TOLD);
        assertThat(app.network.calls("edit") + app.network.calls("retract")).isZero();
    }

    @Test
    void a_thread_of_which_the_network_lets_delete_the_last_post_alone_is_told_as_half_gone() {
        app.with("deskbridge.replies.too-long", "thread")
                .with("deskbridge.channels.shop.threads", "true")
                .with("deskbridge.channels.shop.limit", "32");
        following();
        Comment comment = published("t", "/send\nYour parcel is on its way. It comes tomorrow.");
        String first = app.replies("t").get(0).sentId().orElseThrow();
        app.network.failNext("retract", NOT_THIS_ONE);
        app.network.failNext("retract", new Failure.Rejected("it was answered"));

        app.desk.takesBack(comment);

        soon(() -> assertThat(told("t"))
                .singleElement()
                .asString()
                .startsWith(
                        "✎ Taken back, and on Fake only its last posts are deleted; the ones before still stand: “Your")
                .endsWith("It said: it was answered"));
        assertThat(app.network.standing()).containsOnlyKeys(first);
        assertThat(app.replies("t").get(0).goneAt()).isPresent();
    }

    @Test
    void an_edit_that_asks_for_something_is_never_what_the_network_shows() {
        app.with("deskbridge.channels.shop.commands", "true");
        following();
        Comment comment = published("t", "It is blue.");

        app.desk.changes(comment, "/special word\nYour voucher is 4711.");
        soon(() -> assertThat(told("t")).singleElement().asString().startsWith("✎ Changed here only"));
        app.desk.changes(comment, "/specal word\nYour voucher is 4711.");
        soon(() -> assertThat(told("t")).hasSize(2).last().asString().startsWith("✎ Changed here only"));

        assertThat(app.network.standing()).containsValue("It is blue. ^MK");
        assertThat(app.network.calls("edit")).isZero();
    }

    @Test
    void what_the_network_says_of_an_edit_is_told_in_the_agents_language() {
        app.with("deskbridge.hub.language", "de")
                .with("deskbridge.tickets.replies-changed", "follow")
                .start();
        Comment comment = app.answered("t", "Es ist blau.");
        soon(() -> assertThat(app.notes("t")).anyMatch(note -> note.startsWith("✓")));
        app.network.failNext("edit", new Failure.Rejected(new Words("it is too old", "es ist zu alt")));

        app.desk.changes(comment, "Es ist rot.");

        soon(() -> assertThat(told("t")).singleElement().asString().endsWith("Meldung: es ist zu alt"));
    }

    @Test
    void an_edit_that_the_network_does_not_take_or_that_is_too_long_is_told() {
        app.with("deskbridge.channels.shop.limit", "40");
        following();
        Comment refused = published("refused", "It is blue.");
        Comment tooLong = published("long", "It is blue.");
        app.network.failNext("edit", new Failure.Rejected("it is too old"));

        app.desk.changes(refused, "It is red.");
        soon(() -> assertThat(told("refused"))
                .singleElement()
                .asString()
                .startsWith("✎ Changed here only")
                .endsWith("It said: it is too old"));
        app.desk.changes(tooLong, "It is red and blue and yellow and green and white.");

        soon(() -> assertThat(told("long")).singleElement().asString().startsWith("✎ Changed here only"));
        assertThat(app.network.calls("edit")).isEqualTo(1);
    }

    @Test
    void a_deletion_whose_outcome_is_not_known_is_made_again_and_told_once() {
        following();
        Comment comment = published("t", "It is blue.");
        app.network.failAfterNext("retract", new Failure.Uncertain("shop: read timed out"));

        app.desk.takesBack(comment);

        soon(() ->
                assertThat(told("t")).containsExactly("✎ Taken back, and deleted on Fake as well: “It is blue. ^MK”"));
        assertThat(app.network.calls("retract")).isEqualTo(2);
        assertThat(app.network.standing()).isEmpty();
    }

    @Test
    void a_desk_that_cannot_be_asked_takes_nothing_back() {
        following();
        Comment comment = published("t", "It is blue.");
        app.desk.failNext("publicNow", new Failure.Unavailable("help: connection refused"));
        app.desk.failNext("publicNow", new Failure.Unavailable("help: connection refused"));

        // it tells that the comment is gone, and means it not
        app.desk.takesBack(comment);
        app.desk.shows(comment);

        soon(() -> assertThat(states(comment)).contains(State.SETTLED));
        assertThat(app.network.calls("retract")).isZero();
        assertThat(told("t")).isEmpty();
    }

    @Test
    void so_many_changes_in_an_hour_are_no_agent_and_nothing_more_is_deleted() {
        following();
        Comment last = null;
        for (int i = 1; i <= 21; i++) {
            last = published("t" + i, "It is blue.");
            app.desk.takesBack(last);
            String thread = "t" + i;
            soon(() -> assertThat(told(thread)).hasSize(1));
        }

        assertThat(told("t20").get(0)).startsWith("✎ Taken back, and deleted");
        assertThat(told("t21").get(0)).startsWith("✎ Taken back here only");
        assertThat(app.network.calls("retract")).isEqualTo(20);
        assertThat(last).isNotNull();
    }

    @Test
    void what_was_said_in_private_stays_and_the_agent_learns_it() {
        following();
        app.network.post(new MessageBuilder("shop", "d1", Kind.DIRECT, "d", Author.unknown("anna"), app.clock.instant())
                .text("hello")
                .build());
        Comment comment = app.desk.comment(app.ticket("d"), "It is blue.");
        soon(() -> assertThat(app.notes("d")).containsExactly("✓ Sent in private on Fake: “It is blue. ^MK”"));

        app.desk.takesBack(comment);

        soon(
                () -> assertThat(told("d"))
                        .containsExactly(
                                "✎ Taken back here only, it still stands on Fake: “It is blue. ^MK”\nFake allows neither to"
                                        + " change nor to delete it from here. What the customer must know, write as a new public comment."));
        assertThat(app.network.calls("retract")).isZero();
    }

    @Test
    void a_comment_that_is_not_published_may_be_changed_as_one_likes() {
        app.start();
        app.network.failNext("send", new Failure.Rejected("so not"));
        Comment comment = app.answered("t", "It is blue.");
        soon(() -> assertThat(app.notes("t")).anyMatch(note -> note.startsWith("✗")));

        app.desk.takesBack(comment);
        Comment other = published("other", "yes");
        app.desk.takesBack(other);

        soon(() -> assertThat(told("other")).hasSize(1));
        assertThat(told("t")).isEmpty();
        assertThat(states(comment)).isEmpty();
    }
}
