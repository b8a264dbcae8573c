package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InstagramSettingsTest {
    private static List<String> mistakes(Map<String, String> values) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(InstagramFixture.bind(values)).stream()
                    .map(ConstraintViolation::getMessage)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void the_least_that_works_is_an_account_its_name_and_a_token() {
        var least = Map.of("account-id", "178", "username", "acme", "access-token", "t");
        assertThat(mistakes(least)).isEmpty();
        InstagramSettings settings = InstagramFixture.bind(least);
        assertThat(settings.access(settings::accessToken, "v25.0").baseUrl()).hasToString("https://graph.facebook.com");
        assertThat(settings.commentPace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.toString()).doesNotContain("accessToken=t");
    }

    @Test
    void the_login_decides_the_address_and_a_webhook_makes_the_polls_slow() {
        InstagramSettings settings = InstagramFixture.bind(Map.of("login", "instagram", "app-secret", "s"));
        assertThat(settings.access(settings::accessToken, "v25.0").baseUrl())
                .hasToString("https://graph.instagram.com");
        assertThat(settings.access(settings::accessToken, "v25.0").appSecret()).isEmpty();
        assertThat(settings.commentPace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.conversationPace()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(Map.of("version", "25", "username", "@acme", "verify-token", "v", "posts", "0")))
                .hasSize(6)
                .anyMatch(mistake -> mistake.contains("v25.0"))
                .anyMatch(mistake -> mistake.contains("without @"))
                .anyMatch(mistake -> mistake.contains("access-token is missing"))
                .anyMatch(mistake -> mistake.contains("app-secret"));
    }
}
