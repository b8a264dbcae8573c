package io.deskbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SandboxDefaultsTest {
    private static final String BLUESKY = "deskbridge.channels.acme-bluesky.type";

    @TempDir
    Path folder;

    /** Starts Spring as the hub does, with the files of {@link #folder} alone. */
    private Environment started(Map<String, Object> settings, String... arguments) {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .environment(new StandardEnvironment() {
                    @Override
                    protected void customizePropertySources(MutablePropertySources sources) {
                        sources.addLast(new MapPropertySource("given", settings));
                    }
                })
                .properties(
                        "spring.config.location=optional:" + folder.toUri(),
                        "logging.level.root=WARN",
                        "spring.main.banner-mode=off")
                .run(arguments)) {
            return context.getEnvironment();
        }
    }

    @Test
    void with_nothing_configured_the_sandbox_and_its_accounts_are_there() {
        var environment = started(Map.of());

        assertThat(environment.getProperty("deskbridge.sandbox.enabled", Boolean.class))
                .isTrue();
        assertThat(environment.getProperty("deskbridge.channels.acme-x.type")).isEqualTo("x");
        assertThat(environment.getProperty(BLUESKY)).isEqualTo("bluesky");
        assertThat(environment.getProperty("deskbridge.channels.acme-facebook.type"))
                .isEqualTo("facebook");
        assertThat(environment.getProperty("deskbridge.channels.acme-messenger.type"))
                .isEqualTo("messenger");
        assertThat(environment.getProperty("deskbridge.channels.acme-instagram.type"))
                .isEqualTo("instagram");
        assertThat(environment.getProperty("deskbridge.desks.zendesk.type")).isEqualTo("zendesk");
        assertThat(environment.getProperty("deskbridge.desks.mailbox.type")).isEqualTo("mail");
        assertThat(environment.getProperty("deskbridge.sandbox.shipped", Boolean.class))
                .isTrue();
    }

    @Test
    void the_sandboxes_ledger_is_new_at_each_start() {
        String first = started(Map.of()).getProperty("deskbridge.store.data");

        assertThat(first).isNotBlank().isNotEqualTo(started(Map.of()).getProperty("deskbridge.store.data"));
        assertThat(started(Map.of("deskbridge.store.data", "mine")).getProperty("deskbridge.store.data"))
                .isEqualTo("mine");
    }

    @Test
    void a_configured_channel_keeps_the_sandbox_away() {
        var environment = started(Map.of("deskbridge.channels.mine.type", "x"));

        assertThat(environment.getProperty("deskbridge.sandbox.enabled")).isNull();
        assertThat(environment.getProperty(BLUESKY)).isNull();
        assertThat(environment.getProperty("deskbridge.store.data")).isNull();
    }

    @Test
    void a_desk_configured_in_a_file_keeps_the_sandbox_away() throws Exception {
        Files.writeString(folder.resolve("application.yaml"), "deskbridge:\n  desks:\n    team:\n      type: mail\n");

        assertThat(started(Map.of()).getProperty("deskbridge.sandbox.enabled")).isNull();
    }

    @Test
    void a_channel_given_on_the_command_line_keeps_the_sandbox_away() {
        var environment = started(Map.of(), "--deskbridge.channels.mine.type=bluesky");

        assertThat(environment.getProperty("deskbridge.sandbox.enabled")).isNull();
    }

    @Test
    void an_environment_variable_configures_as_well() {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .environment(new StandardEnvironment() {
                    @Override
                    protected void customizePropertySources(MutablePropertySources sources) {
                        sources.addLast(new SystemEnvironmentPropertySource(
                                SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of("DESKBRIDGE_DESKS_TEAM_TYPE", "mail")));
                    }
                })
                .properties(
                        "spring.config.location=optional:" + folder.toUri(),
                        "logging.level.root=WARN",
                        "spring.main.banner-mode=off")
                .run()) {
            assertThat(context.getEnvironment().getProperty("deskbridge.sandbox.enabled"))
                    .isNull();
        }
    }

    @Test
    void switched_off_it_stays_off() {
        var environment = started(Map.of("deskbridge.sandbox.enabled", "false"));

        assertThat(environment.getProperty("deskbridge.sandbox.enabled", Boolean.class))
                .isFalse();
        assertThat(environment.getProperty(BLUESKY)).isNull();
    }

    @Test
    void switched_on_beside_own_channels_it_configures_nothing() {
        var environment = started(Map.of("deskbridge.sandbox.enabled", "true", "deskbridge.channels.mine.type", "x"));

        assertThat(environment.getProperty("deskbridge.sandbox.enabled", Boolean.class))
                .isTrue();
        assertThat(environment.getProperty(BLUESKY)).isNull();
        assertThat(environment.getProperty("deskbridge.sandbox.shipped")).isNull();
    }

    @Test
    void single_settings_of_the_shipped_accounts_can_be_changed() {
        var environment =
                started(Map.of("deskbridge.sandbox.shipped", "true", "deskbridge.channels.acme-x.mentions-pace", "7s"));

        assertThat(environment.getProperty("deskbridge.sandbox.enabled", Boolean.class))
                .isTrue();
        assertThat(environment.getProperty("deskbridge.channels.acme-x.mentions-pace"))
                .isEqualTo("7s");
        assertThat(environment.getProperty("deskbridge.channels.acme-x.type")).isEqualTo("x");
    }

    @Test
    void the_sandbox_can_run_alone_without_a_hub_configured_for_it() {
        var environment = started(Map.of("deskbridge.sandbox.enabled", "true", "deskbridge.sandbox.shipped", "false"));

        assertThat(environment.getProperty(BLUESKY)).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
