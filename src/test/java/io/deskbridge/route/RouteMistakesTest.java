package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deskbridge.hub.ConfigurationMistakes;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: channel \"shpo\" is not configured; did you mean \"shop\"?");
    }

    @Test
    void an_unknown_desk_in_a_step_names_those_there_are() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:salesforce'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 7, column 21: desk \"salesforce\" is not configured; there is: help, team");
    }

    @Test
    void one_unknown_name_in_a_list_is_enough() {
        assertThat(mistake("channel:shop,wbe", "to: {uri: 'desk:help'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: channel \"wbe\" is not configured; did you mean \"web\"?");
    }

    @Test
    void a_misspelt_option_of_a_desk_names_the_nearest() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:help', parameters: {gruop: vip}}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 7, column 47: desk:help has no option \"gruop\"; did you mean \"group\"?");
    }

    @Test
    void a_misspelt_option_of_a_channel_names_the_nearest() {
        assertThat(mistake("channel:shop?kind=mention", "to: {uri: 'desk:help'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: channel:shop has no option \"kind\"; did you mean \"kinds\"?");
    }

    @Test
    void an_options_bad_value_says_what_would_be_right() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:team', parameters: {priority: hihg}}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 7, column 57: desk:team priority: \"hihg\" is no priority; there is: low, high");
    }

    @Test
    void a_misspelt_kind_names_the_nearest() {
        assertThat(mistake("channel:shop?kinds=mention,derect", "to: {uri: 'desk:help'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: kinds: \"derect\" is no kind of message; did you mean \"direct\"?");
    }

    @Test
    void two_routes_that_would_take_the_same_messages_are_refused_with_both_names() {
        app.route("a", Yaml.route("a", "channel:shop?kinds=mention,direct", "to: {uri: 'desk:help'}"))
                .route("b", Yaml.route("b", "channel:web,shop?kinds=direct,review", "to: {uri: 'desk:team'}"));

        assertThat(mistakes())
                .containsExactly(
                        "routes/b.camel.yaml, line 5, column 12: routes a and b would both take direct from channel shop; each item belongs"
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
                .containsExactly(
                        "routes/other.camel.yaml, line 2, column 9: its route is called \"in\"; a route is called as its file,"
                                + " \"other\"");
    }

    @Test
    void a_route_without_a_description_is_refused() {
        app.route("in", GOOD.replaceFirst("    description: .*\n", ""));
        assertThat(mistakes())
                .containsExactly(
                        "routes/in.camel.yaml, line 2, column 5: description is missing; say in one sentence what the route is"
                                + " for");
    }

    @Test
    void a_file_has_one_route() {
        app.route("in", GOOD + Yaml.route("second", "channel:web", "to: {uri: 'desk:team'}"));
        assertThat(mistakes())
                .containsExactly("routes/in.camel.yaml, line 8, column 3: it has 2 routes; a file has one");
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
                .startsWith("routes/in.camel.yaml, line 3, column 4: this is no YAML: ")
                .doesNotContain("\n");
    }

    @Test
    void an_unknown_step_is_named() {
        assertThat(mistake("channel:shop", "tooo: {uri: 'desk:help'}"))
                .startsWith("routes/r.camel.yaml, line 7, column ")
                .contains("tooo");
    }

    @Test
    void an_unknown_component_is_named() {
        assertThat(mistake("channel:shop", "to: {uri: 'dsek:help'}"))
                .startsWith("routes/r.camel.yaml, line 7, column ")
                .contains("dsek");
    }

    @Test
    void mistakes_in_two_files_are_told_together() {
        app.route("a", Yaml.route("a", "channel:shpo", "to: {uri: 'desk:help'}"))
                .route("b", Yaml.route("b", "channel:web", "to: {uri: 'desk:taem'}"));

        assertThat(mistakes())
                .containsExactly(
                        "routes/a.camel.yaml, line 5, column 12: channel \"shpo\" is not configured; did you mean \"shop\"?",
                        "routes/b.camel.yaml, line 7, column 21: desk \"taem\" is not configured; did you mean \"team\"?");
    }

    @Test
    void origin_is_nowhere_to_take_from() {
        assertThat(mistake("channel:origin", "to: {uri: 'desk:help'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: from channel:origin takes nothing: \"origin\" is where a comment goes;"
                                + " name the channels to take from");
    }

    @Test
    void a_message_goes_to_one_desk() {
        assertThat(mistake("channel:shop", "to: {uri: 'desk:help,team'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 7, column 21: to desk:help,team names several desks; one message makes one ticket"
                                + " entry, so name one");
    }

    @Test
    void what_belongs_to_the_other_end_of_a_route_is_refused() {
        assertThat(mistake("desk:help?group=vip", "to: {uri: 'channel:origin'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: from desk:help takes no options, and has group; they belong to a"
                                + " \"to\"");
    }

    @Test
    void only_a_custom_channel_has_an_outbox() {
        assertThat(mistake("outbox:shop", "log: {message: hello}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: from outbox:shop: channel shop sends its replies itself; only a channel"
                                + " of type custom has an outbox");
    }

    @Test
    void an_inbox_is_no_beginning_and_an_outbox_no_end() {
        assertThat(mistake("inbox:shop", "to: {uri: 'desk:help'}"))
                .contains("from inbox:shop does not exist: messages are taken out by from channel:shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            only:x, {words-ayn: a}               | only:x has no option "words-ayn"; did you mean "words-any"?
            only:x, {wrods-all: a}               | only:x has no option "wrods-all"; did you mean "words-all"?
            only:x, {reason: a}                  | only:x has no option "reason"
            only:x, {follow-ups: judged}         | only:x has no condition and would let everything through; give it at least one of kinds, words-any,
            only:x, {kinds: a, follow-ups: no}   | only:x
            only:x, {kinds: derect}              | only:x kinds: "derect" is no kind of message; did you mean "direct"?
            only:x, {kinds: direct, follow-ups: judge} | only:x follow-ups: "judge" is neither pass nor judged; did you mean "judged"?
            only:x, {verified: yep}              | only:x verified: "yep" is neither true nor false; there is: false, true
            only:x, {followers-above: many}      | only:x followers-above: "many" is no number of followers; write digits alone, such as 10000
            only:x, {office-hours: 'Mo-Fr 9-17 Europe/Berln'} | only:x office-hours: "Europe/Berln" is no place of the time zone database; did you mean "Europe/Berlin"?
            only:a b, {kinds: direct}            | only:
            dismiss:x, {words-any: a}            | dismiss:x has no reason; say in a few words why, such as reason: advertising
            dismiss:x, {reason: ' '}             | dismiss:x reason: the reason is blank; say it in a few words
            dismiss:x, {raeson: a}               | dismiss:x has no option "raeson"; did you mean "reason"?
            set:x, {kinds: direct}               | set:x sets nothing; give it at least one of priority, tags, group
            set:x, {tags: ''}                    | set:x tags: the value is blank; it must name something
            set:x, {priority: hihg}              | set:x priority: no desk takes it; desk:team: "hihg" is no priority; there is: low, high
            set:x, {prioritaet: high}            | set:x has no option "prioritaet"; did you mean "priority"?
            """)
    void a_wrong_word_of_a_rule_names_the_step_and_what_would_be_right(String step, String sentence) {
        String[] parts = step.split(", ", 2);
        assertThat(mistake(
                        "channel:shop",
                        "to: {uri: '" + parts[0] + "', parameters: " + parts[1] + "}",
                        "to: {uri: 'desk:help'}"))
                .matches("(?s)routes/r\\.camel\\.yaml, line \\d+, column \\d+: " + Pattern.quote(sentence) + ".*");
    }

    @Test
    void a_rule_is_a_step_and_no_beginning() {
        assertThat(mistake("only:x?kinds=direct", "to: {uri: 'desk:help'}"))
                .isEqualTo(
                        "routes/r.camel.yaml, line 5, column 12: from only:x does not exist: it is a step, written with \"to\"; a route"
                                + " for messages begins with channel:<name>");
    }
}
