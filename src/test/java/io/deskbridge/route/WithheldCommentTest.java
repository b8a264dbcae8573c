package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Comment;
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

/** What an agent meant for the customer and the desk's rule keeps inside. */
class WithheldCommentTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Ticket asked() {
        app.post("t-1", "t", "question");
        return app.ticket("t");
    }

    private List<String> told() {
        return app.notes("t").stream().filter(note -> note.startsWith("☝")).toList();
    }

    private List<State> states(Ticket ticket) {
        return app.bean(TicketEventLedger.class).of("help", ticket.id()).stream()
                .map(TicketEventRow::state)
                .toList();
    }

    @Test
    void its_agent_is_told_why_once_for_each_comment_and_once_a_ticket_for_a_kind() {
        app.start();
        Ticket ticket = asked();

        app.desk.withholds(ticket, "c-7", "it is restricted; write it again without");
        soon(() -> assertThat(told())
                .singleElement()
                .asString()
                .matches(
                        "☝ The customer has not seen what Mia wrote at \\d\\d:\\d\\d UTC: it is restricted; write it again"
                                + " without\\."));
        app.desk.tellsAgain();
        app.desk.withholds(ticket, "c-8", "again");
        app.desk.withholds(ticket, "way chat", "a way");
        app.desk.withholds(ticket, "way chat", "a way");
        app.desk.withholds(ticket, "c-9", "last");

        soon(() -> assertThat(told()).hasSize(4));
        assertThat(states(ticket)).containsOnly(State.TOLD).hasSize(4);
        assertThat(app.network.calls("send")).isZero();
    }

    @Test
    void what_was_written_before_the_ticket_was_ours_and_what_was_published_is_not_told() {
        app.start();
        Ticket ticket = asked();
        Comment published = app.desk.comment(ticket, "hello");
        soon(() -> assertThat(app.published("t")).hasSize(1));
        var old = new io.deskbridge.core.CommentId("help", "old");

        app.desk.withholds(old, ticket, "old", "why", app.clock.instant().minus(Duration.ofHours(1)));
        var nobodys = new Ticket("help", "999", java.util.Optional.empty());
        app.desk.withholds(nobodys, "nobodys", "why");
        app.desk.withholds(published.id(), ticket, "published", "why", app.clock.instant());
        app.desk.withholds(ticket, "c-9", "last");

        soon(() -> assertThat(told()).singleElement().asString().endsWith(": last."));
        assertThat(states(ticket)).containsExactlyInAnyOrder(State.SETTLED, State.TOLD);
        assertThat(states(nobodys)).isEmpty();
    }

    @Test
    void in_german_and_not_at_all_where_it_is_switched_off() {
        app.with("deskbridge.hub.language", "de").start();
        Ticket ticket = asked();
        app.desk.withholds(ticket, "c-7", "why");
        soon(() -> assertThat(told())
                .singleElement()
                .asString()
                .startsWith("☝ Was Mia um ")
                .endsWith(" schrieb, hat der Kunde nicht gesehen: why (de)."));

        app.with("deskbridge.tickets.tell-withheld", "false").restart();
        app.desk.withholds(ticket, "c-8", "why");
        app.desk.comment(ticket, "hello");
        soon(() -> assertThat(app.published("t")).hasSize(1));
        assertThat(states(ticket)).hasSize(1);
    }
}
