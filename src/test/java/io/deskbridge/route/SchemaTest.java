package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.deskbridge.DeskbridgeApplication;
import io.deskbridge.contract.ProductOnly;
import io.deskbridge.core.ChannelType;
import io.deskbridge.core.DeskType;
import io.deskbridge.core.RouteOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The schemas by which editors complete and check {@code config/deskbridge.yaml} and route files. They are made of what the
 * hub itself reads; {@code mvn test -Dtest=SchemaTest -Dgolden=update} makes them anew.
 */
class SchemaTest {
    private static final Path FOLDER = Path.of("schema");
    private static final String OF_CONFIG = "deskbridge.schema.json";
    private static final String OF_ROUTES = "routes.schema.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static ConfigurableApplicationContext hub;
    private static JsonSchema config;
    private static JsonSchema routes;
    private static JsonSchema canonical;
    private static JsonSchema camels;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        hub = new SpringApplicationBuilder(DeskbridgeApplication.class)
                .initializers(ProductOnly::in)
                .run(
                        "--server.port=0",
                        "--spring.config.import=",
                        "--deskbridge.sandbox.enabled=false",
                        "--deskbridge.store.data=" + folder.resolve("data"),
                        "--deskbridge.routes.folder=" + folder.resolve("routes"),
                        "--logging.level.root=ERROR");
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(OF_CONFIG), written(madeOfConfig()));
            Files.writeString(FOLDER.resolve(OF_ROUTES), written(madeOfRoutes()));
        }
        config = schema(JSON.readTree(FOLDER.resolve(OF_CONFIG).toFile()));
        routes = schema(JSON.readTree(FOLDER.resolve(OF_ROUTES).toFile()));
        canonical = schema(RouteSchema.canonical());
        camels = JsonSchemaFactory.getInstance(VersionFlag.V4)
                .getSchema(SchemaTest.class.getResourceAsStream("/schema/camelYamlDsl.json"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String written(JsonNode schema) throws IOException {
        return JSON.writeValueAsString(schema) + "\n";
    }

    private static JsonSchema schema(JsonNode node) {
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(node);
    }

    private static Map<String, Class<?>> sections() {
        var sections = new TreeMap<String, Class<?>>();
        hub.getBeansWithAnnotation(ConfigurationProperties.class).forEach((name, bean) -> {
            String prefix = hub.findAnnotationOnBean(name, ConfigurationProperties.class)
                    .value();
            if (prefix.startsWith("deskbridge")) {
                sections.put(prefix, bean.getClass());
            }
        });
        return sections;
    }

    private static Map<String, Class<?>> channels() {
        var types = new TreeMap<String, Class<?>>();
        hub.getBeansOfType(ChannelType.class).values().forEach(type -> types.put(type.name(), type.settings()));
        return types;
    }

    private static Map<String, Class<?>> desks() {
        var types = new TreeMap<String, Class<?>>();
        hub.getBeansOfType(DeskType.class).values().forEach(type -> types.put(type.name(), type.settings()));
        return types;
    }

    private static JsonNode madeOfConfig() {
        return new ConfigSchema().of(sections(), channels(), desks());
    }

    private static Map<String, List<RouteOption>> ofDesks() {
        var options = new TreeMap<String, List<RouteOption>>();
        for (DeskType<?> type : hub.getBeansOfType(DeskType.class).values()) {
            options.put(type.name(), type.options());
        }
        return options;
    }

    private static Map<String, List<RouteOption>> ofSteps() {
        return new TreeMap<>(Map.of(
                "only", hub.getBean(OnlyComponent.class).options(),
                "dismiss", hub.getBean(DismissComponent.class).options(),
                "set", hub.getBean(SetComponent.class).options(),
                "acknowledge", hub.getBean(AcknowledgeComponent.class).options()));
    }

    private static JsonNode madeOfRoutes() {
        return RouteSchema.of(
                ofSteps(), ofDesks(), hub.getBean(EntriesComponent.class).options());
    }

    @Test
    void the_schemas_are_those_that_the_code_makes() throws IOException {
        String how = "they are; if not: mvn test -Dtest=SchemaTest -Dgolden=update";
        assertThat(Files.readString(FOLDER.resolve(OF_CONFIG)).equals(written(madeOfConfig())))
                .as(how)
                .isTrue();
        assertThat(Files.readString(FOLDER.resolve(OF_ROUTES)).equals(written(madeOfRoutes())))
                .as(how)
                .isTrue();
    }

    /** Not by the way the schema is made: each record's components, and what else the code asks for. */
    @Test
    void each_setting_that_the_hub_reads_is_in_the_schema() throws IOException {
        JsonNode schema = JSON.readTree(FOLDER.resolve(OF_CONFIG).toFile());
        assertThat(sections()).hasSizeGreaterThanOrEqualTo(11);
        sections().forEach((key, type) -> {
            JsonNode section = schema;
            for (String word : key.split("\\.")) {
                section = section.path("properties").path(word);
            }
            assertThat(names(section)).as(key).containsAll(keys(type));
        });
        assertThat(channels()).hasSizeGreaterThanOrEqualTo(7);
        channels().forEach((name, type) -> assertThat(names(schema.at("/definitions/channel-" + name)))
                .as(name)
                .containsAll(keys(type))
                .contains("type"));
        desks().forEach((name, type) -> assertThat(names(schema.at("/definitions/desk-" + name)))
                .as(name)
                .containsAll(keys(type)));
        for (String key : asked()) {
            JsonNode at = schema;
            for (String word : key.split("\\.")) {
                at = at.path("properties").path(word);
            }
            assertThat(at.isMissingNode()).as(key).isFalse();
        }
    }

    @Test
    void each_setting_of_an_account_says_what_it_is_for() throws IOException {
        JSON.readTree(FOLDER.resolve(OF_CONFIG).toFile())
                .get("definitions")
                .properties()
                .forEach(account -> account.getValue()
                        .get("properties")
                        .properties()
                        .forEach(setting -> assertThat(setting.getKey().equals("type")
                                        || setting.getValue().has("description"))
                                .as(account.getKey() + "." + setting.getKey())
                                .isTrue()));
    }

    private static List<String> keys(Class<?> type) {
        return Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(ConfigSchema::key)
                .toList();
    }

    private static List<String> names(JsonNode section) {
        var names = new ArrayList<String>();
        section.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Settings that are read one by one; those of the sandbox's parts are for tests. */
    private static List<String> asked() throws IOException {
        var keys = new ArrayList<String>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher key = Pattern.compile(
                                "@(?:Value|ConditionalOnProperty)\\((?:name = )?\"(?:\\$\\{)?(deskbridge\\.[a-z.-]+)")
                        .matcher(Files.readString(file));
                while (key.find()) {
                    if (!key.group(1).matches("deskbridge\\.sandbox\\..*\\..*")) {
                        keys.add(key.group(1));
                    }
                }
            }
        }
        assertThat(keys).contains("deskbridge.http.allow-private-hosts", "deskbridge.sandbox.enabled");
        return keys;
    }

    @Test
    void the_shipped_configuration_is_right_as_it_is_and_with_everything_switched_on() throws IOException {
        String shipped = Files.readString(Path.of("config/deskbridge.yaml"));
        assertThat(shipped).startsWith("# yaml-language-server: $schema=../schema/deskbridge.schema.json\n");
        String on = shipped.substring(shipped.indexOf("# deskbridge:"))
                .replaceAll("(?m)^# ?", "")
                .replaceAll("(?m)^( +)# ([a-z-]+:(?: |$))", "$1$2");
        assertThat(mistakes(config, on)).isEmpty();
        assertThat(on).contains("\n      access-token:").contains("\n        folder: INBOX");
        assertThat(YAML.readTree(on).at("/deskbridge/channels")).hasSizeGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deskbridge: {hub: {workers: 8, sweep: 5s, language: de}}                    | ''",
                "deskbridge: {hub: {worker: 8}}                                              | worker",
                "deskbridge: {hub: {workers: many}}                                          | workers",
                "deskbridge: {hub: {workers: '${WORKERS}'}}                                  | ''",
                "deskbridge: {hub: {sweep: often}}                                           | sweep",
                "deskbridge: {hub: {sweep: [5s]}}                                            | sweep",
                "deskbridge: {tickets: {hint-unseen: perhaps}}                               | hint-unseen",
                "deskbridge: {tickets: {replies-changed: follow}}                            | ''",
                "deskbridge: {tickets: {replies-changed: forget}}                            | replies-changed",
                "deskbridge: {routes: {allow: [file], settings: {key: '${K}'}}}              | ''",
                "deskbridge: {channels: {a: {type: x, account: acme}}}                       | ''",
                "deskbridge: {channels: {a: {type: x}}}                                      | account",
                "deskbridge: {channels: {a: {account: acme}}}                                | type",
                "deskbridge: {channels: {a: {type: myspace}}}                                | type",
                "deskbridge: {channels: {a: {type: x, account: '@acme'}}}                    | account",
                "deskbridge: {channels: {a: {type: x, account: acme, app-password: p}}}      | app-password",
                "deskbridge: {channels: {a: {type: bluesky, identifier: i, app-password: p, thread-posts: 101}}} | thread-posts",
                "deskbridge: {desks: {a: {type: mail, reply-address: a@b, team: c@d, smtp: {host: h}, imap: {host: h, user: u}}}} | ''",
                "deskbridge: {desks: {a: {type: mail, reply-address: a@b, team: c@d, imap: {host: h, user: u}}}} | smtp",
                "deskbridge: {desks: {a: {type: mail, reply-address: a@b, team: c@d, smtp: {host: h, prot: 1}, imap: {host: h, user: u}}}} | prot",
                "deskbridge: {repeated-answers: hold}                                        | ''",
                "deskbridge: {repeated-answer: hold}                                         | repeated-answer"
            })
    void an_editor_sees_what_is_wrong_in_the_configuration(String yaml, String word) throws IOException {
        sees(config, yaml, word);
    }

    private static void sees(JsonSchema schema, String yaml, String word) throws IOException {
        if (word.isEmpty()) {
            assertThat(mistakes(schema, yaml)).isEmpty();
        } else {
            assertThat(mistakes(schema, yaml)).isNotEmpty().anyMatch(mistake -> mistake.contains(word));
        }
    }

    private static List<String> mistakes(JsonSchema schema, String yaml) throws IOException {
        return schema.validate(YAML.readTree(yaml)).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    static List<String> routesOfTheProduct() throws IOException {
        var all = new ArrayList<>(RecipesTest.recipes());
        RouteFolder.shipped().files().forEach(file -> all.add(file.text()));
        assertThat(all).hasSizeGreaterThanOrEqualTo(17);
        return all;
    }

    @ParameterizedTest
    @MethodSource("routesOfTheProduct")
    void shipped_routes_and_the_readmes_examples_are_right(String yaml) throws IOException {
        assertThat(mistakes(routes, yaml)).isEmpty();
    }

    /** The validator of Camel itself does the same: it holds a file against this schema. */
    @ParameterizedTest
    @MethodSource("routesOfTheProduct")
    void they_are_right_by_camels_own_schema_too_in_the_whole_form(String yaml) throws IOException {
        assertThat(mistakes(canonical, yaml)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routesOfTheProduct")
    void they_are_right_by_camels_own_schema_as_it_ships(String yaml) throws IOException {
        assertThat(mistakes(camels, yaml)).isEmpty();
    }

    @Test
    void shipped_routes_name_the_schema() {
        assertThat(RouteFolder.shipped().files())
                .hasSizeGreaterThanOrEqualTo(10)
                .allSatisfy(file -> assertThat(file.text())
                        .startsWith("# yaml-language-server: $schema=../schema/routes.schema.json\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel:x              | to: {uri: 'desk:zendesk', parameters: {tags: 'a,b', priority: high}} | ''",
                "channel:x              | to: {uri: 'desk:zendesk', parameters: {tag: 'a'}}     | tag",
                "channel:x              | to: {uri: 'desk:zendesk', parameters: {tags: [a]}}    | tags",
                "channel:x              | to: {uri: 'desk:zendesk', parameters: {field.360: a}} | ''",
                "channel:x              | to: {url: 'desk:zendesk'}                             | url",
                "channel:x              | to: {parameters: {tags: a}}                           | uri",
                "channel:x              | to: 'desk:zendesk'                                    | object",
                "channel:x              | tow: {uri: 'desk:zendesk'}                            | tow",
                "channel:x              | to: {uri: 'only:a', parameters: {words-any: 'a', verified: true}} | ''",
                "channel:x              | to: {uri: 'only:a', parameters: {word-any: 'a'}}      | word-any",
                "channel:x              | to: {uri: 'only:a'}                                   | parameters",
                "channel:x              | to: {uri: 'only:a', parameters: {reason: 'a'}}        | reason",
                "channel:x              | to: {uri: 'dismiss:a', parameters: {words-any: 'a'}}  | reason",
                "channel:x              | to: {uri: 'set:a', parameters: {follow-ups: judged}}  | follow-ups",
                "desk:x                 | to: {uri: 'channel:origin', parameters: {kinds: a}}   | parameters",
                "channel:x              | to: {uri: 'http:shop.example', parameters: {any: a}}  | ''",
                "timer:x                | to: {uri: 'inbox:a', parameters: {as: mail, own: a}}  | ''",
                "timer:x                | to: {uri: 'inbox:a'}                                  | ''",
                "timer:x                | to: {uri: 'inbox:a', parameters: {autor: a}}          | autor",
                "channel:x              | filter: {expression: {simple: {expression: a}}, steps: [{stop: {}}]} | ''",
                "channel:x              | filter: {simple: a, steps: [{stop: {}}]}              | expression",
                "channel:x              | filter: {steps: [{stop: {}}]}                         | expression",
                "channel:x              | bean: {ref: a}                                        | bean",
                "channel:x              | setBody: {expression: {groovy: {expression: a}}}      | groovy"
            })
    void an_editor_sees_what_is_wrong_in_a_route(String from, String step, String word) throws IOException {
        sees(routes, Yaml.route("r", from, step), word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- route: {id: r, description: d, from: {uri: 'channel:x', parameters: {kinds: post}, steps: [{stop: {}}]}} | ''",
                "- route: {id: r, description: d, from: {uri: 'outbox:x', parameters: {as: mail, from: a}, steps: [{stop: {}}]}} | ''",
                "- route: {id: r, description: d, from: {uri: 'outbox:x', parameters: {form: a}, steps: [{stop: {}}]}}      | form",
                "- route: {id: r, description: d, from: {uri: 'channel:x', parameters: {kind: post}, steps: [{stop: {}}]}}  | kind",
                "- route: {id: r, description: d, from: {uri: 'desk:x', parameters: {tags: a}, steps: [{stop: {}}]}}        | parameters",
                "- route: {id: r, from: {uri: 'channel:x', steps: [{stop: {}}]}}                                            | description",
                "- route: {description: d, from: {uri: 'channel:x', steps: [{stop: {}}]}}                                   | id",
                "- route: {id: r, description: d, from: {uri: 'channel:x'}}                                                 | steps",
                "- beans: []                                                                                                | route"
            })
    void an_editor_sees_what_is_wrong_around_the_steps(String yaml, String word) throws IOException {
        sees(routes, yaml, word);
    }

    @Test
    void the_hub_serves_them() throws Exception {
        String port = hub.getEnvironment().getProperty("local.server.port");
        for (String name : List.of(OF_CONFIG, OF_ROUTES)) {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/schema/" + name))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(JSON.readTree(answer.body()))
                    .isEqualTo(JSON.readTree(FOLDER.resolve(name).toFile()));
        }
    }
}
