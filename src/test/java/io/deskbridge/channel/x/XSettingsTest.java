package io.deskbridge.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class XSettingsTest {
    private static XSettings bind(Map<String, String> values) {
        var all = new HashMap<String, String>();
        values.forEach((key, value) -> all.put("x." + key, value));
        return new Binder(new MapConfigurationPropertySource(all)).bindOrCreate("x", XSettings.class);
    }

    private static List<String> mistakes(Map<String, String> values) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(bind(values)).stream()
                    .map(ConstraintViolation::getMessage)
                    .toList();
        }
    }

    @Test
    void the_least_that_answers_is_an_account_and_a_token() {
        var values = Map.of("account", "acme", "access-token", "a");
        assertThat(mistakes(values)).isEmpty();
        XSettings settings = bind(values);
        assertThat(settings.baseUrl()).hasToString("https://api.x.com");
        assertThat(settings.paceOfMentions()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.actsAsUser()).isTrue();
        assertThat(settings.toString()).doesNotContain("accessToken=a");
    }

    @Test
    void a_webhook_makes_the_poll_a_slow_safety_net() {
        assertThat(bind(Map.of("account", "acme", "bearer", "b", "consumer-secret", "c"))
                        .paceOfMentions())
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(bind(Map.of("account", "acme", "consumer-secret", "c", "mentions-pace", "2s"))
                        .paceOfMentions())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(Map.of("account", "@acme", "refresh-token", "r", "consumer-secret", "")))
                .hasSize(3)
                .anyMatch(message -> message.contains("without @"))
                .anyMatch(message -> message.contains("client-id"))
                .anyMatch(message -> message.contains("empty"));
        assertThat(mistakes(Map.of("account", "acme")))
                .singleElement()
                .asString()
                .contains("no credentials");
    }
}
