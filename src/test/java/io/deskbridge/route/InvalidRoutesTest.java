package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake has a file that makes it and is named after it, and beside that the exact sentence that the admin sees.
 * {@code -Dgolden=update} writes the sentences anew; whoever does that reads them.
 */
class InvalidRoutesTest {
    private static final Path FOLDER = Path.of("src/test/resources/routes-invalid");
    /** The routes that are there already, and take from channel web, desk team, outbox form, entries tool and direct:part. */
    private static final List<RouteFile> OTHERS = List.of(
            file("a-message-route", "channel:web", "to: {uri: 'desk:help'}"),
            file("a-comment-route", "desk:team", "to: {uri: 'channel:origin'}"),
            file("a-reply-route", "outbox:form", "log: {message: hello}"),
            file("an-entry-route", "entries:tool", "log: {message: hello}"),
            file("a-part", "direct:part", "log: {message: hello}"));

    private static HubApp app;

    private static RouteFile file(String id, String from, String step) {
        return new RouteFile(id + RouteFile.ENDING, Yaml.route(id, from, step));
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        app = new HubApp(folder)
                .with("deskbridge.routes.look", "0s")
                .with("deskbridge.channels.web.type", "other")
                .with("deskbridge.channels.form.type", "custom")
                .with("deskbridge.channels.reviews.type", "custom")
                .with("deskbridge.desks.team.type", "other")
                .with("deskbridge.desks.tool.type", "custom")
                .with("deskbridge.desks.crm.type", "custom")
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    static List<RouteFile> mistakes() {
        return new RouteFolder(FOLDER).lookNow().files();
    }

    @Test
    void there_are_many_of_them_and_the_others_are_right() {
        assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(70);
        assertThat(app.bean(RouteChecks.class).check(new RouteSet(OTHERS)).told())
                .isEmpty();
    }

    @Test
    void each_sentence_has_its_file() throws IOException {
        try (Stream<Path> sentences = Files.list(FOLDER)) {
            assertThat(sentences
                            .map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".txt"))
                            .map(name -> name.replace(".txt", RouteFile.ENDING)))
                    .containsExactlyInAnyOrderElementsOf(
                            mistakes().stream().map(RouteFile::name).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void the_admin_sees(RouteFile file) throws IOException {
        var files = new ArrayList<>(OTHERS);
        files.add(file);

        List<String> told =
                app.bean(RouteChecks.class).check(new RouteSet(files)).told();

        Path expected = FOLDER.resolve(file.id() + ".txt");
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(expected, String.join("\n", told) + "\n");
        }
        assertThat(String.join("\n", told) + "\n").isEqualTo(Files.readString(expected));
        assertThat(told).hasSize(1);
    }
}
