package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Ticket;
import io.deskbridge.hub.RouteDeployments.Chosen;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A visitor of the sandbox lets a channel's messages go to another desk. */
class DeskChoiceTest {
    private static final String IN =
            """
            # Who writes to the shop.
            - route:
                id: in
                description: A test's route.
                from:
                  uri: channel:shop
                  steps:
                    - to:
                        uri: desk:help
                        parameters:
                          group: "Söcial 🎉"
                        # the end
            """;

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = new HubApp(folder)
                .with("deskbridge.routes.look", "0s")
                .with("deskbridge.desks.second.type", "other")
                .route("in", IN)
                .route("out", Yaml.route("out", "desk:help,second", "to: {uri: 'channel:origin'}"))
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private Chosen chooses(String channel, String desk) {
        return app.bean(Deployment.class).chooseDesk(channel, desk, "visitor");
    }

    private void look() {
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look();
        watch.look();
    }

    private void arrivesInSecond(String thread) {
        app.post(thread, thread, "hello");
        soon(() -> assertThat(app.entriesOf(app.otherDesk, thread)).hasSize(1));
    }

    private void arrivesInHelp(String thread) {
        app.post(thread, thread, "hello");
        soon(() -> assertThat(app.entriesOf(app.desk, thread)).hasSize(1));
    }

    @Test
    void the_tickets_arrive_at_the_chosen_desk_and_its_answers_go_back() {
        assertThat(app.bean(Deployment.class).desks()).isEqualTo(Map.of("shop", Set.of("help")));
        arrivesInHelp("a");

        Chosen chosen = chooses("shop", "second");

        assertThat(chosen)
                .isEqualTo(
                        new Chosen.Done(
                                """
                                in.camel.yaml
                                -            uri: desk:help
                                -            parameters:
                                -              group: "Söcial 🎉"
                                +            uri: desk:second
                                """));
        assertThat(app.bean(Deployment.class).desks()).isEqualTo(Map.of("shop", Set.of("second")));
        arrivesInSecond("b");
        Ticket ticket =
                app.otherDesk.casesOf(HubApp.talk("b").externalId()).get(0).ticket();
        app.otherDesk.comment(ticket, "from the second desk");
        soon(() -> assertThat(app.published("b")).containsExactly("from the second desk"));
        assertThat(app.entriesOf(app.desk, "b")).isEmpty();
    }

    @Test
    void the_folder_stays_as_it_is_and_the_history_tells_who_chose() throws IOException {
        chooses("shop", "second");

        assertThat(Files.readString(app.routes().resolve("in.camel.yaml"))).isEqualTo(IN);
        RouteDeployment newest =
                app.bean(RouteHistory.class).before(Long.MAX_VALUE, 1).get(0);
        assertThat(newest.author()).isEqualTo("visitor");
        assertThat(newest.content().changes()).containsExactly("changed in");
        look();
        arrivesInSecond("a");
    }

    @Test
    void choosing_the_desk_of_the_folder_brings_back_its_very_file() {
        chooses("shop", "second");
        assertThat(chooses("shop", "help")).isEqualTo(new Chosen.Done(""));
        arrivesInHelp("a");
    }

    @Test
    void a_change_in_the_folder_ends_it() {
        chooses("shop", "second");
        app.route("in", IN.replace("A test's route", "Changed"));
        look();
        assertThat(app.bean(Deployment.class).desks()).isEqualTo(Map.of("shop", Set.of("help")));
        arrivesInHelp("a");
    }

    @Test
    void what_cannot_be_chosen_changes_nothing_and_says_why() {
        assertThat(chooses("shop", "nowhere")).isEqualTo(new Chosen.Refused(List.of("there is no desk \"nowhere\"")));
        assertThat(chooses("shpo", "second"))
                .isEqualTo(new Chosen.Refused(List.of(
                        "no route takes the messages of \"shpo\" to one desk; change the files in routes/ instead")));
        app.route("in", IN.replace("channel:shop", "channel:shpo"));
        look();
        assertThat(chooses("shop", "second"))
                .isEqualTo(new Chosen.Refused(List.of("routes/ has mistakes; the routes that ran go on")));
        arrivesInHelp("a");
    }
}
