package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How agents are told of what went well. */
class SuccessNotesTest {
    @TempDir
    Path folder;

    private HubApp app(String success, boolean tags) {
        return HubApp.usual(folder)
                .with("deskbridge.notes.success", success)
                .with("deskbridge.desks.help.tags", String.valueOf(tags))
                .start();
    }

    @Test
    void a_tag_stands_on_the_ticket_instead_of_a_note() {
        try (HubApp app = app("tag", true)) {
            Ticket ticket = app.answered("t", "hello").ticket();
            soon(() -> assertThat(app.desk.tags(ticket)).containsExactly("published"));
            app.desk.failNext("tag", new Failure.Unavailable("help: connection refused"));
            app.desk.comment(ticket, "more");

            soon(() -> assertThat(app.noteRows("t")).hasSize(2).allSatisfy(row -> assertThat(row.state())
                    .isEqualTo(NoteState.WRITTEN)));
            assertThat(app.desk.calls("tag")).isEqualTo(3);
            assertThat(app.notes("t")).isEmpty();
        }
    }

    @Test
    void a_desk_without_tags_or_one_that_refuses_them_has_the_note() {
        try (HubApp app = app("tag", false)) {
            app.answered("t", "hello");
            soon(() -> assertThat(app.notes("t")).containsExactly("✓ Published on Fake: “hello”"));
            app.with("deskbridge.desks.help.tags", "true").restart();
            app.desk.failNext("tag", new Failure.Rejected("help: the ticket is closed"));
            app.desk.comment(app.ticket("t"), "more");
            soon(() -> assertThat(app.notes("t")).hasSize(2).last().isEqualTo("✓ Published on Fake: “more”"));
        }
    }

    @Test
    void nothing_is_said_of_success_and_all_of_failure() {
        try (HubApp app = app("none", false)) {
            Ticket ticket = app.answered("t", "hello").ticket();
            soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
            app.network.failNext("send", new Failure.Rejected("no"));
            app.desk.comment(ticket, "more");
            soon(() -> assertThat(app.notes("t")).singleElement().asString().startsWith("✗ Not published"));
            assertThat(app.noteRows("t")).hasSize(1);
        }
    }

    @Test
    void who_was_told_that_it_waits_is_told_that_it_is_out() {
        try (HubApp app = app("none", false)) {
            var until = app.clock.instant().plus(Duration.ofHours(1));
            app.network.failNext("send", new Failure.RateLimited("Fake wants us to wait", until));
            app.answered("t", "hello");
            soon(() -> assertThat(app.notes("t")).singleElement().asString().startsWith("⏳"));
            app.clock.forward(Duration.ofHours(1));
            soon(() -> assertThat(app.notes("t")).hasSize(2).last().isEqualTo("✓ Published on Fake: “hello”"));
        }
    }
}
