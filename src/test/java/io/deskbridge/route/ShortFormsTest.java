package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.hub.RouteDeployments;
import io.deskbridge.store.RouteHistory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Camel's short forms run, with a hint at the form that stays. */
class ShortFormsTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = new HubApp(folder);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "to: 'log:x'                      | \"to\" is followed by text alone      | to: {uri: \"log:x\"}",
                "log: hello                       | \"log\" is followed by text alone     | log: {message: \"hello\"}",
                "toD: 'log:x'                     | \"toD\" is followed by text alone     | toD: {uri: \"log:x\"}",
                "removeHeader: x                  | \"removeHeader\" is followed by text alone | removeHeader: {name: \"x\"}",
                "convertBodyTo: String            | \"convertBodyTo\" is followed by text alone | convertBodyTo: {type: \"String\"}",
                "rollback: no                     | \"rollback\" is followed by text alone | rollback: {message: \"no\"}",
                "setBody: {simple: '${body.text}'} | \"simple\" stands right below \"setBody\" | expression: {simple: {expression: \"${body.text}\"}}",
                "setBody: {simple: {expression: x}} | \"simple\" stands right below \"setBody\" | expression: {simple: {...}}",
                "setBody: {expression: {constant: x}} | \"constant\" is followed by text alone | constant: {expression: \"x\"}",
                "setHeader: {name: a, constant: x} | \"constant\" stands right below \"setHeader\" | expression: {constant: {expression: \"x\"}}",
                "delay: {constant: 1}             | \"constant\" stands right below \"delay\" | expression: {constant: {expression: \"1\"}}",
                "filter: {simple: '${body.text} == 1', steps: [{stop: {}}]} | \"simple\" stands right below \"filter\" | expression: {simple: {expression: \"${body.text} == 1\"}}"
            })
    void each_short_form_runs_with_a_hint(String step, String what, String whole) {
        app.route("in", Yaml.route("in", "channel:shop", step)).start();

        assertThat(app.bean(Deployment.class).running()).containsExactly("in");
        assertThat(app.bean(RouteDeployments.class).trouble()).isEmpty();
        assertThat(app.bean(RouteDeployments.class).hints())
                .singleElement()
                .asString()
                .matches("routes/in.camel.yaml, line 7, column \\d+: .*")
                .endsWith(": " + what + ", Camel's short form; it runs, and the form that stays is " + whole);
    }

    @Test
    void messages_flow_through_short_forms_and_the_hint_goes_with_them() {
        app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "filter: {simple: \"${body.text} == 'yes'\", steps: [{to: 'desk:help'}]}"))
                .start();
        app.post("1", "t", "yes");
        app.post("2", "u", "no");
        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        soon(() -> assertThat(app.messages("u").get(0).reason()).isEqualTo("route in ended without a desk"));
        assertThat(app.bean(RouteDeployments.class).hints()).hasSize(2);
        assertThat(app.bean(RouteHistory.class)
                        .lastGood()
                        .orElseThrow()
                        .content()
                        .hints())
                .hasSize(2);

        app.route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:help'}"));
        soon(() -> assertThat(app.bean(RouteDeployments.class).hints()).isEmpty());
        assertThat(app.bean(RouteHistory.class)
                        .lastGood()
                        .orElseThrow()
                        .content()
                        .hints())
                .isEmpty();
    }

    @Test
    void the_whole_form_and_what_ships_have_no_hints() {
        app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "filter: {expression: {simple: {expression: \"${body.text} == 'yes'\"}}, steps: [{to: {uri: 'desk:help'}}]}",
                                "log: {message: \"a\"}",
                                "stop: {}"))
                .start();
        assertThat(app.bean(RouteDeployments.class).hints()).isEmpty();
        assertThat(RouteFolder.shipped().files()).isNotEmpty().allSatisfy(file -> assertThat(ShortForms.of(file))
                .isEqualTo(List.of()));
    }
}
