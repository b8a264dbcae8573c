package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.hub.ConfigurationMistakes;
import io.deskbridge.hub.RouteDeployments.RolledBack;
import io.deskbridge.hub.RouteDeployments.Trouble;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteDeployment.Result;
import io.deskbridge.store.RouteHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.GenericApplicationContext;

/** Earlier routes: the last good ones at a start, and any of them when an admin asks. */
class RollbackTest {
    private static final String BROKEN = Yaml.route("in", "channel:shpo", "to: {uri: 'desk:help'}");
    private static final String OUT = Yaml.route("out", "desk:help", "to: {uri: 'channel:origin'}");

    private static final String HUB_WITHOUT_ROUTES = ". A hub without any route would set everything aside";

    private HubApp app;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        app = new HubApp(folder)
                .with("deskbridge.routes.look", "0s")
                .route("in", into("one"))
                .route("out", OUT);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static String into(String group) {
        return Yaml.route("in", "channel:shop", "to: {uri: 'desk:help', parameters: {group: " + group + "}}");
    }

    private void look() {
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look();
        watch.look();
    }

    private String group(String thread) {
        app.post(thread, thread, "hello");
        soon(() ->
                assertThat(app.desk.casesOf(HubApp.talk(thread).externalId())).hasSize(1));
        return app.desk
                .casesOf(HubApp.talk(thread).externalId())
                .get(0)
                .options()
                .get("group");
    }

    private List<RouteDeployment> history() {
        return app.bean(RouteHistory.class).before(Long.MAX_VALUE, 100);
    }

    private String text(String file) throws IOException {
        return Files.readString(app.routes().resolve(file));
    }

    private RolledBack rollBack(long id) {
        return app.bean(Deployment.class).rollBack(id, "mia");
    }

    @Test
    void a_start_with_broken_files_runs_the_last_good_ones_and_says_so() {
        app.start();
        app.route("in", into("two"));
        look();
        app.stop();
        app.route("in", BROKEN);

        app.start();

        assertThat(group("a")).isEqualTo("two");
        var trouble = app.bean(Deployment.class).trouble().orElseThrow();
        assertThat(trouble.detail())
                .startsWith("routes/ has mistakes; in its place runs deployment 2, the last good one");
        assertThat(trouble.mistakes())
                .containsExactly(
                        "routes/in.camel.yaml, line 5, column 12: channel \"shpo\" is not configured; did you mean \"shop\"?");
        assertThat(history().get(0).result()).isEqualTo(Result.REFUSED);
        look();
        assertThat(app.bean(Deployment.class).trouble()).hasValue(trouble);

        app.route("in", into("three"));
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(group("b")).isEqualTo("three");
    }

    @Test
    void a_restart_with_the_same_files_makes_no_entry() {
        app.start().restart();
        assertThat(history()).hasSize(1);
        assertThat(history().get(0).content().changes()).containsExactly("new in", "new out");
    }

