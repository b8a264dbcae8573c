package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
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

/** An internal note that looks like an answer, while the customer waits. */
class UnseenNoteTest {
    private static final String ANSWER = "Hi, thank you for your message! Could you please send us your order number?";
    private static final String INTERNAL = "called him, waiting for logistics";

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

    private List<State> states(Ticket ticket) {
        return app.bean(TicketEventLedger.class).of("help", ticket.id()).stream()
                .map(TicketEventRow::state)
                .toList();
    }

    private List<String> hints(String thread) {
        return app.notes(thread).stream().filter(note -> note.startsWith("☝")).toList();
    }

    @Test
    void an_answer_in_an_internal_note_is_answered_by_a_hint_once_while_the_customer_waits() {
        app.start();
        Ticket ticket = asked("t");

        app.desk.internalNote(ticket, ANSWER);
        soon(
                () -> assertThat(hints("t"))
                        .singleElement()
                        .asString()
                        .matches(
                                "☝ The customer has not seen what Mia wrote at \\d\\d:\\d\\d UTC: it is an internal note, and the"
                                        + " customer still waits for an answer\\. What reaches the customer: your public comment\\."));
        app.desk.internalNote(ticket, ANSWER + " Please!");
        app.desk.tellsAgain();

        soon(() -> assertThat(states(ticket)).containsExactly(State.TOLD, State.SETTLED));
        assertThat(hints("t")).hasSize(1);
        assertThat(app.published("t")).isEmpty();
        assertThat(app.network.calls("send")).isZero();
    }

    @Test
    void a_customer_who_writes_again_still_waits_and_one_who_was_answered_waits_anew() {
        app.start();
        Ticket ticket = asked("t");
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(hints("t")).hasSize(1));

        app.post("t-2", "t", "hello?");
        soon(() -> assertThat(app.entries("t")).containsExactly("t-1", "t-2"));
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(states(ticket)).containsExactly(State.TOLD, State.SETTLED));

        app.desk.comment(ticket, "In public now.");
        soon(() -> assertThat(app.outcomes("t")).anyMatch(note -> note.startsWith("✓ Published")));
        app.clock.forward(Duration.ofMinutes(1));
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(states(ticket)).containsExactly(State.TOLD, State.SETTLED, State.SETTLED));

        app.clock.forward(Duration.ofMinutes(1));
        app.post("t-3", "t", "another question");
        soon(() -> assertThat(app.entries("t")).contains("t-3"));
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(hints("t")).hasSize(2));
    }

    @Test
    void what_agents_say_among_themselves_is_neither_hinted_at_nor_stored() {
        app.start();
        Ticket ticket = asked("t");

        app.desk.internalNote(ticket, INTERNAL);
        app.desk.internalNote(ticket, ANSWER);

        soon(() -> assertThat(hints("t")).hasSize(1));
        List<TicketEventRow> events = app.bean(TicketEventLedger.class).of("help", ticket.id());
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.signs()).startsWith("8: salutation, thanks for writing");
            assertThat(event.toString()).doesNotContain("order number");
        });
    }

    @Test
    void with_an_answer_on_its_way_nobody_is_told() {
        app.start();
        Ticket ticket = asked("t");
        app.network.hold("send");
        app.desk.comment(ticket, "In public.");
        soon(() -> assertThat(app.comments("t")).hasSize(1));

        app.desk.internalNote(ticket, ANSWER);

        soon(() -> assertThat(states(ticket)).containsExactly(State.SETTLED));
        app.network.letGo("send");
        assertThat(hints("t")).isEmpty();
    }

    @Test
    void after_a_refused_answer_the_customer_still_waits() {
        app.start();
        Ticket ticket = asked("t");
        app.network.failNext("send", new Failure.Rejected("so not"));
        app.desk.comment(ticket, "In public.");
        soon(() -> assertThat(app.outcomes("t")).hasSize(1));

        app.desk.internalNote(ticket, ANSWER);

        soon(() -> assertThat(hints("t")).hasSize(1));
    }

    @Test
    void a_customer_who_was_answered_in_the_networks_own_app_does_not_wait() {
        app.start();
        Ticket ticket = asked("t");
        app.clock.forward(Duration.ofMinutes(1));
        app.network.post(FakeChannelType.message("shop", "by-hand", "t", app.clock.instant())
                .text("It is on its way.")
                .ours(true)
                .build());
        soon(() -> assertThat(app.notes("t")).hasSize(1));

        app.desk.internalNote(ticket, ANSWER);

        soon(() -> assertThat(states(ticket)).containsExactly(State.SETTLED));
    }

    @Test
    void it_can_be_switched_off_and_a_restart_tells_nothing_twice() {
        app.start();
        Ticket ticket = asked("t");
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(hints("t")).hasSize(1));
        app.restart();
        app.desk.internalNote(ticket, ANSWER);
        soon(() -> assertThat(states(ticket)).containsExactly(State.TOLD, State.SETTLED));
        app.stop();
        app.with("deskbridge.tickets.hint-unseen", "false").start();
        Ticket other = asked("other");

        app.desk.internalNote(other, ANSWER);
        app.desk.solve(other);

        soon(() -> assertThat(states(other)).containsExactly(State.SETTLED));
        assertThat(hints("t")).hasSize(1);
        assertThat(hints("other")).isEmpty();
    }

    @Test
    void a_german_team_reads_it_in_german() {
        app.with("deskbridge.hub.language", "de").start();
        Ticket ticket = asked("t");

        app.desk.internalNote(ticket, "Hallo, vielen Dank für Ihre Nachricht. Wir melden uns bei Ihnen.");
        app.network.failNext("send", new Failure.Rejected("so nicht"));

        soon(() -> assertThat(hints("t"))
                .singleElement()
                .asString()
                .startsWith("☝ Was Mia um ")
                .endsWith(
                        "hat der Kunde nicht gesehen: Es ist eine interne Notiz, und der Kunde wartet noch auf Antwort."
                                + " Ihn erreicht: Ihr öffentlicher Kommentar."));
        app.desk.comment(ticket, "Nein.");
        app.desk.solve(ticket);
        soon(() -> assertThat(app.notes("t"))
                .last()
                .asString()
                .isEqualTo("↺ Wieder geöffnet, weil die letzte Antwort nicht"
                        + " veröffentlicht ist und der Kunde sie nicht gesehen hat: “Nein.”\nGrund: so nicht.\nIst keine Antwort"
                        + " nötig, schließen Sie das Ticket bitte wieder."));
    }
}
