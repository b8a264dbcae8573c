package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remotes that do what they were asked and whose answer is lost. They may take an hour to end what they began. */
class LostAnswersTest {
    private static final Duration SETTLE = Duration.ofHours(1);
    private static final Failure LOST = new Failure.Uncertain("the answer did not come");

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.desks.help.settle", "1h")
                .with("deskbridge.channels.shop.settle", "1h")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private MessageRow newest(String thread) {
        var rows = app.messages(thread);
        return rows.get(rows.size() - 1);
    }

    private void waitsForHelp(String thread) {
        soon(() -> assertThat(newest(thread).reason()).isEqualTo("waits until help must have ended the first attempt"));
    }

    @Test
    void a_ticket_whose_opening_was_not_confirmed_is_looked_up_once_the_first_attempt_must_have_ended() {
        app.desk.failAfterNext("open", LOST);
        app.post("1", "t", "words");
        waitsForHelp("t");
        assertThat(app.desk.calls("find")).isZero();

        app.clock.forward(SETTLE);

        soon(() -> assertThat(newest("t").endedAt()).isPresent());
        assertThat(app.desk.calls("find")).isEqualTo(1);
        assertThat(app.desk.calls("open")).isEqualTo(1);
        assertThat(app.entries("t")).containsExactly("1");
    }

    @Test
    void what_took_long_to_prepare_is_waited_for_from_when_it_was_handed_over_by_the_next_process_too() {
        app.desk.hold("open");
        app.post("1", "t", "words");
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(1));
        app.desk.failAfterNext("open", LOST);
        app.clock.forward(SETTLE.minusMinutes(1));
        Instant handedOver = app.clock.instant();
        app.desk.letGo("open");
        waitsForHelp("t");

        app.restart();

