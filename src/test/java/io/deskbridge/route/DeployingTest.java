package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.hub.RouteDeployments.Trouble;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Route files that change while the hub runs. The test looks into the folder itself, where it does not say otherwise. */
class DeployingTest {
    private static final String BROKEN = Yaml.route("in", "channel:shpo", "to: {uri: 'desk:help'}");

    /** The first deployment begins and ends, and the second one begins. */
    private static final long REPLACING = 3;

    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder)
                .with("deskbridge.routes.look", "0s")
                .bean("timid-component", new Timid(null))
                .bean("lacking-component", new Lacking())
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static String into(String group) {
        return Yaml.route("in", "channel:shop", "to: {uri: 'desk:help', parameters: {group: " + group + "}}");
    }

    /** Two looks, as it takes. */
    private void look() {
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look();
        watch.look();
    }

    /** Which route instance runs; a route that was replaced is another one. */
    private Object instance(String id) {
        return app.bean(CamelContext.class).getRoute(id);
    }

    private String group(String thread) {
        soon(() ->
                assertThat(app.desk.casesOf(HubApp.talk(thread).externalId())).hasSize(1));
        return app.desk
                .casesOf(HubApp.talk(thread).externalId())
                .get(0)
                .options()
                .getOrDefault("group", "none");
    }

    private RouteDeployment newest() {
        return app.bean(RouteHistory.class).before(Long.MAX_VALUE, 1).get(0);
    }

    private List<String> mistakes() {
        return app.bean(Deployment.class).trouble().map(Trouble::mistakes).orElse(List.of());
    }

    @Test
    void a_changed_file_takes_over_and_leaves_the_other_routes_alone() {
        Object out = instance("out");
        app.post("1", "before", "hello");
        assertThat(group("before")).isEqualTo("none");

        app.route("in", into("vip"));
        look();

        app.post("2", "after", "hello");
        assertThat(group("after")).isEqualTo("vip");
        assertThat(instance("out")).isSameAs(out);
        assertThat(newest().content().changes()).containsExactly("changed in");
        assertThat(newest().content().difference())
                .isEqualTo(
                        """
                        in.camel.yaml
                        -        - to: {uri: 'desk:help'}
                        +        - to: {uri: 'desk:help', parameters: {group: vip}}
                        """);
        assertThat(newest().author()).isEqualTo("file");
    }

    @Test
    void it_is_noticed_without_being_told(@TempDir Path folder) {
        try (HubApp other = HubApp.usual(folder).start()) {
            other.route("in", into("vip"));
            soon(() -> assertThat(other.bean(RouteHistory.class)
                            .lastGood()
                            .orElseThrow()
                            .content()
                            .changes())
                    .containsExactly("changed in"));
        }
    }

    @Test
    void a_change_of_comments_layout_or_the_order_of_words_replaces_nothing() {
        Object in = instance("in");
        app.route(
                "in",
                """
                # who reads this knows why
                - route:
                    description: "A route of a test."
                    id: in
                    from:
                      steps:
                        - to:
                            uri: "desk:help"
                      uri: channel:shop
                """);
        look();

        assertThat(instance("in")).isSameAs(in);
        assertThat(newest().result()).isEqualTo(Result.DEPLOYED);
        assertThat(newest().content().changes()).isEmpty();
    }

    @Test
    void a_mistake_in_one_file_refuses_all_that_changed() {
        Object in = instance("in");
        Object out = instance("out");
        app.route("in", into("vip")).route("out", Yaml.route("out", "desk:hepl", "to: {uri: 'channel:origin'}"));
        look();

        assertThat(instance("in")).isSameAs(in);
        assertThat(instance("out")).isSameAs(out);
        assertThat(mistakes())
                .containsExactly(
                        "routes/out.camel.yaml, line 5, column 12: desk \"hepl\" is not configured; did you mean \"help\"?");
        assertThat(newest().result()).isEqualTo(Result.REFUSED);
        assertThat(newest().content().mistakes()).isEqualTo(mistakes());

        app.route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"));
        look();
        assertThat(mistakes()).isEmpty();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        app.post("1", "t", "hello");
        assertThat(group("t")).isEqualTo("vip");
        assertThat(instance("out")).isSameAs(out);
    }

    @Test
    void what_was_refused_is_told_once_for_as_long_as_it_lies_there() {
        app.route("in", BROKEN);
        look();
        long refused = newest().id();
        look();
        look();
        assertThat(newest().id()).isEqualTo(refused);
        assertThat(mistakes()).hasSize(1);
    }

    @Test
    void items_of_a_removed_route_wait_and_keep_their_order() {
        app.unroute("in");
        look();
        app.post("1", "t", "one");
        app.post("2", "t", "two");
        soon(() -> assertThat(app.messages("t")).hasSize(2).allMatch(MessageRow::parked));
        assertThat(app.messages("t").get(0).reason()).isEqualTo("unrouted: no route takes a mention from shop");
        assertThat(app.bean(Deployment.class).running()).containsExactly("out");

        app.route("in", into("vip"));
        look();

        soon(() -> assertThat(app.entries("t")).containsExactly("1", "2"));
        assertThat(newest().content().changes()).containsExactly("new in");
    }

    @Test
    void a_route_under_another_name_takes_over() {
        app.unroute("in").route("shop", Yaml.route("shop", "channel:shop", "to: {uri: 'desk:help'}"));
        look();

        app.post("1", "t", "hello");
        soon(() -> assertThat(app.entries("t")).containsExactly("1"));
        assertThat(newest().content().changes()).containsExactly("new shop", "removed in");
    }

    @Test
    void a_message_at_work_comes_to_its_end_and_others_wait_for_the_new_route() throws Exception {
        app.desk.hold("open");
        app.post("1", "t", "one");
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(1));
        Object old = instance("in");
        app.route("in", into("vip"));
        var deploying = new Thread(this::look, "deploying");
        deploying.start();
        soon(() -> assertThat(app.bean(RouteTable.class).version()).isEqualTo(REPLACING));
        app.post("2", "other", "two");
        soon(() -> assertThat(app.messages("other")).hasSize(1));
        assertThat(instance("in")).isSameAs(old);
        assertThat(app.messages("other").get(0).state()).isEqualTo(MessageState.WAITING);
        assertThat(app.messages("other").get(0).parked()).isFalse();

        app.desk.letGo("open");
        deploying.join(10_000);

        assertThat(group("t")).isEqualTo("none");
        assertThat(group("other")).isEqualTo("vip");
        assertThat(instance("in")).isNotSameAs(old);
        assertThat(app.messages("t").get(0).attempts()).isZero();
    }

    @Test
    void routes_that_did_not_change_work_on_while_one_is_drained() throws Exception {
        app.answered("q", "first answer");
        soon(() -> assertThat(app.published("q")).containsExactly("first answer"));
        app.desk.hold("open");
        app.post("1", "t", "one");
        soon(() -> assertThat(app.desk.calls("open")).isEqualTo(2));
        app.route("in", into("vip"));
        var deploying = new Thread(this::look, "deploying");
        deploying.start();
        soon(() -> assertThat(app.bean(RouteTable.class).version()).isEqualTo(REPLACING));

        app.desk.comment(app.ticket("q"), "second answer");

        soon(() -> assertThat(app.published("q")).containsExactly("first answer", "second answer"));
        assertThat(deploying.isAlive()).isTrue();
        app.desk.letGo("open");
        deploying.join(10_000);
        assertThat(newest().content().changes()).containsExactly("changed in");
    }

    @Test
    void a_file_that_changes_between_two_looks_is_waited_for() {
        RouteWatch watch = app.bean(RouteWatch.class);
        long before = newest().id();
        for (int save = 0; save < 50; save++) {
            app.route("in", save % 2 == 0 ? BROKEN : into("group" + save));
            watch.look();
        }
        assertThat(newest().id()).isEqualTo(before);

        watch.look();
        app.post("1", "t", "hello");
        assertThat(group("t")).isEqualTo("group49");
    }

    @Test
    void a_half_written_file_is_not_deployed() throws IOException {
        RouteWatch watch = app.bean(RouteWatch.class);
        Path file = app.routes().resolve("in.camel.yaml");
        String text = into("vip");
        Files.writeString(file, "");
        watch.look();
        Files.writeString(file, text.substring(0, 60));
        watch.look();
        Files.writeString(file, text);
        look();
        assertThat(mistakes()).isEmpty();
        assertThat(app.bean(RouteHistory.class).before(Long.MAX_VALUE, 9))
                .extracting(RouteDeployment::result)
                .containsOnly(Result.DEPLOYED);
    }

    @Test
    void an_editor_that_renames_and_replaces_is_no_trouble() throws IOException {
        Path file = app.routes().resolve("in.camel.yaml");
        Files.writeString(app.routes().resolve(".in.camel.yaml.swp"), "what editors leave");
        Files.writeString(app.routes().resolve(".#in.camel.yaml"), "what editors leave");
        Files.move(file, app.routes().resolve("in.camel.yaml~"));
        app.bean(RouteWatch.class).look();
        Path fresh = Files.writeString(app.routes().resolve("4913"), into("vip"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        look();

        app.post("1", "t", "hello");
        assertThat(group("t")).isEqualTo("vip");
        assertThat(newest().content().changes()).containsExactly("changed in");
    }

    @Test
    void a_config_map_is_swapped_by_a_link(@TempDir Path mounted) throws IOException {
        Path routes = app.routes();
        for (String version : List.of("v1", "v2")) {
            Files.createDirectories(mounted.resolve(version));
            Files.writeString(mounted.resolve(version).resolve("in.camel.yaml"), into(version));
        }
        Files.createSymbolicLink(routes.resolve("..data"), mounted.resolve("v1"));
        Files.delete(routes.resolve("in.camel.yaml"));
        Files.createSymbolicLink(routes.resolve("in.camel.yaml"), Path.of("..data", "in.camel.yaml"));
        look();
        app.post("1", "a", "hello");
        assertThat(group("a")).isEqualTo("v1");

        Files.createSymbolicLink(routes.resolve("..data_tmp"), mounted.resolve("v2"));
        Files.move(
                routes.resolve("..data_tmp"),
                routes.resolve("..data"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        look();

        app.post("2", "b", "hello");
        assertThat(group("b")).isEqualTo("v2");
    }

    @Test
    void an_emptied_or_vanished_folder_stops_nothing() throws IOException {
        app.unroute("in").unroute("out");
        look();
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        assertThat(app.bean(Deployment.class).trouble().orElseThrow().detail())
                .startsWith("there is no route file in routes/ any more; the routes that ran go on");

        Files.delete(app.routes());
        look();
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        assertThat(app.bean(Deployment.class).trouble().orElseThrow().detail())
                .isEqualTo("the folder routes/ is gone; the routes that ran go on");

        app.route("in", into("vip")).route("out", Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}"));
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        app.post("1", "t", "hello");
        assertThat(group("t")).isEqualTo("vip");
    }

    @Test
    void a_queue_that_is_only_polled_from_is_there() {
        String tap = "wireTap: {uri: 'seda:later'}";
        app.route("in", Yaml.route("in", "channel:shop", tap, "to: {uri: 'desk:help'}"));
        look();
        assertThat(mistakes()).singleElement().asString().endsWith("no route begins with seda:later");

        app.route(
                "queue",
                Yaml.route(
                        "queue",
                        "timer:queue?repeatCount=1",
                        "poll: {uri: 'seda:later', parameters: {timeout: '10'}}"));
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
    }

    static Stream<Throwable> notDaring() {
        return Stream.of(new IllegalStateException("it does not dare"), new NoClassDefFoundError("it does not dare"));
    }

    @ParameterizedTest
    @MethodSource("notDaring")
    void a_route_that_can_be_built_and_does_not_start_gives_way_to_the_old_ones(Throwable thrown) {
        app.bean(CamelContext.class).addComponent("timid", new Timid(thrown));
        app.route("in", into("vip")).route("odd", Yaml.route("odd", "timid:x", "log: {message: hello}"));
        look();

        assertThat(mistakes())
                .containsExactly("routes/odd.camel.yaml: the route could be built and did not start: it does not dare");
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        app.post("1", "t", "hello");
        assertThat(group("t")).isEqualTo("none");

        app.unroute("odd");
        look();
        app.post("2", "u", "hello");
        assertThat(group("u")).isEqualTo("vip");
    }

    @Test
    void a_file_that_is_nested_too_deeply_is_refused_and_the_routes_go_on() {
        for (int levels : List.of(300, 400_000)) {
            app.route("in", "[".repeat(levels) + "]".repeat(levels));
            look();

            assertThat(mistakes())
                    .singleElement()
                    .asString()
                    .matches(
                            "routes/in\\.camel\\.yaml(, line 1, column 201)?: it is nested too deeply; put what stands far"
                                    + " inside into a route of its own, and lead there with direct:");
            assertThat(newest().result()).isEqualTo(Result.REFUSED);
            assertThat(newest().content().files().get("in.camel.yaml")).hasSize(2 * levels);
        }
        app.restart();
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        assertThat(mistakes()).hasSize(1);
    }

    @Test
    void a_file_at_which_the_hub_fails_is_refused_and_the_routes_go_on() {
        app.route("odd", Yaml.route("odd", "timer:x", "to: {uri: 'lacking:x'}"));
        look();

        assertThat(mistakes())
                .containsExactly("routes/odd.camel.yaml: it cannot be checked, because the hub fails at it:"
                        + " java.lang.NoClassDefFoundError: shop/Missing");
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
    }

    @Test
    void a_route_that_others_call_is_replaced_under_them() {
        app.route("sub", Yaml.route("sub", "direct:sub", "to: {uri: 'desk:help'}"))
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'direct:sub'}"));
        look();
        app.post("1", "a", "hello");
        assertThat(group("a")).isEqualTo("none");
        Object in = instance("in");

        app.route("sub", Yaml.route("sub", "direct:sub", "to: {uri: 'desk:help', parameters: {group: sub}}"));
        look();

        app.post("2", "b", "hello");
        assertThat(group("b")).isEqualTo("sub");
        assertThat(instance("in")).isSameAs(in);
    }

    @Test
    void the_whole_set_is_kept_with_each_deployment() {
        app.route("in", into("vip"));
        look();
        assertThat(newest().content().files().keySet()).containsExactlyInAnyOrder("in.camel.yaml", "out.camel.yaml");
        assertThat(newest().content().files()).isEqualTo(Map.copyOf(texts()));
    }

    private Map<String, String> texts() {
        return new RouteFolder(app.routes()).lookNow().texts();
    }

    /** Lacks a class of its library. */
    private static final class Lacking extends DefaultComponent {
        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            throw new NoClassDefFoundError("shop/Missing");
        }
    }

    /** Its routes can be built, and those of one kind do not start. */
    private static final class Timid extends DefaultComponent {
        private final @Nullable Throwable thrown;

        Timid(@Nullable Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new TimidEndpoint(uri, this, thrown);
        }
    }

    private static final class TimidEndpoint extends DefaultEndpoint {
        private final @Nullable Throwable thrown;

        TimidEndpoint(String uri, Component component, @Nullable Throwable thrown) {
            super(uri, component);
            this.thrown = thrown;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    if (thrown instanceof Exception exception) {
                        throw exception;
                    }
                    super.doStart();
                }
            };
        }
    }
}
