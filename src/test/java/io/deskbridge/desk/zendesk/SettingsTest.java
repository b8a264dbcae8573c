package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.RouteOption;
import io.deskbridge.core.Secret;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {
    static ZendeskSettings valid() {
        return bound(Map.of(
                "desk.base-url", "https://acme.zendesk.com",
                "desk.email", "hub@acme.example",
                "desk.api-token", "very secret"));
    }

    private static ZendeskSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("desk", ZendeskSettings.class);
    }

    private static List<String> mistakes(Map<String, String> properties) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            Set<ConstraintViolation<ZendeskSettings>> violations =
                    factory.getValidator().validate(bound(properties));
            return violations.stream().map(ConstraintViolation::getMessage).toList();
        }
    }

    @Test
    void the_least_that_must_be_said_is_address_and_credentials() {
        ZendeskSettings settings = valid();

        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://acme.zendesk.com"));
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.tags()).containsExactly("deskbridge");
        assertThat(settings.toString()).doesNotContain("very secret");
        assertThat(mistakes(Map.of("desk.base-url", "https://acme.zendesk.com", "desk.oauth-token", "o")))
                .isEmpty();
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(Map.of("desk.email", "hub@acme.example", "desk.api-token", "", "desk.pace", "10ms")))
                .anyMatch(message -> message.contains("such as https://acme.zendesk.com"))
                .anyMatch(message -> message.contains("email and api-token must both be set"))
                .anyMatch(message -> message.contains("pace must be at least 1s"));
        assertThat(mistakes(Map.of("desk.base-url", "acme.zendesk.com", "desk.oauth-token", "o")))
                .anyMatch(message -> message.contains("https://"));
        assertThat(mistakes(Map.of(
                        "desk.base-url", "https://acme.zendesk.com",
                        "desk.email", "hub@acme.example",
                        "desk.api-token", "t",
                        "desk.oauth-token", "o")))
                .anyMatch(message -> message.contains("or oauth-token alone"));
    }

    @Test
    void a_wrong_word_in_a_route_is_told_with_the_right_ones() {
        RouteOption priority = TicketFields.OPTIONS.stream()
                .filter(option -> option.takes("priority"))
                .findFirst()
                .orElseThrow();

        assertThat(priority.mistake().apply("high")).isEmpty();
        assertThat(priority.mistake().apply("highest").orElseThrow()).contains("one of low, normal, high, urgent");
        assertThat(TicketFields.OPTIONS).anyMatch(option -> option.takes("field.360001"));
        assertThat(TicketFields.OPTIONS).noneMatch(option -> option.takes("prio"));
    }

    @Test
    void without_a_webhook_secret_the_desk_is_polled_only() {
        assertThat(valid().webhookSecret()).isEqualTo(Secret.of(""));
    }
}
