package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.hub.RouteDeployments.RolledBack;
import io.deskbridge.hub.RouteDeployments.Trouble;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code authors-file: blocked.txt}: a list beside the routes, deployed with them. */
class AuthorsFileTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        app = HubApp.usual(folder).with("deskbridge.routes.look", "0s").route("in", route("blocked.txt"));
        write("blocked.txt", "# spammers\n@spam\n\n  Otto.Example   # since Monday\n17\n");
        app.start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static String route(String list) {
        return Yaml.route(
                "in",
                "channel:shop",
                "to: {uri: 'dismiss:blocked', parameters: {authors-file: " + list + ", reason: 'blocked: ä & 1 % #x'}}",
                "to: {uri: 'desk:help'}");
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(app.routes());
        Files.writeString(app.routes().resolve(name), text);
    }

    private void look() {
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look();
        watch.look();
    }

    /** What became of a message by that author; empty when it became a ticket. */
    private String reason(String thread, String author) {
        app.network.post(
                new MessageBuilder("shop", thread, Kind.MENTION, thread, Author.unknown(author), app.clock.instant())
                        .text("hello")
                        .build());
        soon(() -> assertThat(app.messages(thread)).singleElement().matches(row -> row.endedAt()
                .isPresent()));
        MessageRow row = app.messages(thread).get(0);
        return row.ticketId().isPresent() ? "" : row.reason();
    }

    private List<String> mistakes() {
        return app.bean(Deployment.class).trouble().map(Trouble::mistakes).orElse(List.of());
    }

    private List<RouteDeployment> history() {
        return app.bean(RouteHistory.class).before(Long.MAX_VALUE, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spam", "SPAM", "otto.example", "17"})
    void who_stands_in_the_list_is_dismissed(String author) {
        assertThat(reason("t", author)).isEqualTo("dismiss blocked: blocked: ä & 1 % #x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna", "spam2", "spammers", "1", "since", "blocked.txt", "blocked.txt:", "Monday"})
    void who_does_not_is_not(String author) {
        assertThat(reason("t", author)).isEmpty();
    }

    @Test
    void a_changed_list_replaces_its_route_and_stands_in_the_history() throws IOException {
        Object out = app.bean(CamelContext.class).getRoute("out");
        write("blocked.txt", "# spammers\n@spam\n17\n@anna\n");
        look();

        assertThat(reason("new", "anna")).startsWith("dismiss blocked");
        assertThat(reason("old", "otto.example")).isEmpty();
        assertThat(app.bean(CamelContext.class).getRoute("out")).isSameAs(out);
        assertThat(history().get(0).content().changes()).containsExactly("changed in");
        assertThat(history().get(0).content().difference())
                .contains("blocked.txt\n", "-  Otto.Example   # since Monday\n", "+@anna\n");
    }

    @Test
    void it_is_noticed_without_being_told(@TempDir Path folder) throws IOException {
        app.close();
        app = HubApp.usual(folder).route("in", route("blocked.txt"));
        write("blocked.txt", "@spam");
        app.start();
        write("blocked.txt", "@spam\n@anna");
        soon(() -> assertThat(history()).hasSize(2));
        assertThat(reason("new", "anna")).startsWith("dismiss blocked");
    }

    @Test
    void a_rollback_brings_the_list_back_and_takes_away_no_list() throws IOException {
        write("blocked.txt", "@anna");
        write("vip.txt", "@mia");
        look();
        app.route("in", route("vip.txt"));
        look();
        assertThat(reason("now", "anna")).isEmpty();
        long first = history().get(history().size() - 1).id();

        assertThat(app.bean(Deployment.class).rollBack(first, "mia")).isInstanceOf(RolledBack.Done.class);

        assertThat(reason("a", "spam")).startsWith("dismiss blocked");
        assertThat(reason("b", "anna")).isEmpty();
        assertThat(Files.readString(app.routes().resolve("blocked.txt"))).startsWith("# spammers");
        assertThat(app.routes().resolve("vip.txt")).exists();
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(history().get(0).author()).isEqualTo("mia");
    }

    @Test
    void a_text_that_no_route_names_is_none_of_the_hubs_business() throws IOException {
        write("notes.txt", "anything { goes");
        look();
        assertThat(history()).hasSize(1);
        assertThat(mistakes()).isEmpty();
    }

    @Test
    void a_wrong_line_refuses_the_deployment_and_names_it() throws IOException {
        write("blocked.txt", "@spam\n@anna @otto\n{{password}}\n#ok\n${body}\n@\n");
        look();
        assertThat(mistakes())
                .containsExactly(wrong(2, "@anna @otto"), wrong(3, "{{password}}"), wrong(5, "${body}"), wrong(6, "@"));
        assertThat(reason("still", "otto.example")).startsWith("dismiss blocked");
    }

    private static String wrong(int line, String said) {
        return "routes/blocked.txt, line " + line + ", column 1: \"" + said
                + "\" is no handle or id; write one a line, such as @anna, and remarks after a #";
    }

    @Test
    void a_missing_list_refuses_the_deployment_at_its_place_in_the_route() {
        app.route("in", route("blokced.txt"));
        look();
        assertThat(mistakes())
                .containsExactly("routes/in.camel.yaml, line 7, column 67: there is no file routes/blokced.txt; put it"
                        + " beside the routes, with one handle or id a line");
    }

    @Test
    void a_list_lies_beside_the_routes_and_nowhere_else(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("passwords.txt"), "root:secret");
        Files.createSymbolicLink(app.routes().resolve("mine.txt"), elsewhere.resolve("passwords.txt"));
        app.route("in", route("mine.txt"));
        look();
        assertThat(mistakes())
                .containsExactly("routes/mine.txt: it is a link that leads out of routes/; put the list itself there");
        assertThat(history().get(0).content().files()).doesNotContainValue("root:secret");

        app.route("in", route("../x.txt"));
        look();
        assertThat(mistakes())
                .singleElement()
                .asString()
                .contains("\"../x.txt\" is no name of a list; it lies beside the routes");
    }

    @Test
    void a_link_within_the_folder_is_followed_as_config_maps_need_it() throws IOException {
        Path data = Files.createDirectories(app.routes().resolve("..data"));
        Files.writeString(data.resolve("map.txt"), "@anna");
        Files.createSymbolicLink(app.routes().resolve("map.txt"), Path.of("..data/map.txt"));
        app.route("in", route("map.txt"));
        look();
        assertThat(mistakes()).isEmpty();
        assertThat(reason("t", "anna")).startsWith("dismiss blocked");
    }

    @Test
    void an_empty_list_holds_nobody() throws IOException {
        write("blocked.txt", "# nobody yet\n");
        look();
        assertThat(mistakes()).isEmpty();
        assertThat(reason("t", "spam")).isEmpty();
    }

    @Test
    void a_long_list_with_odd_ids_is_no_trouble() throws IOException {
        String odd = "did:plc:x&y=1%20+z?a#b\nmail+tag@x.test\n100%\n";
        write(
                "blocked.txt",
                odd + IntStream.range(0, 20_000).mapToObj(i -> "@spam-" + i).collect(Collectors.joining("\n")));
        look();
        assertThat(mistakes()).isEmpty();
        assertThat(reason("a", "spam-19999")).startsWith("dismiss blocked");
        assertThat(reason("b", "did:plc:x&y=1%20+z?a#b")).startsWith("dismiss blocked");
        assertThat(reason("c", "mail+tag@x.test")).startsWith("dismiss blocked");
        assertThat(reason("d", "100%")).startsWith("dismiss blocked");
        assertThat(reason("e", "spam-20000")).isEmpty();
    }

    @Test
    void not_authors_file_lets_through_whom_the_list_does_not_hold() {
        app.route(
                "in",
                Yaml.route(
                        "in",
                        "channel:shop",
                        "to: {uri: 'only:others', parameters: {not-authors-file: 'blocked.txt'}}",
                        "to: {uri: 'desk:help'}"));
        look();
        assertThat(reason("a", "spam")).isEqualTo("only others: the author stands in blocked.txt");
        assertThat(reason("b", "anna")).isEmpty();
    }

    @Test
    void mistakes_on_the_line_of_a_list_are_told_at_their_place() {
        app.route(
                "in",
                Yaml.route(
                        "in",
                        "channel:shop",
                        "to: {uri: 'dismiss:x', parameters: {authors-file: blocked.txt, reson: y}}",
                        "to: {uri: 'desk:help'}"));
        look();
        assertThat(mistakes())
                .containsExactly("routes/in.camel.yaml, line 7, column 74: dismiss:x has no option \"reson\"; did you"
                        + " mean \"reason\"?");
    }
}
