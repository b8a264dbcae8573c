package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.TicketEventLedger;
import io.deskbridge.store.TicketEventRow;
import io.deskbridge.store.TicketEventRow.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ticket that is solved while its last reply is not published. */
class SolvedUnpublishedTest {
    private static final String NOTE =
            "↺ Reopened, because the last answer is not published, and the customer has not seen it:"
                    + " “No.”\nReason: so not.\nIf no answer is needed, solve the ticket again.";

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Ticket asked(String thread) {
        app.post(thread + "-1", thread, "question");
        return app.ticket(thread);
    }

    /** In one step, as agents do. */
    private Comment answerAndSolve(Ticket ticket, String text) {
        synchronized (app.desk) {
            Comment comment = app.desk.comment(ticket, text);
            app.desk.solve(ticket);
            return comment;
        }
    }

    private List<TicketEventRow> events(Ticket ticket) {
        return app.bean(TicketEventLedger.class).of("help", ticket.id());
    }

    private List<State> states(Ticket ticket) {
        return events(ticket).stream().map(TicketEventRow::state).toList();
    }

    private List<String> reopenings(String thread) {
        return app.notes(thread).stream().filter(note -> note.startsWith("↺")).toList();
    }

    private double counted(String outcome) {
        var counter = app.bean(MeterRegistry.class)
                .find("deskbridge.tickets.solved.unpublished")
                .tags("desk", "help", "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void a_ticket_solved_with_an_answer_that_the_network_refuses_is_reopened_and_says_why() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));

        answerAndSolve(ticket, "No.");

        soon(() -> assertThat(reopenings("t")).containsExactly(NOTE));
        assertThat(app.desk.isSolved(ticket)).isFalse();
        assertThat(states(ticket)).containsExactly(State.REOPENED);
        assertThat(counted("reopened")).isEqualTo(1);
        assertThat(app.bean(TicketEventLedger.class)
                        .solvedUnpublished(app.clock.instant().minusSeconds(60), 9))
                .containsExactly("help/" + ticket.id());
        assertThat(app.notes("t").get(0)).startsWith("✗ Not published");
    }

    @Test
    void a_ticket_solved_long_after_its_answer_was_refused_is_reopened() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        app.desk.comment(ticket, "No.");
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));

        app.desk.solve(ticket);

        soon(() -> assertThat(reopenings("t")).containsExactly(NOTE));
    }

    @Test
    void a_ticket_solved_with_an_answer_that_is_published_a_moment_later_stays_solved() {
        app.start();
        Ticket ticket = asked("t");
        app.network.hold("send");

        answerAndSolve(ticket, "Yes.");
        soon(() -> assertThat(states(ticket)).containsExactly(State.WAITING));
        app.network.letGo("send");

        soon(() -> assertThat(states(ticket)).containsExactly(State.SETTLED));
        assertThat(app.desk.isSolved(ticket)).isTrue();
        assertThat(reopenings("t")).isEmpty();
        assertThat(app.desk.calls("reopen")).isZero();
    }

    @Test
    void a_ticket_whose_answer_waits_for_long_is_reopened_and_nobody_is_asked_to_write_again() {
        app.start();
        Ticket ticket = asked("t");
        app.network.fails(() -> new Failure.Unavailable("shop: connection refused"));

        answerAndSolve(ticket, "Yes.");
        soon(() -> assertThat(states(ticket)).containsExactly(State.WAITING));
        app.clock.forward(Duration.ofMinutes(6));

        soon(() -> assertThat(reopenings("t"))
                .singleElement()
                .asString()
                .startsWith("↺ Reopened, because the last answer is not published yet: “Yes.”\nReason: ")
                .endsWith("please do not write it again. A note follows."));
        app.network.works();
        soon(() -> assertThat(app.published("t")).containsExactly("Yes."));
    }

    @Test
    void an_agent_who_solves_it_again_is_taken_at_his_word_and_the_admin_is_alarmed() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        answerAndSolve(ticket, "No.");
        soon(() -> assertThat(states(ticket)).containsExactly(State.REOPENED));

        app.clock.forward(Duration.ofMinutes(1));
        app.desk.solve(ticket);

        soon(() -> assertThat(states(ticket)).containsExactly(State.REOPENED, State.ALARMED));
        assertThat(app.desk.isSolved(ticket)).isTrue();
        assertThat(reopenings("t")).hasSize(1);
        assertThat(counted("alarmed")).isEqualTo(1);
    }

    @Test
    void another_answer_that_is_not_published_reopens_it_again() {
        app.start();
        Ticket ticket = asked("t");
        for (int time = 1; time <= 2; time++) {
            app.network.failNext("send", new Failure.Rejected("so not"));
            answerAndSolve(ticket, "No.");
            int expected = time;
            soon(() -> assertThat(reopenings("t")).hasSize(expected));
            app.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(app.desk.isSolved(ticket)).isFalse();
    }

    @Test
    void an_answer_in_a_ticket_that_is_solved_already_reopens_it_when_it_is_not_published() {
        app.start();
        Ticket ticket = asked("t");
        app.desk.solve(ticket);
        soon(() -> assertThat(states(ticket)).containsExactly(State.SETTLED));

        app.network.failNext("send", new Failure.Rejected("so not"));
        app.desk.comment(ticket, "No.");

        soon(() -> assertThat(reopenings("t")).containsExactly(NOTE));
    }

    @Test
    void a_desk_that_tells_everything_again_and_changes_of_no_interest_do_nothing_a_second_time() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        answerAndSolve(ticket, "No.");
        soon(() -> assertThat(states(ticket)).containsExactly(State.REOPENED));

        app.desk.tellsAgain();
        app.clock.forward(Duration.ofMinutes(1));
        app.desk.solve(ticket);
        soon(() -> assertThat(states(ticket)).containsExactly(State.REOPENED, State.ALARMED));
        app.clock.forward(Duration.ofMinutes(1));
        app.desk.touch(ticket);
        app.desk.open(ticket);
        Ticket other = asked("other");
        app.desk.solve(other);

        soon(() -> assertThat(states(other)).containsExactly(State.SETTLED));
        assertThat(states(ticket)).containsExactly(State.REOPENED, State.ALARMED);
        assertThat(reopenings("t")).hasSize(1);
    }

    @Test
    void a_desk_that_allows_no_reopening_and_a_setting_against_it_leave_the_alarm() {
        app.start();
        Ticket ticket = asked("t");
        app.desk.reopensNothing();
        app.network.failNext("send", new Failure.Rejected("so not"));
        answerAndSolve(ticket, "No.");
        soon(() -> assertThat(events(ticket)).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(State.ALARMED);
            assertThat(event.reason()).endsWith("so not; the desk does not allow to reopen it");
        }));
        app.stop();
        app.with("deskbridge.tickets.reopen-unpublished", "false").start();
        Ticket other = asked("other");
        app.network.failNext("send", new Failure.Rejected("so not"));
        int calls = app.desk.calls("reopen");

        answerAndSolve(other, "No.");

        soon(() -> assertThat(events(other)).singleElement().satisfies(event -> {
            assertThat(event.state()).isEqualTo(State.ALARMED);
            assertThat(event.reason()).endsWith("so not; it stays solved by setting");
        }));
        assertThat(app.desk.calls("reopen")).isEqualTo(calls);
        assertThat(reopenings("t")).isEmpty();
        assertThat(reopenings("other")).isEmpty();
    }

    @Test
    void a_reopening_whose_answer_is_lost_is_told_once() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        app.desk.failAfterNext("reopen", new Failure.Uncertain("help: read timed out"));

        answerAndSolve(ticket, "No.");

        soon(() -> assertThat(reopenings("t")).containsExactly(NOTE));
        assertThat(states(ticket)).containsExactly(State.REOPENED);
        assertThat(app.desk.calls("reopen")).isEqualTo(2);
    }

    @Test
    void what_was_begun_before_a_restart_is_brought_to_its_end_and_told_once() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        app.desk.fails(() -> new Failure.Unavailable("help: connection refused"));
        app.desk.works();
        app.desk.failNext("reopen", new Failure.Unavailable("help: connection refused"));
        app.desk.failNext("reopen", new Failure.Unavailable("help: connection refused"));

        answerAndSolve(ticket, "No.");
        soon(() -> assertThat(app.desk.calls("reopen")).isPositive());
        app.restart();

        soon(() -> assertThat(reopenings("t")).containsExactly(NOTE));
        app.restart();
        asked("later");
        assertThat(reopenings("t")).hasSize(1);
        assertThat(states(ticket)).containsExactly(State.REOPENED);
    }

    @Test
    void an_uncertain_answer_asks_the_agent_to_look() {
        app.with("deskbridge.channels.shop.repeat", "NONE").start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Uncertain("broke off"));

        answerAndSolve(ticket, "Yes.");

        soon(() -> assertThat(reopenings("t"))
                .containsExactly("↺ Reopened, because it is not certain that the last answer is"
                        + " published: “Yes.”\nPlease look on Fake. If it stands there, solve the ticket again; if not, write it again"
                        + " as a new public comment."));
    }

    @Test
    void an_answer_that_the_agent_took_back_counts_as_none() {
        app.start();
        Ticket ticket = asked("t");
        app.network.fails(() -> new Failure.Unavailable("shop: connection refused"));
        Comment comment = answerAndSolve(ticket, "Oops.");
        soon(() -> assertThat(states(ticket)).containsExactly(State.WAITING));
        app.desk.hide(comment.id());
        app.network.works();

        soon(() -> assertThat(states(ticket)).containsExactly(State.SETTLED));
        assertThat(app.desk.isSolved(ticket)).isTrue();
    }
}
