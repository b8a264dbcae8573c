package io.deskbridge.channel.bluesky;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.http.Json;
import jakarta.validation.Validation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BlueskySettingsTest {
    private static BlueskySettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("acme", BlueskySettings.class);
    }

    @Test
    void identifier_and_app_password_are_enough() {
        BlueskySettings settings =
                bind(Map.of("acme.identifier", "@acme.bsky.social", "acme.app-password", "abcd-efgh"));

        assertThat(settings.service()).isEqualTo(URI.create("https://bsky.social"));
        assertThat(settings.account()).isEqualTo("acme.bsky.social");
        assertThat(settings.appPassword().reveal()).isEqualTo("abcd-efgh");
        assertThat(settings.toString()).doesNotContain("abcd");
        assertThat(settings.pace()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.overlap()).isEqualTo(Duration.ofDays(3));
        assertThat(settings.threads()).isTrue();
        assertThat(settings.chat()).isTrue();
        assertThat(settings.languages()).isEmpty();
    }

    @Test
    void all_mistakes_are_told_with_what_would_be_right() {
        BlueskySettings settings = bind(Map.of("acme.thread-posts", "1000", "acme.languages", "de,en,fr,it"));

        try (var factory = Validation.buildDefaultValidatorFactory()) {
            assertThat(factory.getValidator().validate(settings))
                    .extracting(mistake -> mistake.getPropertyPath() + " " + mistake.getMessage())
                    .containsExactlyInAnyOrder(
                            "identifier must be the account's handle, such as acme.bsky.social, or its DID",
                            "appPassword must be an app password, made under Settings > Privacy and security > App"
                                    + " passwords",
                            "threadPosts must be 1 to 100 posts",
                            "languages must be at most three languages, such as [de, en]");
        }
    }

    private static Session session(String service, boolean pinned, String endpoint) throws IOException {
        BlueskySettings settings = bind(Map.of(
                "acme.service", service, "acme.pinned", "" + pinned, "acme.identifier", "a", "acme.app-password", "b"));
        JsonNode answer = Json.MAPPER.readTree(
                """
                {"did": "did:plc:a", "handle": "a.test", "accessJwt": "x", "refreshJwt": "y", "didDoc": {"service": [
                  {"id": "#other", "serviceEndpoint": "https://other.example"},
                  {"id": "#atproto_pds", "serviceEndpoint": "%s"}]}}
                """
                        .formatted(endpoint));
        return Session.read(answer, settings);
    }

    @Test
    void calls_go_to_the_server_that_the_did_document_names_unless_pinned_or_unsafe() throws IOException {
        assertThat(session("https://bsky.social", false, "https://pds.example").endpoint())
                .isEqualTo(URI.create("https://pds.example"));
        assertThat(session("https://bsky.social", true, "https://pds.example").endpoint())
                .isEqualTo(URI.create("https://bsky.social"));
        assertThat(session("https://bsky.social", false, "http://pds.example").endpoint())
                .isEqualTo(URI.create("https://bsky.social"));
        assertThat(session("http://localhost:1", false, "http://localhost:2").endpoint())
                .isEqualTo(URI.create("http://localhost:2"));
        assertThat(session("https://bsky.social", false, "https://pds.example")).hasToString("session of a.test");
    }
}
