package io.deskbridge.channel.facebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Message;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Payloads as other projects recorded them, where the folder beside the project is present. */
class FacebookSharedSamplesTest {
    /** Nobody wrote anything: likes, and what Facebook says of the rights to a film. */
    private static final Pattern WITHOUT_WORDS =
            Pattern.compile(".*(?:-reaction-|-like-|video-(?:un)?block|video-mute).*");
    /** Hidden or shown again by the page, without saying who wrote it: read by the next poll. */
    private static final Pattern LOOKED_UP =
            Pattern.compile(".*(?:comment|photo|photo-message|share|video|status)-(?:un)?hide(?:-message)?\\.json");
    /** Subjects that the page's channel does not read, so the hub names them in a warning. */
    private static final Pattern NOT_OURS = Pattern.compile(".*two-entries.*");

    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        Path folder = Shared.path("samples/facebook-page");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)))
                    .toList();
        }
    }

    private static void understood(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        JsonNode entry = Json.tryRead(body).orElseThrow().path("entry").path(0);
        var asked = new java.util.concurrent.atomic.AtomicInteger();
        FacebookChannel channel = open(entry.path("id").asText());
        AutoCloseable listening = channel.sources().get(0).listen(asked::incrementAndGet);
        assertThat(listening).isNotNull();
        var call = new WebhookCall("POST", Map.of(), FacebookFixture.sign(Secret.of("s"), body), body);

        List<Message> messages = channel.receive(call).items();

        if (NOT_OURS.matcher(name).matches()) {
            assertThat(messages).isEmpty();
            assertThat(channel.addressees(call).all()).hasSize(2);
            assertThat(channel.addressees(call).ours()).isEmpty();
        } else if (WITHOUT_WORDS.matcher(name).matches()) {
            assertThat(messages).isEmpty();
        } else if (LOOKED_UP.matcher(name).matches() && messages.isEmpty()) {
            assertThat(asked).hasValue(1);
        } else {
            assertThat(messages).hasSize(1);
            Message message = messages.get(0);
            assertThat(message.deleted()
                            || !message.text().isBlank()
                            || !message.attachments().isEmpty())
                    .isTrue();
            String words = words(entry);
            assertThat(message.deleted() || message.text().contains(words)).isTrue();
        }
    }

    private static String words(JsonNode entry) {
        JsonNode value = entry.path("changes").path(0).path("value");
        return Optional.of(value.path("message").asText(""))
                .filter(text -> !text.isEmpty())
                .orElse(value.path("review_text").asText(""));
    }

    private static FacebookChannel open(String page) {
        return new FacebookChannel(
                FacebookFixture.settings(URI.create("http://127.0.0.1:1"), Map.of("page-id", page, "app-secret", "s")),
                new AccountContext(
                        "fb",
                        call -> {
                            throw new AssertionError("nothing is asked while a call is read");
                        },
                        new MemoryTokens(),
                        new SettableClock(Instant.parse("2026-01-01T00:00:00Z"))),
                FacebookFixture.FETCH,
                Duration.ZERO);
    }
}
