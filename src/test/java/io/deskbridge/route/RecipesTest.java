package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.MessageLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the routes' README shows can be copied, and does what it says. */
class RecipesTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(- route:\n.*?)```", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("^ {4}id: (\\S+)", Pattern.MULTILINE);

    static List<String> recipes() throws IOException {
        var recipes = new ArrayList<String>();
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("routes/README.md")));
        while (blocks.find()) {
            recipes.add(blocks.group(1));
        }
        return recipes;
    }

    private static String recipe(String words) throws IOException {
        return recipes().stream()
                .filter(recipe -> recipe.contains(words))
                .findFirst()
                .orElseThrow();
    }

    private static String id(String yaml) {
        Matcher id = ID.matcher(yaml);
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    /** The list that the README shows. */
    private static String list() throws IOException {
        Matcher block = Pattern.compile("```\n(# blocked\\.txt.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("routes/README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static HubApp app(Path folder) {
        return new HubApp(folder)
                .with("deskbridge.channels.acme-x.type", "fake")
                .with("deskbridge.channels.acme-whatsapp.type", "fake")
                .with("deskbridge.channels.shop.type", "custom")
                .with("deskbridge.desks.helpdesk.type", "custom")
                .with("deskbridge.routes.settings.helpdesk-token", "t")
                .with("deskbridge.channels.support.type", "custom")
                .with("deskbridge.channels.blog.type", "custom")
                .with("deskbridge.channels.market.type", "custom")
                .with("deskbridge.routes.settings.support-password", "secret")
                .with("deskbridge.routes.settings.blog-password", "secret")
                .with("deskbridge.routes.settings.market-key", "secret")
                .with("deskbridge.desks.zendesk.type", "other")
                .with("deskbridge.desks.mailbox.type", "fake");
    }

    @Test
    void the_readme_has_recipes() throws IOException {
        assertThat(recipes()).hasSizeGreaterThanOrEqualTo(14);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void each_recipe_loads(String yaml, @TempDir Path folder) throws IOException {
        String id = id(yaml);
        try (HubApp app = app(folder).route(id, yaml)) {
            Files.writeString(app.routes().resolve("blocked.txt"), list());
            app.start();
            assertThat(app.bean(Deployment.class).running()).containsExactly(id);
        }
    }

    @Test
    void the_filter_recipe_takes_direct_messages_and_orders(@TempDir Path folder) throws IOException {
        String yaml = recipe("'order'");
        try (HubApp app = app(folder).route(id(yaml), yaml).start()) {
            post(app, "1", Kind.MENTION, false, "nice weather");
            post(app, "2", Kind.DIRECT, false, "nice weather");
            post(app, "3", Kind.MENTION, false, "where is my order 4711?");

            soon(() -> assertThat(row(app, "1")).isEqualTo("route x-to-zendesk ended without a desk"));
            soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:acme-x:2")).hasSize(1));
            soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:acme-x:3")).hasSize(1));
        }
    }

    @Test
    void the_recipe_without_expressions_chooses_by_words_and_sets_what_is_urgent(@TempDir Path folder)
            throws IOException {
        String yaml = recipe("dismiss:advertising");
        try (HubApp app = app(folder).route(id(yaml), yaml).start()) {
            post(app, "1", Kind.MENTION, false, "nice weather");
            post(app, "2", Kind.DIRECT, false, "my order 4711");
            post(app, "3", Kind.MENTION, false, "FREE  Bitcoin for each order");
            post(app, "4", Kind.COMMENT, false, "Die Stromrechnungen sind ein Fall für den Anwalt 😡");
            post(app, "5", Kind.REVIEW, false, "my order");
            post(app, "6", Kind.MENTION, false, "falsche Ware!");

            soon(() -> assertThat(row(app, "1"))
                    .isEqualTo("only about-orders: the text has none of order, refund, *rechnung*, falsche Ware"));
            soon(() -> assertThat(options(app, "2")).isEqualTo(Map.of("tags", "x,social")));
            soon(() -> assertThat(row(app, "3")).isEqualTo("dismiss advertising: advertising"));
            soon(() -> assertThat(options(app, "4")).isEqualTo(Map.of("tags", "x,social,angry", "priority", "high")));
            soon(() -> assertThat(row(app, "5"))
                    .isEqualTo("only about-orders: kind review is not mention, comment, direct"));
            soon(() -> assertThat(options(app, "6")).isEqualTo(Map.of("tags", "x,social")));
        }
    }

    @Test
    void the_recipe_of_a_list_dismisses_whom_it_holds(@TempDir Path folder) throws IOException {
        String yaml = recipe("authors-file");
        try (HubApp app = app(folder).route(id(yaml), yaml)) {
            Files.writeString(app.routes().resolve("blocked.txt"), list());
            app.start();
            post(app, "1", author("competitor", 5), "buy ours");
            post(app, "2", author("anna", 5), "hello");
            soon(() -> assertThat(row(app, "1")).isEqualTo("dismiss blocked: stands in blocked.txt"));
            soon(() -> assertThat(options(app, "2")).isEmpty());
        }
    }

    @Test
    void the_recipe_of_hours_and_authors_marks_what_comes_at_night_and_from_loud_accounts(@TempDir Path folder)
            throws IOException {
        String yaml = recipe("set:night");
        try (HubApp app = app(folder)) {
            app.clock.set(Duration.between(app.clock.instant(), Instant.parse("2027-01-04T11:00:00Z"))); // a Monday
            app.route(id(yaml), yaml).start();
            post(app, "1", author("anna", 5), "at noon");
            post(app, "2", author("press", 20_000), "at noon");
            post(app, "3", author("spambot", 5), "at noon");
            soon(() -> assertThat(options(app, "1")).isEmpty());
            soon(() -> assertThat(options(app, "2")).isEqualTo(Map.of("priority", "high", "tags", "press")));
            soon(() ->
                    assertThat(row(app, "3")).isEqualTo("dismiss blocked: blocked by the social team on 22 November"));

            app.clock.set(Duration.ofHours(7));
            post(app, "4", author("press", 20_000), "in the evening");
            soon(() -> assertThat(options(app, "4")).isEqualTo(Map.of("priority", "high", "tags", "press,night")));
        }
    }

    private static Author author(String handle, long followers) {
        return new Author(
                handle, handle, handle, Optional.empty(), Optional.empty(), OptionalLong.of(followers), false);
    }

    private static Map<String, String> options(HubApp app, String thread) {
        return app.otherDesk.casesOf("deskbridge:acme-x:" + thread).get(0).options();
    }

    private static void post(HubApp app, String id, Author author, String text) {
        app.network.post(new MessageBuilder("acme-x", id, Kind.MENTION, id, author, app.clock.instant())
                .text(text)
                .build());
    }

    @Test
    void the_jq_recipe_takes_pictures_and_order_numbers(@TempDir Path folder) throws IOException {
        String yaml = recipe("jq:");
        try (HubApp app = app(folder).route(id(yaml), yaml).start()) {
            post(app, "1", Kind.MENTION, false, "my order");
            post(app, "2", Kind.MENTION, false, "my Order #4711");
            app.network.post(
                    new MessageBuilder("acme-x", "3", Kind.MENTION, "3", author("anna", 1), app.clock.instant())
                            .attachments(List.of(Attachment.of(Attachment.Type.IMAGE, "https://x.test/1.png")))
                            .build());

            soon(() -> assertThat(row(app, "1")).isEqualTo("route x-pictures ended without a desk"));
            soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:acme-x:2")).hasSize(1));
            soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:acme-x:3")).hasSize(1));
        }
    }

    @Test
    void the_choice_recipe_tells_authors_apart(@TempDir Path folder) throws IOException {
        String yaml = recipe("author.verified");
        try (HubApp app = app(folder).route(id(yaml), yaml).start()) {
            post(app, "1", Kind.MENTION, true, "press");
            post(app, "2", Kind.MENTION, false, "customer");

            soon(() -> assertThat(app.desk.casesOf("deskbridge:acme-x:1")).hasSize(1));
            soon(() -> assertThat(app.otherDesk.casesOf("deskbridge:acme-x:2")).hasSize(1));
            assertThat(app.desk.cases()).hasSize(1);
        }
    }

    @Test
    void what_people_write_is_data_for_every_expression(@TempDir Path folder) {
        String words = "${header.x} ${camelContext.stop} #{1} ${body.author} {{password}}";
        try (HubApp app = new HubApp(folder)
                .route(
                        "in",
                        Yaml.route(
                                "in",
                                "channel:shop",
                                "log: {loggingLevel: DEBUG, message: \"${body.text}\"}",
                                "setHeader: {name: said, expression: {simple: {expression: \"${body.text}\"}}}",
                                "setProperty: {name: said, expression: {simple: {expression: \"${body.text}\"}}}",
                                "filter: {expression: {simple: {expression: \"${header.said} == ${body.text} && ${exchangeProperty.said} == ${body.text}\"}}, steps: [{to: {uri: 'desk:help', parameters: {group: \"a\"}}}]}"))
                .start()) {
            app.post("1", "t", words);
            soon(() -> assertThat(app.entries("t")).containsExactly("1"));
            assertThat(app.entriesOf(app.desk, "t").get(0).text()).startsWith(words);
        }
    }

    static List<Path> shipped() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(path -> path.toString().endsWith(".camel.yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void each_shipped_route_is_called_as_its_file_and_says_what_it_is_for(Path file) throws IOException {
        String yaml = Files.readString(file);
        assertThat(file.getFileName()).hasToString(id(yaml) + ".camel.yaml");
        assertThat(yaml).containsPattern("(?m)^ {4}description: \\S+");
    }

    private static void post(HubApp app, String id, Kind kind, boolean verified, String text) {
        var author = new Author(
                "id-" + id, "anna", "Anna", Optional.empty(), Optional.empty(), OptionalLong.empty(), verified);
        app.network.post(new MessageBuilder("acme-x", id, kind, id, author, app.clock.instant())
                .text(text)
                .build());
    }

    private static String row(HubApp app, String thread) {
        return app.bean(MessageLedger.class)
                .of(FakeChannelType.message("acme-x", "1", thread, app.clock.instant())
                        .build()
                        .conversation())
                .get(0)
                .reason();
    }
}
