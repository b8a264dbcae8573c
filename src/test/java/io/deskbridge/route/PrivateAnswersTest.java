package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one person reads is not published, and is not called so. */
class PrivateAnswersTest {
    @TempDir
    Path folder;

    private static void direct(HubApp app) {
        app.network.post(
                new MessageBuilder("shop", "t-1", Kind.DIRECT, "t", Author.unknown("anna"), app.clock.instant())
                        .text("are you there?")
                        .build());
    }

    @Test
    void an_answer_to_a_direct_message_is_sent_in_private() {
        try (HubApp app = HubApp.usual(folder).start()) {
            direct(app);
            app.desk.comment(app.ticket("t"), "hello");
            soon(() -> assertThat(app.notes("t")).containsExactly("✓ Sent in private on Fake: “hello”"));
            assertThat(app.replies("t").get(0).content().inPrivate()).isTrue();
        }
    }

    @Test
    void a_first_line_can_make_the_answer_to_a_public_message_private() {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.commands", "true")
                .start()) {
            app.answered("t", "/whisper\nyour number?");
            soon(() ->
                    assertThat(app.notes("t")).containsExactly("✓ Sent in private on Fake: “/whisper your number?”"));
            app.desk.comment(app.ticket("t"), "/special word");
            soon(() -> assertThat(app.notes("t")).hasSize(2).last().isEqualTo("✓ Published on Fake: “/special word”"));
        }
    }

    @Test
    void what_was_decided_by_hand_is_worded_so_too() {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.channels.shop.direct-repeat", "NONE")
                .start()) {
            direct(app);
            app.network.failAfterNext("send", new Failure.Uncertain("the answer did not come"));
            app.desk.comment(app.ticket("t"), "hello");
            soon(() -> assertThat(app.outcomes("t"))
                    .singleElement()
                    .asString()
                    .startsWith("? Perhaps sent in private on Fake; the connection broke off: “hello”"));
            long seq = app.replies("t").get(0).seq();

            app.desk.comment(app.ticket("t"), "/published " + seq);

            soon(() -> assertThat(app.outcomes("t"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith("✓ Counts as sent in private on Fake, "));
            assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED);
        }
    }

    @Test
    void in_german_too() {
        try (HubApp app =
                HubApp.usual(folder).with("deskbridge.hub.language", "de").start()) {
            direct(app);
            app.desk.comment(app.ticket("t"), "Ja!");
            soon(() -> assertThat(app.notes("t")).containsExactly("✓ Privat gesendet auf Fake: “Ja!”"));
        }
    }
}
