package io.deskbridge.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WhatsAppSettingsTest {
    private static WhatsAppSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("acme", WhatsAppSettings.class);
    }

    @Test
    void number_token_and_the_apps_two_secrets_are_enough() {
        WhatsAppSettings settings = bind(Map.of(
                "acme.phone-number-id", "106540352242922",
                "acme.access-token", "EAAG-token",
                "acme.app-secret", "the-app-secret",
                "acme.verify-token", "our-word"));
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings)).isEmpty();
        }
        assertThat(settings.app()).isEqualTo("meta");
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://graph.facebook.com"));
        assertThat(settings.statusWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.businessAccount()).isEmpty();
        assertThat(settings.toString()).doesNotContain("EAAG", "the-app-secret", "our-word");
    }

    @Test
    void all_mistakes_are_told_with_what_would_be_right() {
        WhatsAppSettings settings = bind(Map.of(
                "acme.phone-number-id", "+49 30 123456",
                "acme.verify-token", "",
                "acme.app", "my app",
                "acme.version", "25"));
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings))
                    .extracting(mistake -> mistake.getPropertyPath() + " " + mistake.getMessage())
                    .containsExactlyInAnyOrder(
                            "phoneNumberId phone-number-id must be Meta's id of the number: digits alone",
                            "accessToken access-token is missing: it is the token of a system user",
                            "appSecret app-secret is missing: without it no webhook call can be trusted, and WhatsApp"
                                    + " tells of messages by nothing else",
                            "app app must be a word: it is a part of the webhook's address",
                            "version version must be as in v25.0",
                            "withoutEmptySecrets a secret is empty (access-token, app-secret or verify-token): set the"
                                    + " variable that it refers to");
        }
    }
}