    @Test
    void a_rollback_writes_the_files_back_and_runs_them() throws IOException {
        app.start();
        app.route("in", into("two")).route("more", Yaml.route("more", "timer:x", "log: {message: hello}"));
        Files.writeString(app.routes().resolve("README.md"), "how we do it");
        look();
        assertThat(group("a")).isEqualTo("two");

        RolledBack result = rollBack(1);

        assertThat(result).isEqualTo(new RolledBack.Done(history().get(0).id()));
        assertThat(group("b")).isEqualTo("one");
        assertThat(text("in.camel.yaml")).isEqualTo(into("one"));
        assertThat(Files.list(app.routes()).map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrder("in.camel.yaml", "out.camel.yaml", "README.md");
        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        RouteDeployment entry = history().get(0);
        assertThat(entry.author()).isEqualTo("mia");
        assertThat(entry.result()).isEqualTo(Result.DEPLOYED);
        assertThat(entry.content().changes()).containsExactly("changed in", "removed more");
        assertThat(entry.content().difference()).contains("removed more.camel.yaml");

        look(); // the folder is as it was deployed
        assertThat(history().get(0)).isEqualTo(entry);
        app.restart();
        assertThat(group("c")).isEqualTo("one");
    }

    @Test
    void a_rollback_mends_a_broken_folder() {
        app.start();
        app.route("in", BROKEN);
        look();
        assertThat(app.bean(Deployment.class).trouble()).isPresent();

        assertThat(rollBack(1)).isInstanceOf(RolledBack.Done.class);

        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(group("a")).isEqualTo("one");
    }

    @Test
    void what_nobody_deployed_cannot_be_brought_back() {
        app.start();
        assertThat(rollBack(4711)).isEqualTo(new RolledBack.Unknown());
    }

    @Test
    void files_that_do_not_fit_the_configuration_any_more_are_refused_and_nothing_changes() throws IOException {
        app.with("deskbridge.channels.web.type", "other")
                .route("web", Yaml.route("web", "channel:web", "to: {uri: 'desk:help'}"))
                .start();
        app.unroute("web");
        look();
        app.stop();
        app.without("deskbridge.channels.web.type").start();

        assertThat(rollBack(1))
                .isEqualTo(new RolledBack.Refused(List.of("routes/web.camel.yaml, line 5, column 12: channel \"web\""
                        + " is not configured; there is: shop")));

        assertThat(Files.exists(app.routes().resolve("web.camel.yaml"))).isFalse();
        assertThat(group("a")).isEqualTo("one");
    }

    @Test
    void what_somebody_just_wrote_is_not_written_over() throws IOException {
        app.start();
        app.route("in", into("two"));
        look();
        app.route("in", into("three"));

        assertThat(rollBack(1))
                .isEqualTo(new RolledBack.Refused(
                        List.of("routes/ was changed a moment ago; look at what it holds now, and ask again")));
        assertThat(text("in.camel.yaml")).isEqualTo(into("three"));
    }

    @Test
    void links_are_not_written_over(@TempDir Path mounted) throws IOException {
        app.start();
        Path elsewhere = Files.writeString(mounted.resolve("in.camel.yaml"), into("two"));
        app.unroute("in");
        Files.createSymbolicLink(app.routes().resolve("in.camel.yaml"), elsewhere);
        look();

        assertThat(rollBack(1))
                .isEqualTo(new RolledBack.Refused(List.of("routes/in.camel.yaml is a link, so routes/ is written from"
                        + " elsewhere (a config map?); go back to the earlier files there")));
        assertThat(group("a")).isEqualTo("two");
    }

    /** What the ledger and the folder hold after a hub died in the middle of a rollback to the first deployment. */
    private void die() {
        app.start();
        app.route("in", into("two")).route("out", OUT + "# two\n");
        look();
        app.bean(RouteHistory.class)
                .add(
                        "mia",
                        Result.BEGUN,
                        new RouteDeployment.Content(
                                Map.of("in.camel.yaml", into("one"), "out.camel.yaml", OUT), List.of(), "", List.of()));
        app.stop();
        app.route("in", into("one")); // this one was written, the other one not yet
    }

    @Test
    void a_rollback_that_was_broken_off_is_done_at_the_next_start() throws IOException {
        die();
        app.start();
        assertThat(text("out.camel.yaml")).isEqualTo(OUT);
        assertThat(group("a")).isEqualTo("one");
        assertThat(history().get(0).result()).isEqualTo(Result.DEPLOYED);
        assertThat(history()).hasSize(3);
        assertThat(app.bean(RouteHistory.class).begun()).isEmpty();
    }

    @Test
    void a_rollback_that_was_broken_off_never_writes_over_what_was_written_since() throws IOException {
        die();
        app.route("in", into("three"));
        app.start();
        assertThat(text("in.camel.yaml")).isEqualTo(into("three"));
        assertThat(text("out.camel.yaml")).isEqualTo(OUT + "# two\n");
        assertThat(group("a")).isEqualTo("three");
        assertThat(history().get(1).result()).isEqualTo(Result.REFUSED);
        assertThat(history().get(1).content().mistakes())
                .containsExactly("the hub was stopped while it wrote these files, and they were changed since");
    }

    private Trouble trouble() {
        return app.bean(Deployment.class).trouble().orElseThrow();
    }

    private void emptied() throws IOException {
        app.unroute("in").unroute("out");
        Files.writeString(app.routes().resolve("README.md"), "how we do it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_start_after_all_files_vanished_runs_the_last_good_ones_and_says_so(boolean isThere) throws IOException {
        app.start();
        RouteDeployment last = history().get(0);
        app.stop();
        emptied();
        app.with("deskbridge.routes.folder", isThere ? app.routes().toString() : app.routes() + "-gone");

        app.start();

        assertThat(group("a")).isEqualTo("one");
        assertThat(trouble())
                .isEqualTo(new Trouble(
                        (isThere ? "there is no route file in routes/" : "there is no folder routes/ any more")
                                + "; deployment 1 goes on, the last good one, of " + last.at(),
                        List.of()));
        assertThat(history()).containsExactly(last);
        look();
        assertThat(trouble().detail()).startsWith("there is no ");

        app.restart();
        assertThat(group("b")).isEqualTo("one");
        app.with("deskbridge.routes.folder", app.routes().toString()).restart().route("in", into("two"));
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(group("c")).isEqualTo("two");
    }

    @Test
    void a_start_after_all_files_vanished_tells_why_the_last_good_ones_do_not_run() throws IOException {
        app.start().stop();
        emptied();
        app.with("deskbridge.desks.team.type", "fake").without("deskbridge.desks.help.type");

        assertThatThrownBy(app::start)
                .isInstanceOf(ConfigurationMistakes.class)
                .hasMessageContaining(
                        "there is no route file in routes/, and deployment 1, which ran last, does not run now")
                .hasMessageContaining("desk \"help\" is not configured");
    }

    @Test
    void the_first_start_without_a_file_runs_nothing_and_is_no_accident() throws IOException {
        emptied();

        app.start().restart();

        assertThat(app.bean(Deployment.class).running()).isEmpty();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(history()).singleElement().matches(entry -> entry.result() == Result.DEPLOYED);
    }

    @Test
    void the_shipped_routes_run_at_each_start_without_a_folder_and_that_is_no_accident() {
        for (String channel : List.of("x", "bluesky", "facebook", "messenger", "instagram", "whatsapp")) {
            app.with("deskbridge.channels.acme-" + channel + ".type", "other");
        }
        app.with("deskbridge.desks.zendesk.type", "other").with("deskbridge.desks.mailbox.type", "other");
        app.with("deskbridge.desks.jira.type", "jira") // it alone has labels
                .with("deskbridge.desks.jira.base-url", "http://127.0.0.1:9")
                .with("deskbridge.desks.jira.email", "hub@acme.example")
                .with("deskbridge.desks.jira.api-token", "secret")
                .with("deskbridge.desks.jira.project", "SOC");
        app.with("deskbridge.routes.folder", app.routes() + "-none").start();
        app.bean(RouteHistory.class) // as an earlier version of the hub shipped them
                .add(
                        "shipped",
                        Result.DEPLOYED,
                        new RouteDeployment.Content(Map.of("in.camel.yaml", into("one")), List.of(), "", List.of()));

        app.restart();

        assertThat(app.bean(Deployment.class).running())
                .contains("x-to-zendesk")
                .doesNotContain("in");
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(history()).extracting(RouteDeployment::author).containsOnly("shipped");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_rollback_brings_back_files_that_all_vanished(boolean isThere) throws IOException {
        app.start();
        app.route("in", into("two"));
        look();
        emptied();
        if (!isThere) {
            Files.delete(app.routes().resolve("README.md"));
            Files.delete(app.routes());
        }
        look();
        assertThat(trouble().detail()).endsWith("routes that ran go on" + (isThere ? HUB_WITHOUT_ROUTES : ""));

        assertThat(rollBack(1)).isInstanceOf(RolledBack.Done.class);

        assertThat(text("in.camel.yaml")).isEqualTo(into("one"));
        assertThat(text("out.camel.yaml")).isEqualTo(OUT);
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
        assertThat(group("a")).isEqualTo("one");
        look();
        assertThat(app.bean(Deployment.class).trouble()).isEmpty();
    }

    @Test
    void a_rollback_of_vanished_files_that_was_broken_off_is_done_at_the_next_start() throws IOException {
        die();
        app.unroute("in").unroute("out");
        Files.delete(app.routes());
        app.with("deskbridge.routes.folder", app.routes() + "-new");

        app.start();

        assertThat(new RouteFolder(Path.of(app.routes() + "-new")).lookNow().texts())
                .isEqualTo(Map.of("in.camel.yaml", into("one"), "out.camel.yaml", OUT));
        assertThat(group("a")).isEqualTo("one");
        assertThat(history().get(0).result()).isEqualTo(Result.DEPLOYED);
    }

    /** Between two looks somebody writes the rest. */
    private static class Writing extends RouteFolder.Pause {
        private final Deque<Runnable> saves;

        Writing(Runnable... saves) {
            super(0);
            this.saves = new ArrayDeque<>(List.of(saves));
        }

        @Override
        void take() {
            if (!saves.isEmpty()) {
                saves.remove().run();
            }
        }
    }

    @Test
    void a_file_that_is_half_written_when_the_hub_starts_is_waited_for() {
        String whole = into("two");
        app.route("in", "").unroute("out");
        var writing = new Writing(
                () -> app.route("in", whole.substring(0, 60)),
                () -> app.route("in", whole),
                () -> app.route("out", OUT));
        app.first(starting -> ((GenericApplicationContext) starting)
                .registerBean(Writing.class, () -> writing, bean -> bean.setPrimary(true)));

        app.start();

        assertThat(app.bean(Deployment.class).running()).containsExactlyInAnyOrder("in", "out");
        assertThat(history()).singleElement().matches(entry -> entry.result() == Result.DEPLOYED);
        assertThat(group("a")).isEqualTo("two");
    }

    @Test
    void a_folder_that_never_comes_to_rest_does_not_keep_the_hub_from_its_start() throws Exception {
        var saves = new AtomicInteger();
        var restless = new Writing() {
            @Override
            void take() {
                app.route("in", into("save" + saves.incrementAndGet()));
            }
        };

        RouteSet held = new RouteFolder(app.routes()).lookTwice(restless);

        assertThat(saves).hasValue(50);
        assertThat(held.texts()).containsEntry("in.camel.yaml", into("save50"));
    }
}
