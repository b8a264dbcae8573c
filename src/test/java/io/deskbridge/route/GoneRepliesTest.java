package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our own reply that stood on the network and is taken away there. */
class GoneRepliesTest {
    @TempDir
    Path folder;

    private static ReplyRow published(HubApp app) {
        app.answered("t", "hello");
        soon(() -> assertThat(app.notes("t")).containsExactly("✓ Published on Fake: “hello”"));
        return app.replies("t").get(0);
    }

    /** The network tells of a deletion, perhaps without saying to which conversation it belonged. */
    private static MessageBuilder gone(HubApp app, ReplyRow reply, String thread) {
        return FakeChannelType.message("shop", reply.sentId().orElseThrow(), thread, app.clock.instant())
                .deletedAt(app.clock.instant());
    }

    private static void told(HubApp app, String words) {
        soon(() -> assertThat(app.notes("t")).hasSize(2));
        assertThat(app.notes("t").get(1)).matches(words);
        assertThat(app.replies("t").get(0).state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(app.replies("t").get(0).goneAt()).isPresent();
    }

    @Test
    void the_agent_is_told_once_and_the_reply_stays_published() {
        try (HubApp app = HubApp.usual(folder).start()) {
            ReplyRow reply = published(app);
            app.network.post(gone(app, reply, "elsewhere").ours(true).build());
            app.network.post(gone(app, reply, "elsewhere")
                    .ours(true)
                    .revision("deleted again", app.clock.instant())
                    .build());

            told(app, "⚠ No longer stands on Fake, since \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC: “hello”");
            soon(() -> assertThat(app.messages("elsewhere")).hasSize(2).allSatisfy(row -> {
                assertThat(row.state()).isEqualTo(MessageState.DISMISSED);
                assertThat(row.reason())
                        .isEqualTo("tells that our own reply " + reply.seq() + " no longer stands there");
            }));
            assertThat(app.noteRows("t")).hasSize(2);
            assertThat(app.entries("t")).containsExactly("t-1");
        }
    }

    @Test
    void it_is_told_though_the_network_does_not_say_who_took_it_away_and_in_its_words() {
        try (HubApp app = HubApp.usual(folder)
                .with("deskbridge.hub.language", "de")
                .on(TestPostgres.empty())
                .start()) {
            app.answered("t", "hallo");
            soon(() -> assertThat(app.notes("t")).hasSize(1));
            app.network.post(gone(app, app.replies("t").get(0), "t")
                    .notice(new Words("Fake removed it", "Fake hat es entfernt"))
                    .build());

            told(app, "(?s)⚠ Steht nicht mehr auf Fake, seit .* UTC: “hallo”\nFake hat es entfernt");
            assertThat(app.entries("t")).containsExactly("t-1");
        }
    }

    @Test
    void a_customers_own_deletion_is_still_the_customers() {
        try (HubApp app = HubApp.usual(folder).start()) {
            published(app);
            app.network.post(FakeChannelType.message("shop", "t-1", "t", app.clock.instant())
                    .deletedAt(app.clock.instant())
                    .build());
            soon(() -> assertThat(app.entries("t")).containsExactly("t-1", "t-1"));
            assertThat(app.noteRows("t")).hasSize(1);
        }
    }
}
