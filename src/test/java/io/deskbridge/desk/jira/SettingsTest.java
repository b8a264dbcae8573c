package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.core.RouteOption;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SettingsTest {
    static JiraSettings valid() {
        return bound(Map.of(
                "desk.base-url", "https://acme.atlassian.net",
                "desk.email", "hub@acme.example",
                "desk.api-token", "very secret",
                "desk.project", "SOC"));
    }

    private static JiraSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("desk", JiraSettings.class);
    }

    private static List<String> mistakes(JiraSettings settings) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            Set<ConstraintViolation<JiraSettings>> violations =
                    factory.getValidator().validate(settings);
            return violations.stream().map(ConstraintViolation::getMessage).toList();
        }
    }

    @Test
    void the_least_that_must_be_said_is_address_credentials_and_project() {
        JiraSettings settings = valid();

        assertThat(mistakes(settings)).isEmpty();
        assertThat(settings.issueType()).isEqualTo("Task");
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.indexLag()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.publicLine()).isEqualTo("#public");
        assertThat(settings.labels()).isEmpty();
        assertThat(settings.toString()).doesNotContain("very secret");
    }

    @Test
    void all_mistakes_are_told_at_once() {
        assertThat(mistakes(bound(Map.of(
                        "desk.base-url", "acme.atlassian.net",
                        "desk.pace", "10ms",
                        "desk.index-lag", "-1s",
                        "desk.public-restriction", "Developers",
                        "desk.reopen-from", "Waiting for customer",
                        "desk.customer-address", "social@acme.example"))))
                .hasSize(9)
                .anyMatch(mistake -> mistake.contains("base-url"))
                .anyMatch(mistake -> mistake.contains("address of the user"))
                .anyMatch(mistake -> mistake.contains("api-token"))
                .anyMatch(mistake -> mistake.contains("key of a project"))
                .anyMatch(mistake -> mistake.contains("pace"))
                .anyMatch(mistake -> mistake.contains("index-lag"))
                .anyMatch(mistake -> mistake.contains("role:NAME"))
                .anyMatch(mistake -> mistake.contains("reopen-from needs reopen"))
                .anyMatch(mistake -> mistake.contains("customer-address"));
    }

    @Test
    void a_route_says_only_what_jira_knows() {
        assertThat(mistake("project", "SOC")).isEmpty();
        assertThat(mistake("project", "not a key"))
                .hasValueSatisfying(told -> assertThat(told).contains("SOC"));
        assertThat(mistake("type", " ")).isPresent();
        assertThat(option("field.customfield_10050")).isPresent();
        assertThat(option("field.Channel")).isPresent();
        assertThat(option("field.")).isEmpty();
        assertThat(option("group")).isEmpty();
    }

    private static Optional<RouteOption> option(String word) {
        return IssueFields.OPTIONS.stream().filter(option -> option.takes(word)).findFirst();
    }

    private static Optional<String> mistake(String word, String value) {
        return option(word).orElseThrow().mistake().apply(value);
    }
}
