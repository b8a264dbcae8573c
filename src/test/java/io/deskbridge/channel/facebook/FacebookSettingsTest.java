package io.deskbridge.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacebookSettingsTest {
    private static List<String> mistakes(Map<String, String> values) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(FacebookFixture.bind(values)).stream()
                    .map(ConstraintViolation::getMessage)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_least_that_works_is_a_page_and_its_token() {
        var least = Map.of("facebook.page-id", "101", "facebook.access-token", "t");
        assertThat(mistakes(least)).isEmpty();
        FacebookSettings settings = FacebookFixture.bind(least);
        assertThat(settings.baseUrl()).hasToString("https://graph.facebook.com");
        assertThat(settings.version()).isEqualTo("v25.0");
        assertThat(settings.feedPace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.toString()).doesNotContain("accessToken=t");
    }

    @Test
    void a_webhook_makes_the_poll_a_slow_safety_net() {
        assertThat(FacebookFixture.bind(Map.of("facebook.app-secret", "s")).feedPace())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(Map.of("facebook.version", "25", "facebook.verify-token", "v", "facebook.posts", "0")))
                .hasSize(5)
                .anyMatch(mistake -> mistake.contains("v25.0"))
                .anyMatch(mistake -> mistake.contains("the page's number"))
                .anyMatch(mistake -> mistake.contains("access-token is missing"))
                .anyMatch(mistake -> mistake.contains("app-secret"));
    }
}
