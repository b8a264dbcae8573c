package io.deskbridge.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.Secret;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsReaderTest {
    private static final String KEY = "deskbridge.channels.shop";

    record Shop(
            @NotBlank(message = "must be the shop's handle") String handle,
            @NotNull(message = "must be the app's token") Secret token,
            @DefaultValue("15s") Duration pace,
            @DefaultValue("5") @Min(value = 1, message = "must be at least 1") int pages,
            @DefaultValue @Valid Server server) {
        @AssertTrue(message = "pace must not be negative")
        boolean isPaced() {
            return !pace.isNegative();
        }
    }

    record Server(@DefaultValue("localhost") String host, @DefaultValue("25") int port) {}

    private static SettingsReader reader(Map<String, Object> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
        return new SettingsReader(
                environment, Validation.buildDefaultValidatorFactory().getValidator());
    }

    private static List<String> mistakes(Map<String, Object> properties) {
        SettingsReader reader = reader(properties);
        assertThat(reader.read(KEY, Shop.class)).isEmpty();
        return reader.mistakes();
    }

    @Test
    void settings_without_mistakes_are_bound_with_their_defaults() {
        SettingsReader reader =
                reader(Map.of(KEY + ".handle", "acme", KEY + ".token", "t0p", KEY + ".server.port", 26));

        Optional<Shop> shop = reader.read(KEY, Shop.class);

        assertThat(reader.mistakes()).isEmpty();
        assertThat(shop)
                .contains(new Shop("acme", Secret.of("t0p"), Duration.ofSeconds(15), 5, new Server("localhost", 26)));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(Map.of(KEY + ".hndle", "acme", KEY + ".pages", 0)))
                .containsExactlyInAnyOrder(
                        KEY + ".hndle is unknown; did you mean \"handle\"?",
                        KEY + ".handle must be the shop's handle",
                        KEY + ".token must be the app's token",
                        KEY + ".pages: \"0\" must be at least 1");
    }

    @Test
    void a_misspelt_key_below_another_is_found() {
        assertThat(mistakes(Map.of(KEY + ".handle", "acme", KEY + ".token", "t0p", KEY + ".server.prt", 1)))
                .containsExactly(KEY + ".server.prt is unknown; did you mean \"port\"?");
    }

    @Test
    void an_empty_secret_is_a_mistake() {
        assertThat(mistakes(Map.of(KEY + ".handle", "acme", KEY + ".token", "")))
                .containsExactly(KEY + ".token is empty; set it, best as ${ENVIRONMENT_VARIABLE}");
    }

    @Test
    void a_secret_whose_environment_variable_nobody_set_is_a_mistake() {
        assertThat(mistakes(Map.of(KEY + ".handle", "acme", KEY + ".token", "${NOBODY_SET_THIS}")))
                .containsExactly(KEY + ".token: the environment variable NOBODY_SET_THIS is not set");
    }

    @Test
    void a_value_of_the_wrong_kind_names_its_key() {
        assertThat(mistakes(Map.of(KEY + ".handle", "acme", KEY + ".token", "t0p", KEY + ".pace", "soon")))
                .singleElement()
                .asString()
                .startsWith(KEY + ".pace: ")
                .contains("soon");
    }

    @Test
    void a_rule_over_several_keys_speaks_for_itself_and_no_secret_is_shown() {
        assertThat(mistakes(Map.of(KEY + ".handle", "acme", KEY + ".token", "t0p", KEY + ".pace", "-1s")))
                .containsExactly(KEY + ": pace must not be negative");
    }

    @Test
    void a_missing_or_unknown_type_says_which_there_are() {
        SettingsReader reader =
                reader(Map.of("deskbridge.channels.a.type", "blueski", "deskbridge.channels.b.handle", "acme"));

        assertThat(reader.accounts("deskbridge.channels", List.of("x", "bluesky")))
                .isEmpty();
        assertThat(reader.mistakes())
                .containsExactlyInAnyOrder(
                        "deskbridge.channels.a.type: \"blueski\" is unknown; did you mean \"bluesky\"?",
                        "deskbridge.channels.b.type is missing; it says which kind of account b is, one of: bluesky, x");
    }
}
