package io.deskbridge.desk.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class MailSettingsTest {
    private static MailSettings bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("desk", Bindable.of(MailSettings.class));
    }

    private static Set<ConstraintViolation<MailSettings>> mistakes(MailSettings settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            Validator validator = factory.getValidator();
            return validator.validate(settings);
        }
    }

    @Test
    void a_few_words_are_enough() {
        MailSettings settings = bound(Map.of(
                "desk.team", "team@desk.example",
                "desk.reply-address", "hub@desk.example",
                "desk.smtp.host", "smtp.desk.example",
                "desk.imap.host", "imap.desk.example",
                "desk.imap.user", "hub",
                "desk.imap.password", "dont-tell"));

        assertThat(mistakes(settings)).isEmpty();
        assertThat(settings.from()).isEqualTo("hub@desk.example");
        assertThat(settings.smtp().tls()).isEqualTo(Tls.STARTTLS);
        assertThat(settings.smtp().port()).isEqualTo(587);
        assertThat(settings.imap().tls()).isEqualTo(Tls.TLS);
        assertThat(settings.imap().port()).isEqualTo(993);
        assertThat(settings.imap().folder()).isEqualTo("INBOX");
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.toString()).doesNotContain("dont-tell");
    }

    @Test
    void all_mistakes_are_told_together_and_say_what_would_be_right() {
        assertThat(mistakes(bound(Map.of("desk.team", "not an address", "desk.smtp.port", "0"))))
                .extracting(mistake -> mistake.getPropertyPath().toString())
                .contains("team", "replyAddress", "smtp.host", "smtp.port", "imap.host", "imap.user");
        assertThat(mistakes(bound(Map.of("desk.team", "not an address"))))
                .extracting(ConstraintViolation::getMessage)
                .contains("must be the address that gets the tickets, such as team@example.com");
        assertThat(mistakes(bound(Map.of("desk.allowed-senders", "desk.example,a b"))))
                .extracting(ConstraintViolation::getMessage)
                .contains("must be an address or a domain, such as example.com");
    }
}
