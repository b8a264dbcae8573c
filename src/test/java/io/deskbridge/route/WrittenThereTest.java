package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Failure;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What our own account wrote on the network: by a colleague in its app, or by the hub whose answer is not recorded yet. */
class WrittenThereTest {
    private static final Duration SETTLE = Duration.ofHours(1);

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder).with("deskbridge.channels.shop.settle", "1h").start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void seen(String id, String thread, String text) {
        app.network.post(FakeChannelType.message("shop", id, thread, app.clock.instant())
                .text(text)
                .ours(true)
                .build());
    }

    private MessageRow row(String thread, String id) {
        return app.messages(thread).stream()
                .filter(row -> row.message().id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_a_colleague_wrote_in_the_app_stands_once_in_the_ticket_as_a_note() {
        app.post("1", "t", "where is my parcel?");
        app.ticket("t");

        seen("by-hand", "t", "It is on its way.");
        seen("by-hand", "t", "It is on its way.");

        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .matches("(?s)↪ Written on Fake, not from here"
                        + " \\(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\\):\nIt is on its way\\."));
        assertThat(row("t", "by-hand").state()).isEqualTo(MessageState.DISMISSED);
        assertThat(row("t", "by-hand").reason()).isEqualTo("own account: written there in the network's own app");
        assertThat(app.entries("t")).containsExactly("1");
    }

    @Test
    void it_comes_behind_the_message_that_opens_the_ticket_though_both_came_at_once() {
        app.desk.failNext("open", new Failure.Unavailable("help: connection refused"));
        app.network.hold("poll");
        app.post("1", "t", "where is my parcel?");
        seen("by-hand", "t", "It is on its way.");
        app.network.letGo("poll");

        soon(() -> assertThat(app.notes("t")).hasSize(1));
        assertThat(app.entries("t")).containsExactly("1");
    }

    @Test
    void in_a_conversation_without_a_ticket_nobody_is_told() {
        seen("news", "ours", "Our new shop is open!");
        app.post("1", "t", "where is my parcel?");
        app.ticket("t");

        assertThat(row("ours", "news").state()).isEqualTo(MessageState.DISMISSED);
        assertThat(app.noteRows("ours")).isEmpty();
    }

    @Test
    void our_own_reply_is_not_taken_for_a_colleagues_though_it_is_seen_before_its_answer_comes() {
        app.network.holdAnswer("send");
        app.answered("t", "hello");
        soon(() -> assertThat(app.network.published()).hasSize(1));

        seen(app.network.published().get(0).sent().id(), "t", "hello");
        soon(() -> assertThat(app.noteRows("t")).singleElement().satisfies(note -> assertThat(note.reason())
                .isEqualTo("waits until it is known what became of a reply")));
        app.network.letGo("send");

        soon(() -> assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED));
        app.clock.forward(Duration.ofSeconds(1));
        soon(() -> assertThat(app.notes("t")).singleElement().asString().startsWith("✓ Published on Fake"));
        soon(() -> assertThat(app.noteRows("t").get(0).state()).isEqualTo(NoteState.DISMISSED));
    }

    @Test
    void while_nobody_knows_what_became_of_a_reply_it_waits_and_is_told_when_it_was_a_colleague() {
        app.network.failNext("send", new Failure.Uncertain("the answer did not come"));
        app.answered("t", "hello");
        soon(() -> assertThat(app.comments("t").get(0).reason()).startsWith("waits until Fake must have ended"));

        seen("by-hand", "t", "We are on it.");
        soon(() -> assertThat(app.noteRows("t")).anySatisfy(note -> assertThat(note.reason())
                .isEqualTo("waits until it is known what became of a reply")));
        app.clock.forward(SETTLE);

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        app.clock.forward(Duration.ofSeconds(1));
        soon(() -> assertThat(app.notes("t"))
                .anySatisfy(note -> assertThat(note).endsWith("We are on it."))
                .anySatisfy(note -> assertThat(note).startsWith("✓ Published on Fake")));
    }
}
