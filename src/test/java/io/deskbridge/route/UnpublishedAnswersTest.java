package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that no route takes, or that a route ends without a channel: the agent learns it. */
class UnpublishedAnswersTest {
    @TempDir
    Path folder;

    private HubApp oneWay() {
        return new HubApp(folder).route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}"));
    }

    @Test
    void an_answer_that_no_route_takes_is_told_once_and_goes_out_when_there_is_one() {
        try (HubApp app = oneWay().start()) {
            app.answered("t", "hello");
            soon(() -> assertThat(app.notes("t"))
                    .containsExactly(
                            "⏳ Not published yet, please do not write it again: “hello”\nNo route takes answers"
                                    + " from here. Please tell your administrator; once there is one, it goes out by itself, and"
                                    + " a note follows."));

            app.bean(CommentLedger.class).unpark();
            soon(() -> assertThat(app.comments("t").get(0).parked()).isTrue());
            assertThat(app.noteRows("t")).hasSize(1);

            app.route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"));
            app.restart();
            soon(() -> assertThat(app.notes("t")).hasSize(2).last().isEqualTo("✓ Published on Fake: “hello”"));
        }
    }

    @Test
    void an_answer_that_a_route_gives_to_no_channel_is_told() {
        try (HubApp app = oneWay().route("out", Yaml.route("out", "desk:help", "log: 'dropped'"))
                .start()) {
            app.answered("t", "hello");
            soon(() -> assertThat(app.notes("t"))
                    .containsExactly("✗ Not published: “hello”\nThe route out took it and gave it to no channel. If the"
                            + " customer should read it, please tell your administrator."));
            assertThat(app.comments("t").get(0).state()).isEqualTo(CommentState.DISMISSED);
        }
    }

    @Test
    void a_german_team_reads_it_in_german() {
        try (HubApp app = oneWay().with("deskbridge.hub.language", "de").start()) {
            app.answered("t", "hallo");
            soon(() -> assertThat(app.notes("t"))
                    .containsExactly(
                            "⏳ Noch nicht veröffentlicht, bitte nicht noch einmal schreiben: “hallo”\nKeine Route"
                                    + " nimmt Antworten von hier. Bitte sagen Sie Ihren Administratoren Bescheid; sobald es eine"
                                    + " gibt, geht sie von selbst hinaus, und ein Vermerk folgt."));
            app.route("out", Yaml.route("out", "desk:help", "log: 'dropped'"));
            app.restart();
            soon(() -> assertThat(app.notes("t"))
                    .hasSize(2)
                    .last()
                    .asString()
                    .startsWith(
                            "✗ Nicht veröffentlicht: “hallo”\nDie Route out nahm sie und gab sie an keinen Kanal."));
        }
    }
}
