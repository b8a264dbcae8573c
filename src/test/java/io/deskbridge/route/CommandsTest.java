package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NewestMessages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code check} and {@code try}, as a pipeline calls them. */
class CommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "to: {uri: 'only:orders', parameters: {words-any: 'order'}}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void configure() throws IOException {
        write(
                "deskbridge.yaml",
                """
                deskbridge:
                  store:
                    data: "%s"
                  channels:
                    shop: {type: custom}
                    acme-x: {type: x, account: acme, bearer: "${NOBODY_SET_THIS}"}
                  desks:
                    help: {type: zendesk, url: "${NOR_THIS}"}
                """
                        .formatted(folder.resolve("data")));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String route(String... steps) {
        return Yaml.route("in", "channel:shop", steps);
    }

    private int check(String... words) {
        return new CheckCommand(print(out), print(err)).run(with("check", words));
    }

    private int attempt(String... words) {
        return new TryCommand(print(out), print(err)).run(with("try", words));
    }

    private String[] with(String command, String... words) {
        return Stream.of(List.of(command, "--config=" + folder.resolve("deskbridge.yaml")), List.of(words))
                .flatMap(List::stream)
                .toArray(String[]::new);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return JSON.readTree(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_good_folder_is_good_without_the_secrets() throws IOException {
        write("routes/in.camel.yaml", route("to: {uri: 'desk:help', parameters: {tags: 'shop'}}"));
        write(
                "routes/x.camel.yaml",
                Yaml.route(
                        "x",
                        "channel:acme-x",
                        "to: {uri: 'acknowledge:all', parameters: {text: 'It arrived.'}}",
                        "to: {uri: 'desk:help'}"));
        write("routes/out.camel.yaml", Yaml.route("out", "outbox:shop", "to: {uri: 'http:shop.example/answers'}"));

        assertThat(check("--routes=" + folder.resolve("routes")))
                .as(out + " " + err)
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("3 files, no mistake." + System.lineSeparator());
    }

    @Test
    void the_shipped_routes_fit_the_shipped_configuration() {
        int code = new CheckCommand(print(out), print(err)).run("check", "--routes=routes");

        assertThat(code).as(out + " " + err).isZero();
    }

    @Test
    void mistakes_are_told_to_people_and_to_programs() throws IOException {
        write("routes/in.camel.yaml", Yaml.route("in", "channel:shpo", "to: {uri: 'desk:help'}"));

        assertThat(check("--routes=" + folder.resolve("routes"))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("in.camel.yaml:5:12: channel \"shpo\" is not configured; did you mean \"shop\"?");
        out.reset();
        assertThat(check("--routes=" + folder.resolve("routes"), "--format=json"))
                .isEqualTo(1);
        assertThat(json().get("result").asText()).isEqualTo("mistakes");
        JsonNode finding = json().at("/findings/0");
        assertThat(finding.get("file").asText()).isEqualTo("in.camel.yaml");
        assertThat(finding.get("line").asInt()).isEqualTo(5);
        assertThat(finding.get("column").asInt()).isEqualTo(12);
        assertThat(finding.get("mistake").asText()).isEqualTo("channel \"shpo\" is not configured");
        assertThat(finding.get("hint").asText()).isEqualTo("did you mean \"shop\"?");
    }

    @Test
    void what_would_better_be_written_otherwise_is_told_and_refuses_nothing() throws IOException {
        write("routes/in.camel.yaml", route("to: 'desk:help?tags=shop'"));

        assertThat(check("--routes=" + folder.resolve("routes"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("in.camel.yaml:7:11: hint: ")
                .contains("Camel's short form", "uri: \"desk:help")
                .endsWith("1 file, no mistake, 1 hint." + System.lineSeparator());
        out.reset();
        assertThat(check("--routes=" + folder.resolve("routes"), "--format=json"))
                .isZero();
        assertThat(json().get("result").asText()).isEqualTo("good");
        assertThat(json().at("/hints/0/line").asInt()).isEqualTo(7);
        assertThat(json().get("findings")).isEmpty();
    }

    @Test
    void a_mistake_in_the_configuration_is_told_too() throws IOException {
        write("routes/in.camel.yaml", route("to: {uri: 'desk:help'}"));
        write(
                "deskbridge.yaml",
                "deskbridge: {channels: {shop: {type: custom, text-limit: 0}, y: {type: custon}}, desks: {help: {type: mail}}}");

        assertThat(check("--routes=" + folder.resolve("routes"))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "deskbridge.yaml: deskbridge.channels.y.type: \"custon\" is unknown; did you mean \"custom\"?")
                .contains("deskbridge.channels.shop.text-limit: \"0\" must be at least 1");
    }

    @Test
    void a_call_that_makes_no_sense_ends_with_2_and_says_why() throws IOException {
        write("routes/in.camel.yaml", route("to: {uri: 'desk:help'}"));
        String routes = "--routes=" + folder.resolve("routes");

        assertThat(check("--rotes=x")).isEqualTo(2);
        assertThat(check("--routes=" + folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(check(routes, "--format=xml")).isEqualTo(2);
        assertThat(attempt(routes)).isEqualTo(2);
        assertThat(attempt(routes, "--last=0")).isEqualTo(2);
        assertThat(attempt(routes, "--last=5")).isEqualTo(2);
        assertThat(attempt(routes, "--messages=" + write("m.jsonl", "{\"id\": \"1\", \"txt\": \"x\"}")))
                .isEqualTo(2);
        assertThat(attempt(routes, "--messages=" + write("m.jsonl", "{\"id\": \"1\", \"channel\": \"shop\"}")))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("\"--rotes\" is not understood; did you mean \"--routes\"?", "there is no folder")
                .contains("--format: \"xml\" is neither text nor json", "say either --messages or --last")
                .contains("--last: \"0\" must be a whole number from 1 to 10000", "there is no ledger in")
                .contains("m.jsonl, line 1: txt is unknown or of the wrong kind", "message 1: author.id is missing");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void routes_are_tried_on_a_file_of_messages_and_compared() throws IOException {
        write("today/in.camel.yaml", route(ORDERS, "to: {uri: 'desk:help'}"));
        write("routes/in.camel.yaml", route("to: {uri: 'desk:help', parameters: {priority: high}}"));
        Path messages = write(
                "messages.jsonl",
                """
                {"channel": "shop", "id": "1", "author": {"id": "a"}, "text": "my order"}

                {"channel": "shop", "id": "2", "author": {"id": "b"}, "text": "nice weather"}
                {"channel": "shop", "id": "3", "thread": "2", "author": {"id": "b"}, "text": "and more"}
                {"channel": "shop", "id": "4", "thread": "old", "author": {"id": "b"}, "text": "?", "stoodIn": ["help"]}
                """);

        assertThat(attempt(
                        "--routes=" + folder.resolve("routes"),
                        "--against=" + folder.resolve("today"),
                        "--messages=" + messages,
                        "--format=json"))
                .as(err::toString)
                .isZero();
        assertThat(json().at("/total/tickets").asInt()).isEqualTo(2);
        assertThat(json().at("/total/appended").asInt()).isEqualTo(2);
        assertThat(json().at("/now/tickets").asInt()).isEqualTo(1);
        assertThat(json().at("/now/appended").asInt()).isEqualTo(1);
        assertThat(json().at("/difference/dismissed").asInt()).isEqualTo(-2);
        assertThat(json().at("/routes/0/tickets/0/options/priority").asText()).isEqualTo("high");

        out.reset();
        assertThat(attempt("--routes=" + folder.resolve("routes"), "--messages=" + messages))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("4 messages, 4 of them came to the routes", "help, priority high: 2 tickets, 2 appended")
                .contains("There are no other routes to compare with.");
    }

    @Test
    void routes_with_mistakes_are_not_tried() throws IOException {
        write("routes/in.camel.yaml", Yaml.route("in", "channel:shpo", "to: {uri: 'desk:help'}"));

        assertThat(attempt("--routes=" + folder.resolve("routes"), "--messages=nowhere"))
                .isEqualTo(1);
    }

    @Test
    void the_ledger_of_a_hub_at_work_is_read_and_compared_with_what_it_runs() throws IOException {
        try (HubApp app = new HubApp(folder.resolve("hub"))
                .with("deskbridge.store.data", folder.resolve("data").toString())
                .route("in", route(ORDERS, "to: {uri: 'desk:help'}"))
                .start()) {
            app.post("1", "1", "order");
            app.post("2", "2", "weather");
            soon(() -> assertThat(List.of(app.messages("1"), app.messages("2")))
                    .allSatisfy(
                            rows -> assertThat(rows).hasSize(1).allMatch(row -> row.state() != MessageState.WAITING)));
            var before = app.bean(NewestMessages.class).read(10);
            write("routes/in.camel.yaml", route("to: {uri: 'desk:help'}"));

            assertThat(attempt("--routes=" + folder.resolve("routes"), "--last=10"))
                    .as(err::toString)
                    .isZero();

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("1 more ticket than now (2 instead of 1)")
                    .contains(
                            "shop/2: now dismissed: only orders: the text has none of order; then opens a ticket in help");
            assertThat(app.bean(NewestMessages.class).read(10)).isEqualTo(before);
        }
    }
}
