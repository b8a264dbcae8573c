package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that takes answers for a day, and one special thing afterwards. */
class ReplyWindowTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.window", "24h")
                .with("deskbridge.channels.shop.commands", "true")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @Test
    void the_window_counts_from_what_the_customer_wrote_last_whichever_message_is_answered() {
        app.post("1", "t", "first");
        app.ticket("t");
        app.clock.forward(Duration.ofHours(23));
        app.post("2", "t", "second");
        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
        app.clock.forward(Duration.ofHours(20));

        app.desk.comment(app.ticket("t"), "/to 1\nhello");

        soon(() -> assertThat(app.published("t")).containsExactly("hello"));
        assertThat(app.replies("t").get(0).inReplyTo()).isEqualTo("1");
    }

    @Test
    void after_the_window_the_refusal_tells_what_may_be_done_and_that_is_then_sent() {
        app.post("1", "t", "first");
        var ticket = app.ticket("t");
        app.clock.forward(Duration.ofHours(25));
        app.desk.comment(ticket, "hello");

        soon(() -> assertThat(app.notes("t"))
                .singleElement()
                .asString()
                .contains("Reason: Fake takes answers only within 24 hours after the customer last wrote;"
                        + " after that /special with a word is taken."));

        app.desk.comment(ticket, "/to 1\n/special word");

        soon(() -> assertThat(app.published("t")).containsExactly("/special word"));
    }

    @Test
    void a_command_that_is_wrong_or_misspelt_is_refused_and_never_sent_as_words() {
        app.answered("t", "/special");
        soon(() -> assertThat(app.notes("t")).hasSize(1));
        app.desk.comment(app.ticket("t"), "/spezial word");

        soon(() -> assertThat(app.notes("t")).hasSize(2));
        assertThat(app.notes("t").get(0)).contains("Reason: /special needs one word.");
        assertThat(app.notes("t").get(1))
                .contains("Reason: it begins with /spezial, which Fake does not know; perhaps /special was meant; ");
        assertThat(app.published("t")).isEmpty();
    }
}
