package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.store.MessageRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may write routes may not thereby run code on the hub's machine, read its secrets or its files; the sentences are in
 * {@link InvalidRoutesTest}. Here: what is put together only while a route works, what is open, and who opens more.
 */
class AllowedTest {
    /** Could do anything when it is made. */
    public static final class Trap {
        static final List<String> SPRUNG = new CopyOnWriteArrayList<>();

        public Trap() {
            SPRUNG.add("made");
        }
    }

    private final List<Object> seen = new CopyOnWriteArrayList<>();
    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        Processor look =
                exchange -> seen.add(String.valueOf(exchange.getMessage().getBody()));
        app = new HubApp(folder)
                .bean("look", look)
                .with("deskbridge.channels.reviews.type", "custom")
                .with("deskbridge.hub.attempts", "1");
    }

    private List<String> mistakes(String from, String... steps) {
        return app.bean(RouteChecks.class)
                .check(new RouteSet(List.of(new RouteFile("r.camel.yaml", Yaml.route("r", from, steps)))))
                .told();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class:java.lang.Runtime?method=gc",
                "file:/etc",
                "bean:deployment?method=running",
                "language:simple:${sys.user.home}",
                "dataformat:jackson:marshal",
                "controlbus:route?routeId=r&action=stop",
                "log:x?exchangeFormatter=#class:io.deskbridge.route.AllowedTest$Trap",
                "log:{{deskbridge.store.data}}",
                "log:{{env:PATH}}"
            })
    void an_address_in_a_strangers_words_reaches_nothing_that_is_closed(String words) {
        try (HubApp running = app.route(
                        "in", Yaml.route("in", "channel:shop", "toD: {uri: \"${body.text}\"}", "process: {ref: look}"))
                .start()) {
            running.post("1", "t", words);
            soon(() -> assertThat(running.messages("t"))
                    .singleElement()
                    .extracting(MessageRow::endedAt)
                    .matches(ended -> !ended.equals(java.util.Optional.empty())));
            assertThat(seen).isEmpty();
            assertThat(Trap.SPRUNG).isEmpty();
            assertThat(running.messages("t").get(0).reason())
                    .containsAnyOf("closed to routes", "Cannot auto create component", "not found", "Trap");
        }
    }

    @Test
    void the_same_route_goes_on_with_an_address_that_is_open() {
        try (HubApp running = app.route(
                        "in", Yaml.route("in", "channel:shop", "toD: {uri: \"${body.text}\"}", "process: {ref: look}"))
                .start()) {
            running.post("1", "t", "log:x?level=DEBUG");
            soon(() -> assertThat(seen).hasSize(1));
        }
    }

    @Test
    void jq_has_no_environment() {
        String jq = "setBody: {expression: {jq: {expression: \"{} | env | length\"}}}";
        try (HubApp running = app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "setBody: {expression: {constant: {expression: \"{}\"}}}",
                                jq,
                                "process: {ref: look}"))
                .start()) {
            running.post("1", "t", "hello");
            soon(() -> assertThat(seen).containsExactly("0"));
            assertThat(System.getenv()).isNotEmpty();
            assertThat(mistakes(
                            "direct:x",
                            "setBody: {expression: {jq: {expression: \"$ENV.PATH\"}}}",
                            "to: {uri: 'log:x'}"))
                    .as("the other way to it is none that this jq knows")
                    .isEmpty();
        }
    }

    @Test
    void routes_read_settings_that_are_meant_for_them_and_no_others() {
        app.with("deskbridge.routes.settings.shop-key", "k-17").with("deskbridge.routes.settings.mail-password", "p");
        try (HubApp running = app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "setBody: {expression: {constant: {expression: \"{{shop-key}} {{mail-password}} {{none:otherwise}}\"}}}",
                                "process: {ref: look}"))
                .start()) {
            running.post("1", "t", "hello");
            soon(() -> assertThat(seen).containsExactly("k-17 p otherwise"));
            assertThat(mistakes("direct:x", "to: {uri: 'log:{{deskbridge.store.data}}'}"))
                    .containsExactly(
                            "routes/r.camel.yaml, line 7, column 21: {{deskbridge.store.data}} stands for nothing:"
                                    + " there is no setting deskbridge.routes.settings.deskbridge.store.data");
        }
    }

    @Test
    void who_runs_the_hub_opens_more() {
        app.with("deskbridge.routes.allow", "process, file, env, spel");
        try (HubApp running = app.start()) {
            assertThat(mistakes(
                            "direct:x",
                            "to: {uri: 'file:somewhere'}",
                            "log: {message: \"${env.PATH}\"}",
                            "setBody: {expression: {spel: {expression: \"1 + 1\"}}}"))
                    .isEmpty();
            assertThat(mistakes("direct:x", "to: {uri: 'class:java.lang.Runtime'}"))
                    .hasSize(1);
        }
    }

    @Test
    void who_runs_the_hub_opens_everything() {
        app.with("deskbridge.routes.allow", "*").with("some.setting", "seen");
        try (HubApp running = app.route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "setBody: {expression: {simple: {expression: \"${body.class.simpleName} {{some.setting}}\"}}}",
                                "process: {ref: look}"))
                .start()) {
            running.post("1", "t", "hello");
            soon(() -> assertThat(seen).containsExactly("Message seen"));
        }
    }

    @Test
    void who_runs_the_hub_names_the_components_in_place_of_the_usual_ones() {
        app.with("deskbridge.routes.components", "log, direct");
        try (HubApp running = app.start()) {
            assertThat(mistakes("direct:x", "to: {uri: 'log:x'}")).isEmpty();
            assertThat(mistakes("channel:shop", "to: {uri: 'desk:help'}")).isEmpty();
            assertThat(mistakes("direct:x", "to: {uri: 'http:shop.example'}"))
                    .containsExactly(
                            "routes/r.camel.yaml, line 7, column 21: \"http:\" is closed to routes, because it is"
                                    + " not among what is safe for all who write routes; who runs the hub may open it with"
                                    + " deskbridge.routes.allow: [http]");
        }
    }

    /** A new version of Camel may bring more: somebody decides, and then changes these lists. */
    @Test
    void each_function_of_camels_simple_is_open_or_closed_on_purpose() {
        assertThat(closed(CamelFunctions.NAMES, Allowed.FUNCTIONS))
                .containsExactly(
                        "bean",
                        "camelContext",
                        "env",
                        "exchange",
                        "file",
                        "out",
                        "properties",
                        "propertiesExist",
                        "ref",
                        "sys",
                        "sysenv",
                        "type",
                        "xpath");
    }

    @Test
    void each_step_of_camel_is_open_or_closed_on_purpose() throws IOException {
        JsonNode camels = new ObjectMapper()
                .readTree(getClass().getResourceAsStream("/schema/camelYamlDsl.json"))
                .at("/items/definitions/org.apache.camel.model.ProcessorDefinition/properties");
        var steps = new ArrayList<String>();
        camels.fieldNames().forEachRemaining(steps::add);

        assertThat(closed(steps, Allowed.STEPS))
                .containsExactly(
                        "bean",
                        "kamelet",
                        "pausable",
                        "policy",
                        "process",
                        "resumable",
                        "saga",
                        "script",
                        "serviceCall",
                        "tokenizer",
                        "transacted",
                        "transformDataType");
    }

    @Test
    void each_language_of_camel_is_open_or_closed_on_purpose() {
        assertThat(closed(DslShape.languages(), Allowed.LANGUAGES))
                .containsExactly(
                        "csimple",
                        "datasonnet",
                        "groovy",
                        "hl7terser",
                        "java",
                        "joor",
                        "js",
                        "language",
                        "method",
                        "mvel",
                        "ognl",
                        "python",
                        "ref",
                        "spel",
                        "wasm",
                        "xpath",
                        "xquery");
    }

    @Test
    void each_component_that_is_shipped_is_open_or_closed_on_purpose() {
        try (HubApp running = app.start()) {
            var settings = running.bean(RouteSettings.class);
            // the hub's own among them: no setting opens those, as none can close them
            assertThat(closed(EndpointMistakes.components(), settings.components()))
                    .containsExactly(
                            "acknowledge",
                            "activemq6",
                            "bean",
                            "browse",
                            "channel",
                            "class",
                            "comments",
                            "controlbus",
                            "dataformat",
                            "dataset",
                            "dataset-test",
                            "desk",
                            "dismiss",
                            "entries",
                            "file",
                            "inbox",
                            "jms",
                            "language",
                            "mock",
                            "only",
                            "outbox",
                            "ref",
                            "rest",
                            "rest-api",
                            "saga",
                            "set",
                            "spring-event",
                            "stub",
                            "validator",
                            "xslt");
        }
    }

    private static TreeSet<String> closed(java.util.Collection<String> all, java.util.Collection<String> open) {
        var closed = new TreeSet<>(all);
        closed.removeAll(open);
        return closed;
    }
}
