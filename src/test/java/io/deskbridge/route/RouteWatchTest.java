package io.deskbridge.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.hub.RouteDeployments.Trouble;
import io.deskbridge.store.RouteDeployment;
import io.deskbridge.store.RouteHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What the watch does when a look goes wrong, and how soon it sees what went right. */
class RouteWatchTest {
    private HubApp app;

    @BeforeEach
    void start(@TempDir Path folder) {
        app = HubApp.usual(folder).with("deskbridge.routes.look", "0s").start();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    /** A folder in which the first looks go as it is said, and all others as they are. */
    private static final class Shaky extends RouteFolder {
        private final Deque<Supplier<Optional<RouteSet>>> first;

        @SafeVarargs
        Shaky(Path folder, Supplier<Optional<RouteSet>>... first) {
            super(folder);
            this.first = new ArrayDeque<>(Arrays.asList(first));
        }

        @Override
        Optional<RouteSet> look() {
            return first.isEmpty() ? super.look() : first.remove().get();
        }
    }

    private static String into(String group) {
        return Yaml.route("in", "channel:shop", "to: {uri: 'desk:help', parameters: {group: " + group + "}}");
    }

    private RouteWatch watching(RouteFolder folder) {
        return new RouteWatch(app.bean(Deployment.class), folder, Duration.ZERO);
    }

    private Optional<String> trouble() {
        return app.bean(Deployment.class).trouble().map(Trouble::detail);
    }

    private RouteDeployment newest() {
        return app.bean(RouteHistory.class).before(Long.MAX_VALUE, 1).get(0);
    }

    @Test
    void an_error_ends_a_look_and_not_the_watch() {
        RouteWatch watch = watching(new Shaky(app.routes(), () -> {
            throw new NoClassDefFoundError("shop/Missing");
        }));
        app.route("in", into("vip"));

        watch.look();
        assertThat(trouble())
                .hasValue(
                        "routes/ could not be looked through, or not deployed: shop/Missing; it is tried again and again");

        watch.look();
        watch.look();
        assertThat(newest().content().changes()).containsExactly("changed in");
        assertThat(trouble()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_read_is_told_of_when_it_lasts_and_until_it_is_over() {
        Supplier<Optional<RouteSet>> nothing = Optional::empty;
        RouteWatch watch = watching(new Shaky(app.routes(), nothing, nothing, nothing, nothing, nothing));
        for (int look = 1; look <= 4; look++) {
            watch.look();
            assertThat(trouble()).isEmpty();
        }

        watch.look();
        assertThat(trouble())
                .hasValue(
                        "the folder routes/ cannot be read; the routes that ran go on, and what changes in it is not seen");

        watch.look();
        watch.look();
        assertThat(trouble()).isEmpty();
    }

    @Test
    void a_change_is_noticed_within_two_seconds_as_it_ships() {
        Duration look = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("deskbridge.routes", RouteSettings.class)
                .look();
        RouteWatch watch = app.bean(RouteWatch.class);
        watch.look(); // as the change comes right after it
        app.route("in", into("vip"));
        int looks = 0;
        while (newest().content().changes().equals(List.of("new in", "new out")) && looks < 100) {
            watch.look();
            looks++;
        }

        assertThat(newest().content().changes()).containsExactly("changed in");
        assertThat(look).isPositive();
        assertThat(look.multipliedBy(looks)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    }
}
