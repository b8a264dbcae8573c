package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Failure;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.hub.LaneRunner;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages on their way into a desk. */
class MessagesTest {
    @TempDir
    static Path folder;

    static HubApp app;

    @BeforeAll
    static void start() {
        app = HubApp.usual(folder).start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static MessageRow only(String thread) {
        return app.messages(thread).get(0);
    }

    private static MessageBuilder wording(String id, String thread, String text) {
        return FakeChannelType.message("shop", id, thread, app.clock.instant()).text(text);
    }

    @Test
    void a_message_opens_one_ticket_and_the_next_of_its_conversation_are_appended_in_order() {
        for (int i = 1; i <= 20; i++) {
            app.post("order-" + i, "order", "words " + i);
        }

        soon(() -> assertThat(app.messages("order")).hasSize(20).allMatch(row -> row.endedAt()
                .isPresent()));

        assertThat(app.desk.casesOf("deskbridge:shop:order")).hasSize(1);
        assertThat(app.entries("order"))
                .containsExactlyElementsOf(app.messages("order").stream()
                        .map(row -> row.message().id().value())
                        .toList());
        assertThat(only("order").state()).isEqualTo(MessageState.TICKETED);
        assertThat(app.messages("order").subList(1, 20)).allMatch(row -> row.state() == MessageState.APPENDED);
    }

    @Test
    void a_desk_that_is_not_there_gets_the_message_later_and_is_not_asked_for_it_before() {
        int found = app.desk.calls("find");
        app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));
        app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));

        app.post("down-1", "down", "words");

        soon(() -> assertThat(app.entries("down")).containsExactly("down-1"));
        assertThat(app.desk.calls("find")).isEqualTo(found);
        assertThat(app.bean(MessageLedger.class).history(only("down").seq()))
                .extracting("reason")
                .contains("help: connection refused");
    }

    @Test
    void a_ticket_that_is_not_to_be_written_to_for_a_while_waits_alone_and_no_attempt_is_counted() {
        var until = app.clock.instant().plus(Duration.ofHours(1));
        app.desk.failNext(
                "open", new Failure.RateLimited("help wants us to wait", until, Failure.RateLimited.Reach.ITEM));

        app.post("limited-1", "limited", "words");

        soon(() -> assertThat(app.messages("limited")).singleElement().satisfies(row -> {
            assertThat(row.reason()).isEqualTo("help wants us to wait");
            assertThat(row.dueAt().toEpochMilli()).isEqualTo(until.toEpochMilli());
            assertThat(row.attempts()).isZero();
            assertThat(row.triedAt()).isEmpty();
        }));
        app.bean(LaneRunner.class)
                .wake(new io.deskbridge.store.Lane(
                        io.deskbridge.store.Lane.Direction.MESSAGES, HubApp.talk("limited")));
        app.post("meanwhile-1", "meanwhile", "words");
        soon(() -> assertThat(app.entries("meanwhile")).hasSize(1));
        assertThat(app.entries("limited")).isEmpty();

        app.clock.forward(Duration.ofHours(1));

        soon(() -> assertThat(app.entries("limited")).containsExactly("limited-1"));
    }

    @Test
    void what_waited_out_an_outage_is_not_given_up_at_the_first_failure_that_nobody_understands() {
        for (int i = 0; i < 6; i++) { // twice as many as the attempts
            app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));
        }
        app.desk.failNext("open", new IllegalStateException("odd"));
        app.desk.failNext("open", new IllegalStateException("odd"));

        app.post("patient-1", "patient", "words");

        soon(() -> assertThat(app.entries("patient")).containsExactly("patient-1"));
        soon(() -> assertThat(only("patient").state()).isEqualTo(MessageState.TICKETED));
        assertThat(only("patient").attempts()).isEqualTo(8);
        assertThat(only("patient").strikes()).isEqualTo(2);
    }

    @Test
    void what_the_desk_will_never_take_is_a_dead_letter_that_a_person_can_send_again() {
        app.desk.failNext("open", new Failure.Rejected("help: the subject is not allowed"));
        app.post("refused-1", "refused", "words");
        soon(() -> assertThat(app.messages("refused")).singleElement().satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.DEAD);
            assertThat(row.reason()).isEqualTo("help: the subject is not allowed");
            assertThat(row.route()).hasValue("in");
        }));
        app.post("refused-2", "refused", "the rest goes on");
        soon(() -> assertThat(app.entries("refused")).containsExactly("refused-2"));

        var lane = app.bean(MessageLedger.class).replay(only("refused").seq()).orElseThrow();
        app.bean(LaneRunner.class).wake(lane);

        soon(() -> assertThat(app.entries("refused")).containsExactly("refused-2", "refused-1"));
    }

    @Test
    void an_edit_and_a_deletion_arrive_as_entries_that_show_what_was_written_before() {
        app.network.post(wording("edited-1", "edited", "my old words").build());
        app.ticket("edited");
        var later = app.clock.instant().plusSeconds(1);
        app.network.post(wording("edited-1", "edited", "my new words")
                .revision("2", later)
                .build());
        app.network.post(wording("edited-1", "edited", "")
                .deletedAt(later.plusSeconds(1))
                .build());

        soon(() -> assertThat(app.entries("edited")).hasSize(3));

        List<String> texts = app.entriesOf(app.desk, "edited").stream()
                .map(entry -> entry.text())
                .toList();
        assertThat(texts.get(1)).startsWith("Changed by the author. Now:\nmy new words\n\nBefore:\nmy old words\n");
        assertThat(texts.get(2)).startsWith("Deleted by the author. It read:\nmy new words\n");
        assertThat(texts).allMatch(text -> text.contains("#1"));
        assertThat(app.desk.casesOf("deskbridge:shop:edited")).hasSize(1);
    }

    @Test
    void our_own_reply_that_comes_back_is_dismissed_as_an_echo() {
        app.answered("echo", "hello Anna");
        soon(() -> assertThat(app.replies("echo")).singleElement().satisfies(reply -> assertThat(reply.sentId())
                .isPresent()));
        String sent = app.replies("echo").get(0).sentId().orElseThrow();

        app.network.post(wording(sent, "echo", "hello Anna").ours(true).build());
        app.network.post(
                wording("by-hand", "echo", "written in the app").ours(true).build());

        soon(() -> assertThat(app.messages("echo")).hasSize(3));
        assertThat(app.messages("echo").get(1).state()).isEqualTo(MessageState.DISMISSED);
        assertThat(app.messages("echo").get(1).reason())
                .isEqualTo("echo: our own reply " + app.replies("echo").get(0).seq() + " seen on the network");
        soon(() -> assertThat(app.messages("echo").get(2).reason()).startsWith("own account"));
        assertThat(app.entries("echo")).containsExactly("echo-1");
    }

    @Test
    void a_message_that_comes_twice_makes_one_entry() {
        var message = app.post("twice-1", "twice", "words");
        app.network.post(message);
        app.post("twice-2", "twice", "words");

        soon(() -> assertThat(app.entries("twice")).containsExactly("twice-1", "twice-2"));
        assertThat(app.messages("twice")).hasSize(2);
    }

    @Test
    void a_message_whose_wake_up_was_lost_is_found_by_the_sweep() {
        app.bean(MessageIntake.class)
                .take(List.of(wording("lost-1", "lost", "words").build()));

        soon(() -> assertThat(app.entries("lost")).containsExactly("lost-1"));
    }

    @Test
    void a_thread_with_spaces_and_strange_signs_is_woken_as_any_other() {
        app.post("strange-1", "a b\tc/ü \"x\"", "words");

        soon(() -> assertThat(app.entries("a b\tc/ü \"x\"")).containsExactly("strange-1"));
    }
}
