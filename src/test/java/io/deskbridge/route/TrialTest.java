package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.hub.RouteTrials;
import io.deskbridge.hub.RouteTrials.Candidate;
import io.deskbridge.hub.RouteTrials.Outcome;
import io.deskbridge.hub.TrialReport;
import io.deskbridge.hub.TrialReport.Counts;
import io.deskbridge.hub.TrialSample;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NewestMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials of route files on the ledger's messages. */
class TrialTest {
    private static final String HELP = "to: {uri: 'desk:help'}";
    private static final String TEAM = "to: {uri: 'desk:team'}";

    @TempDir
    private Path folder;

    private HubApp app;

    /** Orders become tickets today, and so does what follows; the rest does not. */
    @BeforeEach
    void start() {
        app = new HubApp(folder)
                .with("deskbridge.desks.team.type", "other")
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "to: {uri: 'only:orders', parameters: {words-any: 'order'}}",
                                HELP))
                .route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"))
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private void posted(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            app.post("m" + i, "t" + i, texts[i]);
        }
        soon(() -> {
            for (int i = 0; i < texts.length; i++) {
                assertThat(app.messages("t" + i))
                        .allMatch(row -> row.state() != MessageState.WAITING)
                        .isNotEmpty();
            }
        });
    }

    private Outcome attempt(Map<String, String> files) {
        var candidates = new HashMap<String, Optional<String>>();
        files.forEach((id, text) ->
                candidates.put(id + ".camel.yaml", text.isEmpty() ? Optional.empty() : Optional.of(text)));
        return app.bean(RouteTrials.class)
                .run(
                        new Candidate(candidates, false),
                        () -> TrialSample.of(app.bean(NewestMessages.class).read(1000)));
    }

    private TrialReport report(String... steps) {
        Outcome outcome = attempt(Map.of("in", Yaml.route("in", "channel:shop", steps)));
        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        return ((Outcome.Made) outcome).report();
    }

    private static TrialReport.Route in(TrialReport report) {
        return report.routes().stream()
                .filter(route -> route.route().equals("in"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_trial_tells_how_many_more_tickets_there_would_be() {
        posted("order 1", "order 2", "refund", "weather", "refund, please");

        TrialReport report = report("to: {uri: 'only:orders', parameters: {words-any: 'order, refund'}}", HELP);

        assertThat(report.total()).isEqualTo(new Counts(4, 0, 1, 0, 0, 0));
        assertThat(report.now()).isEqualTo(new Counts(2, 0, 3, 0, 0, 0));
        assertThat(report.difference()).isEqualTo(new Counts(2, 0, -2, 0, 0, 0));
        assertThat(report.summary())
                .isEqualTo("2 more tickets than now (4 instead of 2), 2 fewer dismissed (1 instead of 3);"
                        + " 2 messages end otherwise than now.");
        assertThat(report.changed()).isEqualTo(2);
        assertThat(report.examples().get(0).message()).isEqualTo("shop/m2");
        assertThat(report.examples().get(0).seq())
                .isEqualTo(app.messages("t2").get(0).seq());
        assertThat(report.examples().get(0).now()).isEqualTo("dismissed: only orders: the text has none of order");
        assertThat(report.examples().get(0).then()).isEqualTo("opens a ticket in help");
        assertThat(in(report).dismissed())
                .containsExactly(new TrialReport.Dismissed("only orders", "the text has none of order, refund", 1));
        assertThat(report.messages().count()).isEqualTo(5);
        assertThat(report.routes()).extracting(TrialReport.Route::route).containsExactly("in");
    }

    @Test
    void it_tells_desk_tags_priority_and_group() {
        posted("order 1", "weather", "order 2, urgent");

        TrialReport report = report(
                "to: {uri: 'set:urgent', parameters: {words-any: 'urgent', priority: 'high', tags: 'hot'}}",
                "to: {uri: 'desk:team', parameters: {tags: 'shop'}}");

        assertThat(in(report).tickets())
                .containsExactlyInAnyOrder(
                        new TrialReport.Ticketed("team", Map.of("tags", "shop"), 2, 0),
                        new TrialReport.Ticketed("team", Map.of("tags", "shop,hot", "priority", "high"), 1, 0));
    }

    @Test
    void acknowledgements_are_counted_once_a_conversation_and_none_is_sent() {
        for (String thread : List.of("a", "b")) {
            for (String id : List.of("1", "2")) {
                app.network.post(new MessageBuilder(
                                "shop", thread + id, Kind.DIRECT, thread, Author.unknown("anna"), app.clock.instant())
                        .text(thread.equals("a") ? "order" : "weather")
                        .build());
            }
        }
        posted("order, in public");
        soon(() -> assertThat(app.messages("b")).hasSize(2).allMatch(row -> row.state() == MessageState.DISMISSED));

        TrialReport report = report(
                "to: {uri: 'acknowledge:night', parameters: {text: 'Thanks.'}}",
                "to: {uri: 'only:orders', parameters: {words-any: order}}",
                HELP);

        assertThat(report.total().acknowledged()).isEqualTo(1);
        assertThat(report.now()).extracting(Counts::acknowledged).isEqualTo(0);
        assertThat(report.summary())
                .isEqualTo("1 more acknowledgement than now (1 instead of 0); 1 message ends otherwise than now.");
        assertThat(report.examples().get(0).then()).isEqualTo("opens a ticket in help, acknowledged");
        assertThat(app.network.calls("send")).isZero();
    }

    @Test
    void a_ticket_that_the_trial_opens_lets_what_follows_pass() {
        app.post("a", "talk", "refund");
        app.post("b", "talk", "it still drips");
        soon(() -> assertThat(app.messages("talk")).hasSize(2).allMatch(row -> row.state() == MessageState.DISMISSED));

        TrialReport report = report("to: {uri: 'only:orders', parameters: {words-any: 'refund'}}", HELP);

        assertThat(report.total()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void a_conversation_stands_where_it_stood_before_the_messages() {
        app.post("a", "talk", "order");
        soon(() -> assertThat(app.entries("talk")).hasSize(1));
        soon(() -> assertThat(app.messages("talk").get(0).state()).isEqualTo(MessageState.TICKETED));
        app.post("b", "talk", "it still drips");
        soon(() -> assertThat(app.messages("talk")).hasSize(2).allMatch(row -> row.ticketId()
                .isPresent()));

        Outcome outcome = app.bean(RouteTrials.class)
                .run(
                        new Candidate(
                                Map.of("in.camel.yaml", Optional.of(Yaml.route("in", "channel:shop", TEAM))), false),
                        () -> TrialSample.of(app.bean(NewestMessages.class).read(1)));

        TrialReport report = ((Outcome.Made) outcome).report();
        assertThat(report.now()).isEqualTo(new Counts(0, 1, 0, 0, 0, 0));
        assertThat(report.total()).as("in another desk it is a ticket").isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
    }

    @Test
    void a_message_that_no_route_takes_and_one_whose_route_throws_are_counted() {
        app.network.post(FakeChannelType.message("shop", "q", "q", app.clock.instant())
                .text("order")
                .build());
        posted("order", "order 2");

        Outcome outcome = attempt(Map.of("in", ""));
        assertThat(((Outcome.Made) outcome).report().total()).isEqualTo(new Counts(0, 0, 0, 3, 0, 0));

        TrialReport failing = report(
                "throwException: {exceptionType: java.lang.IllegalStateException, message: 'broken with password=geheim&x'}",
                HELP);
        assertThat(failing.total()).isEqualTo(new Counts(0, 0, 0, 0, 3, 0));
        assertThat(in(failing).failed().get(0).error()).isEqualTo("broken with password=xxxxxx&x");
        assertThat(in(failing).failed().get(0).messages()).contains("shop/m0");
    }

    @Test
    void mistakes_are_told_with_their_place_and_nothing_is_tried() {
        Outcome outcome = attempt(Map.of("in", Yaml.route("in", "channel:shpo", HELP)));

        assertThat(((Outcome.Mistaken) outcome).findings())
                .containsExactly(new RouteTrials.Finding(
                        "in.camel.yaml", 5, 12, "channel \"shpo\" is not configured", "did you mean \"shop\"?"));
    }

    @Test
    void a_trial_changes_neither_the_routes_nor_the_ledger_nor_a_desk() throws Exception {
        posted("order 1", "weather");
        var before = app.bean(NewestMessages.class).read(1000);
        int cases = app.desk.casesOf(HubApp.talk("t0").externalId()).size();
        int deployments = app.bean(io.deskbridge.store.RouteHistory.class)
                .before(Long.MAX_VALUE, 50)
                .size();

        report("to: {uri: 'desk:team'}");

        assertThat(app.bean(NewestMessages.class).read(1000)).isEqualTo(before);
        assertThat(app.desk.casesOf(HubApp.talk("t0").externalId())).hasSize(cases);
        assertThat(app.entriesOf(app.otherDesk, "t0")).isEmpty();
        assertThat(app.bean(io.deskbridge.store.RouteHistory.class).before(Long.MAX_VALUE, 50))
                .hasSize(deployments);
        assertThat(Files.readString(app.routes().resolve("in.camel.yaml"))).contains("only:orders");
    }

    @Test
    void a_list_beside_the_routes_is_tried_with_them() {
        posted("order 1", "order 2");
        String route = Yaml.route(
                "in",
                "channel:shop",
                "to: {uri: 'dismiss:blocked', parameters: {authors-file: 'blocked.txt', reason: 'blocked'}}",
                HELP);
        String author = app.messages("t0").get(0).message().author().handle();

        Outcome outcome = app.bean(RouteTrials.class)
                .run(
                        new Candidate(
                                Map.of(
                                        "in.camel.yaml", Optional.of(route),
                                        "blocked.txt", Optional.of(author + "\n")),
                                false),
                        () -> TrialSample.of(app.bean(NewestMessages.class).read(1000)));

        assertThat(((Outcome.Made) outcome).report().total().dismissed()).isPositive();
    }

    @Test
    void a_file_that_is_no_route_file_is_not_tried() {
        assertThat(attempt(Map.of("../in", "x"))).isInstanceOf(Outcome.Senseless.class);
        assertThat(app.bean(RouteTrials.class)
                        .run(
                                new Candidate(Map.of("notes.md", Optional.of("x")), true),
                                () -> new TrialSample(List.of(), Map.of())))
                .isInstanceOf(Outcome.Senseless.class);
    }
}
