package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deskbridge.hub.ConfigurationMistakes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes in route files stop the start, each with the file and what would be right. */
class RouteMistakesTest {
    private static final String GOOD = Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}");
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = new HubApp(folder)
                .with("deskbridge.channels.web.type", "other")
                .with("deskbridge.desks.team.type", "other");
    }

    private List<String> mistakes() {
        Throwable thrown = catchThrowable(app::start);
        app.close();
        assertThat(thrown).isNotNull();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigurationMistakes mistakes) {
                return mistakes.mistakes();
            }
        }
        throw new AssertionError("the hub did not start, but for another reason", thrown);
    }

    private String mistake(String from, String... steps) {
        app.route("r", Yaml.route("r", from, steps));
        List<String> mistakes = mistakes();
        assertThat(mistakes).hasSize(1);
        return mistakes.get(0);
    }

    @Test
    void an_unknown_channel_names_the_nearest_one() {
        assertThat(mistake("channel:shpo", "to: {uri: 'desk:help'}"))
                .isEqualTo("routes/r.camel.yaml: channel \"shpo\" is not configured; did you mean \"shop\"?");
    }

    @Test
    void an_unknown_desk_in_a_step_names_those_there_are() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:salesforce'}"))
                .isEqualTo("routes/r.camel.yaml: desk \"salesforce\" is not configured; there is: help, team");
    }

    @Test
    void one_unknown_name_in_a_list_is_enough() {
        assertThat(mistake("channel:shop,wbe", "to: {uri: 'desk:help'}"))
                .isEqualTo("routes/r.camel.yaml: channel \"wbe\" is not configured; did you mean \"web\"?");
    }

    @Test
    void a_misspelt_option_of_a_desk_names_the_nearest() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:help', parameters: {gruop: vip}}"))
                .isEqualTo("routes/r.camel.yaml: desk:help has no option \"gruop\"; did you mean \"group\"?");
    }

    @Test
    void a_misspelt_option_of_a_channel_names_the_nearest() {
        assertThat(mistake("channel:shop?kind=mention", "to: {uri: 'desk:help'}"))
                .isEqualTo("routes/r.camel.yaml: channel:shop has no option \"kind\"; did you mean \"kinds\"?");
    }

    @Test
    void an_options_bad_value_says_what_would_be_right() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:team', parameters: {priority: hihg}}"))
                .isEqualTo("routes/r.camel.yaml: desk:team priority: \"hihg\" is no priority; there is: low, high");
    }

    @Test
    void a_misspelt_kind_names_the_nearest() {
        assertThat(mistake("channel:shop?kinds=mention,derect", "to: {uri: 'desk:help'}"))
                .isEqualTo("routes/r.camel.yaml: kinds: \"derect\" is no kind of message; did you mean \"direct\"?");
    }

    @Test
    void two_routes_that_would_take_the_same_messages_are_refused_with_both_names() {
        app.route("a", Yaml.route("a", "channel:shop?kinds=mention,direct", "to: {uri: 'desk:help'}"))
                .route("b", Yaml.route("b", "channel:web,shop?kinds=direct,review", "to: {uri: 'desk:team'}"));

        assertThat(mistakes())
                .containsExactly(
                        "routes/b.camel.yaml: routes a and b would both take direct from channel shop; each item belongs"
                                + " to one route, so tell them apart by kinds or channels");
    }

    @Test
    void two_routes_that_would_take_the_same_comments_are_refused_with_both_names() {
        app.route("a", Yaml.route("a", "desk:help", "to: {uri: 'channel:origin'}"))
                .route("b", Yaml.route("b", "desk:team,help", "to: {uri: 'channel:origin'}"));

        assertThat(mistakes())
                .singleElement()
                .asString()
                .contains("routes a and b would both take comments from desk help");
    }

    @Test
    void routes_told_apart_by_kinds_stand_side_by_side() {
        app.route("a", Yaml.route("a", "channel:shop?kinds=mention", "to: {uri: 'desk:help'}"))
                .route("b", Yaml.route("b", "channel:shop?kinds=direct", "to: {uri: 'desk:team'}"));

        try (HubApp started = app.start()) {
            assertThat(started.bean(Deployment.class).running()).containsExactlyInAnyOrder("a", "b");
        }
    }

    @Test
    void a_route_is_called_as_its_file() {
        app.route("other", GOOD);
        assertThat(mistakes())
                .containsExactly("routes/other.camel.yaml: its route is called \"in\"; a route is called as its file,"
                        + " \"other\"");
    }

    @Test
    void a_route_without_a_description_is_refused() {
        app.route("in", GOOD.replaceFirst("    description: .*\n", ""));
        assertThat(mistakes())
                .containsExactly(
                        "routes/in.camel.yaml: description is missing; say in one sentence what the route is" + " for");
    }

    @Test
    void a_file_has_one_route() {
        app.route("in", GOOD + Yaml.route("second", "channel:web", "to: {uri: 'desk:team'}"));
        assertThat(mistakes()).containsExactly("routes/in.camel.yaml: it has 2 routes; a file has one");
    }

    @Test
    void an_empty_file_is_no_route() {
        app.route("in", "# nothing yet\n");
        assertThat(mistakes()).singleElement().asString().startsWith("routes/in.camel.yaml: ");
    }

    @Test
    void a_file_that_is_no_yaml_is_named_with_the_line() {
        app.route("in", "- route:\n    id: in\n   from: {uri: x\n");
        assertThat(mistakes())
                .singleElement()
                .asString()
                .startsWith("routes/in.camel.yaml: ")
                .contains("line 3")
                .doesNotContain("\n");
    }

    @Test
    void an_unknown_step_is_named() {
        assertThat(mistake("channel:shop", "tooo: {uri: 'desk:help'}"))
                .startsWith("routes/r.camel.yaml: ")
                .contains("tooo");
    }

    @Test
    void an_unknown_component_is_named() {
        assertThat(mistake("channel:shop", "to: {uri: 'dsek:help'}"))
                .startsWith("routes/r.camel.yaml: ")
                .contains("dsek");
    }

    @Test
    void mistakes_in_two_files_are_told_together() {
        app.route("a", Yaml.route("a", "channel:shpo", "to: {uri: 'desk:help'}"))
                .route("b", Yaml.route("b", "channel:web", "to: {uri: 'desk:taem'}"));

        assertThat(mistakes())
                .containsExactly(
                        "routes/a.camel.yaml: channel \"shpo\" is not configured; did you mean \"shop\"?",
                        "routes/b.camel.yaml: desk \"taem\" is not configured; did you mean \"team\"?");
    }

    @Test
    void origin_is_nowhere_to_take_from() {
        assertThat(mistake("channel:origin", "to: {uri: 'desk:help'}"))
                .isEqualTo("routes/r.camel.yaml: from channel:origin takes nothing: \"origin\" is where a comment goes;"
                        + " name the channels to take from");
    }

    @Test
    void a_message_goes_to_one_desk() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:help,team'}"))
                .isEqualTo("routes/r.camel.yaml: to desk:help,team names several desks; one message makes one ticket"
                        + " entry, so name one");
    }

    @Test
    void what_belongs_to_the_other_end_of_a_route_is_refused() {
        assertThat(mistake("desk:help?group=vip", "to: {uri: 'channel:origin'}"))
                .isEqualTo("routes/r.camel.yaml: from desk:help takes no options, and has group; they belong to a"
                        + " \"to\"");
    }

    @Test
    void only_a_custom_channel_has_an_outbox() {
        assertThat(mistake("outbox:shop", "log: {message: hello}"))
                .isEqualTo(
                        "routes/r.camel.yaml: from outbox:shop: channel shop sends its replies itself; only a channel"
                                + " of type custom has an outbox");
    }

    @Test
    void an_inbox_is_no_beginning_and_an_outbox_no_end() {
        assertThat(mistake("inbox:shop", "to: {uri: 'desk:help'}"))
                .contains("from inbox:shop does not exist: messages are taken out by from channel:shop");
    }
}