        assertThat(newest("t").triedAt().orElseThrow()).isAfterOrEqualTo(handedOver.minus(Duration.ofMillis(1)));
        app.clock.forward(SETTLE);
        soon(() -> assertThat(newest("t").endedAt()).isPresent());
        assertThat(app.entries("t")).containsExactly("1");
        assertThat(app.desk.calls("open")).isEqualTo(1);
    }

    @Test
    void so_is_a_reply() {
        app.network.hold("send");
        app.answered("t", "words");
        soon(() -> assertThat(app.network.calls("send")).isEqualTo(1));
        app.network.failAfterNext("send", LOST);
        app.clock.forward(SETTLE.minusMinutes(1));
        Instant handedOver = app.clock.instant();
        app.network.letGo("send");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until"));

        assertThat(app.replies("t").get(0).triedAt().orElseThrow())
                .isAfterOrEqualTo(handedOver.minus(Duration.ofMillis(1)));
        app.clock.forward(SETTLE);
        soon(() -> assertThat(app.published("t")).containsExactly("words"));
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void an_entry_whose_writing_was_not_confirmed_stands_once_and_the_next_after_it() {
        app.post("1", "t", "words");
        app.ticket("t");
        app.desk.failAfterNext("append", LOST);
        app.post("2", "t", "words");
        app.post("3", "t", "words");
        soon(() -> assertThat(app.messages("t")).hasSize(3));
        soon(() -> assertThat(app.messages("t").get(1).reason())
                .isEqualTo("waits until help must have ended the first attempt"));
        assertThat(app.entries("t")).containsExactly("1", "2");

        app.clock.forward(SETTLE);

        soon(() -> assertThat(newest("t").endedAt()).isPresent());
        assertThat(app.entries("t")).containsExactly("1", "2", "3");
    }

    @Test
    void what_perhaps_stands_in_a_ticket_is_looked_for_though_the_route_would_dismiss_it_now() {
        app.desk.failAfterNext("open", LOST);
        app.post("1", "stands", "words");
        waitsForHelp("stands");
        app.desk.failNext("open", LOST);
        app.post("2", "does not", "words");
        waitsForHelp("does not");

        app.route("in", Yaml.route("in", "channel:shop", "log: {message: nobody reads this}"));
        app.restart();
        app.clock.forward(SETTLE);

        soon(() -> assertThat(newest("stands").state()).isEqualTo(MessageState.TICKETED));
        soon(() -> assertThat(newest("does not").state()).isEqualTo(MessageState.DISMISSED));
        assertThat(app.entries("stands")).containsExactly("1");
        assertThat(app.desk.calls("open")).isEqualTo(2);
    }

    @Test
    void an_answer_to_an_entry_whose_writing_was_not_confirmed_waits_and_goes_to_that_message() {
        app.post("1", "t", "words");
        var ticket = app.ticket("t");
        app.desk.failAfterNext("append", LOST);
        app.post("2", "t", "words");
        waitsForHelp("t");
        app.clock.forward(Duration.ofMinutes(1));

        app.desk.comment(ticket, "hello"); // the agent sees both
        soon(() -> assertThat(app.comments("t").get(0).reason())
                .isEqualTo("waits until it is known whether shop/2 stood in the ticket"));
        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.replies("t").get(0).inReplyTo()).isEqualTo("2");
    }

    @Test
    void an_answer_to_an_entry_whose_writing_was_confirmed_late_goes_to_that_message() {
        app.post("1", "t", "words");
        var ticket = app.ticket("t");
        app.desk.holdAnswer("append");
        app.post("2", "t", "words");
        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));

        app.desk.comment(ticket, "hello"); // the agent sees both
        soon(() -> assertThat(app.comments("t").get(0).reason())
                .isEqualTo("waits until it is known whether shop/2 stood in the ticket"));
        app.clock.forward(Duration.ofMinutes(1));
        app.desk.letGo("append");

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.replies("t").get(0).inReplyTo()).isEqualTo("2");
    }

    @Test
    void a_comment_that_is_changed_after_an_attempt_that_did_not_arrive_goes_out_as_it_stands_then() {
        app.network.failNext("send", LOST);
        var comment = app.answered("t", "first words");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until"));
        app.desk.edit(comment.id(), "second words");

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.published("t")).containsExactly("second words"));
    }

    @Test
    void a_comment_that_is_changed_after_an_attempt_that_arrived_is_known_by_the_words_that_were_sent() {
        app.network.failAfterNext("send", LOST);
        var comment = app.answered("t", "first words");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until"));
        app.desk.edit(comment.id(), "second words");

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.published("t")).containsExactly("first words");
        assertThat(app.replies("t").get(0).content().text()).isEqualTo("first words");
    }

    @Test
    void an_entry_that_the_look_up_does_not_find_is_written_again() {
        app.desk.failNext("open", LOST);
        app.post("1", "t", "words");
        waitsForHelp("t");

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        assertThat(app.desk.calls("open")).isEqualTo(2);
        assertThat(app.desk.calls("find")).isEqualTo(1);
    }

    @Test
    void a_look_up_that_fails_never_makes_the_hub_forget_that_it_must_look_up() {
        app.desk.failAfterNext("open", LOST);
        app.desk.failNext("find", new Failure.Unavailable("help: connection refused"));
        app.desk.failNext("find", new Failure.RateLimited("slow down", app.clock.instant()));
        app.desk.failNext("find", new Failure.Unauthorized("help: the token is gone"));
        app.post("1", "t", "words");
        waitsForHelp("t");

        app.clock.forward(SETTLE);

        soon(() -> assertThat(newest("t").endedAt()).isPresent());
        assertThat(app.desk.calls("find")).isEqualTo(4);
        assertThat(app.desk.calls("open")).isEqualTo(1);
        assertThat(app.entries("t")).containsExactly("1");
    }

    @Test
    void a_note_whose_writing_was_not_confirmed_stands_once() {
        app.desk.failAfterNext("note", LOST);
        app.answered("t", "hello");
        soon(() -> assertThat(app.noteRows("t")).singleElement().satisfies(note -> assertThat(note.reason())
                .startsWith("waits until help")));
        assertThat(app.desk.calls("find")).isZero();

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.noteRows("t").get(0).state()).isEqualTo(NoteState.WRITTEN));
        assertThat(app.outcomes("t")).hasSize(1);
        assertThat(app.desk.calls("note")).isEqualTo(1);
    }

    @Test
    void a_reply_whose_sending_was_not_confirmed_is_looked_up_and_stands_once() {
        app.network.failAfterNext("send", LOST);
        app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t")).singleElement().satisfies(comment -> assertThat(comment.reason())
                .isEqualTo("waits until Fake must have ended the first attempt")));
        assertThat(app.network.calls("find")).isZero();

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.network.calls("send")).isEqualTo(1);
        assertThat(app.published("t")).containsExactly("hello");
    }

    @Test
    void of_a_reply_that_is_known_to_stand_there_only_later_the_note_says_since_when() {
        Instant sent = app.clock.instant();
        app.network.failAfterNext("send", LOST);
        app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake"));

        app.clock.forward(SETTLE);

        String at = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(ZoneOffset.UTC)
                .format(sent);
        soon(() -> assertThat(app.notesWithTimes("t"))
                .last()
                .asString()
                .startsWith("✓ Published on Fake at " + at + " UTC: “hello”"));
    }

    @Test
    void a_reply_that_the_network_will_not_say_anything_about_is_uncertain_and_not_failed() {
        app.network.failAfterNext("send", LOST);
        app.network.failNext("find", new Failure.Rejected("Fake: searching is not allowed"));
        app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake"));

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.UNCERTAIN));
        soon(() -> assertThat(app.outcomes("t")).singleElement().asString().startsWith("? Perhaps published on Fake"));
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void a_reply_is_checked_again_once_it_is_known_that_it_does_not_stand_there() {
        app.network.failNext("send", LOST);
        app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake"));
        app.network.post(io.deskbridge.contract.FakeChannelType.message("shop", "t-1", "t", app.clock.instant())
                .deletedAt(app.clock.instant())
                .build());
        soon(() -> assertThat(app.messages("t")).hasSize(2));

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.REFUSED));
        assertThat(app.published("t")).isEmpty();
    }

    @Test
    void a_comment_hidden_while_its_reply_waits_is_never_sent_and_its_reply_comes_to_an_end() {
        app.network.failNext("send", LOST);
        var comment = app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake"));
        app.desk.hide(comment.id());

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.REFUSED));
        assertThat(app.published("t")).isEmpty();
        assertThat(app.network.calls("send")).isEqualTo(1);
    }

    @Test
    void a_comment_hidden_after_its_reply_was_perhaps_sent_is_looked_up_and_what_stands_there_is_told() {
        app.network.failAfterNext("send", LOST);
        var comment = app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake"));
        app.desk.hide(comment.id());

        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        assertThat(app.published("t")).containsExactly("hello");
    }
}
