package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeDeskSystem;
import io.deskbridge.contract.FakeDeskType;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where {@code only:}, {@code dismiss:} and {@code set:} may stand. Desk help has a group and no priority, team the
 * priorities low and high, loud the priority LOUD.
 */
class RuleStepCheckTest {
    private static final String URGENT = "to: {uri: 'set:urgent', parameters: {priority: high}}";
    private static final String LOUD = "to: {uri: 'set:urgent', parameters: {priority: LOUD}}";
    private static final String SPAM = "to: {uri: 'dismiss:spam', parameters: {words-any: lottery, reason: spam}}";

    private static HubApp app;

    /** A third type, with a priority of its own. */
    private record Louds(FakeDeskType fakes) implements DeskType<FakeDeskType.Settings> {
        @Override
        public String name() {
            return "loud";
        }

        @Override
        public Class<FakeDeskType.Settings> settings() {
            return fakes.settings();
        }

        @Override
        public List<RouteOption> options() {
            return List.of(new RouteOption(
                    "priority",
                    "how loud",
                    value -> value.equals("LOUD")
                            ? Optional.empty()
                            : Optional.of("\"" + value + "\" is no priority; there is: LOUD")));
        }

        @Override
        public Desk open(FakeDeskType.Settings settings, AccountContext context) {
            return fakes.open(settings, context);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        app = new HubApp(folder)
                .with("deskbridge.routes.look", "0s")
                .with("deskbridge.desks.team.type", "other")
                .with("deskbridge.desks.loud.type", "loud")
                .bean("louds", new Louds(new FakeDeskType(new FakeDeskSystem())))
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static List<String> told(String from, String... steps) {
        var file = new RouteFile("r.camel.yaml", Yaml.route("r", from, steps));
        return app.bean(RouteChecks.class).check(new RouteSet(List.of(file))).told();
    }

    private static String to(String desk) {
        return "{to: {uri: 'desk:" + desk + "'}}";
    }

    private static String choice(String verified, String otherwise) {
        return "choice: {when: [{expression: {simple: {expression: '${body.author.verified}'}}, steps: [" + verified
                + "]}], otherwise: {steps: [" + otherwise + "]}}";
    }

    @Test
    void a_priority_that_one_desk_behind_does_not_know_is_refused_with_what_it_knows() {
        assertThat(told("channel:shop", URGENT, choice(to("team"), to("loud"))))
                .containsExactly("routes/r.camel.yaml, line 7, column 21: to set:urgent priority: desk:loud behind it"
                        + " does not take it: \"high\" is no priority; there is: LOUD");
    }

    @Test
    void a_set_of_its_own_before_each_desk_is_right() {
        assertThat(told("channel:shop", choice("{" + URGENT + "}, " + to("team"), "{" + LOUD + "}, " + to("loud"))))
                .isEmpty();
    }

    @Test
    void a_desk_without_priorities_beside_one_that_has_them_is_no_mistake() {
        assertThat(told("channel:shop", URGENT, choice(to("team"), to("help")))).isEmpty();
    }

    @Test
    void a_desk_that_is_told_a_priority_by_its_own_step_needs_no_other() {
        assertThat(told(
                        "channel:shop",
                        URGENT,
                        choice(to("team"), "{to: {uri: 'desk:loud', parameters: {priority: LOUD}}}")))
                .isEmpty();
    }

    @Test
    void a_set_in_a_branch_is_held_against_the_desk_behind_the_choice() {
        String inBranch = "filter: {expression: {simple: {expression: '${body.author.verified}'}}, steps: [{%s}]}";
        assertThat(told("channel:shop", inBranch.formatted(URGENT), "to: {uri: 'desk:loud'}"))
                .singleElement()
                .asString()
                .contains("desk:loud behind it does not take it");
        assertThat(told("channel:shop", inBranch.formatted(LOUD), "to: {uri: 'desk:loud'}"))
                .isEmpty();
    }

    @Test
    void a_dismiss_behind_a_desk_that_not_every_message_reaches_is_right() {
        String some =
                "filter: {expression: {simple: {expression: '${body.author.verified}'}}, steps: [" + to("help") + "]}";
        assertThat(told("channel:shop", some, SPAM)).isEmpty();
        assertThat(told("channel:shop", choice(to("team"), "{log: {message: none}}"), SPAM, "to: {uri: 'desk:help'}"))
                .isEmpty();
    }

    @Test
    void a_dismiss_inside_a_branch_behind_the_desk_is_refused() {
        assertThat(told(
                        "channel:shop",
                        "to: {uri: 'desk:help'}",
                        "filter: {expression: {simple: {expression: '${body.author.verified}'}}, steps: [{" + SPAM
                                + "}]}"))
                .singleElement()
                .asString()
                .contains("to dismiss:spam stands behind to desk:..., and has no effect there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct:part", "seda:part"})
    void a_part_that_other_routes_call_may_judge(String from) {
        assertThat(told(from, SPAM, URGENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk:help", "timer:x"})
    void a_route_without_messages_may_not(String from) {
        assertThat(told(from, SPAM))
                .singleElement()
                .asString()
                .contains("to dismiss:spam in a route from " + from + ": it judges messages");
    }

    @Test
    void the_compact_notation_is_looked_at_too() {
        assertThat(told("channel:shop", "to: 'desk:help'", "to: 'dismiss:x?reason=y'"))
                .singleElement()
                .asString()
                .contains("to dismiss:x?reason=y stands behind to desk:...");
    }
}
