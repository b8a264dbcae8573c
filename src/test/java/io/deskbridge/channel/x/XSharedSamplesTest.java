package io.deskbridge.channel.x;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Message;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The vendor's own samples and counting vectors, where the folder beside the project is present. */
class XSharedSamplesTest {
    /** Not about customers, by what the vendor says of them. */
    private static final Set<String> IGNORED = Set.of(
            "aaa-direct-message-indicate-typing-events-11.json",
            "aaa-direct-message-mark-read-events-12.json",
            "aaa-user-event-9.json",
            "xaa-event-envelope.json",
            "xaa-oauth-revoke.json",
            "xaa-profile-update-screenname.json");
    /** Answers to something else than a list of posts or messages. */
    private static final Set<String> NO_MESSAGES = Set.of("v2-429-body.json", "v2-problem-400.json");

    private static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");

    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        Path folder = Shared.path("samples/x");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)))
                    .toList();
        }
    }

    private static void understood(Path file) throws IOException {
        JsonNode json = Json.tryRead(Files.readAllBytes(file)).orElseThrow();
        String name = file.getFileName().toString();
        var self = new XSelf("acme-x", owner(json), "ExampleUser", true);
        List<Message> messages = new ArrayList<>();
        if (name.startsWith("v2-dm")) {
            JsonNode page = json.has("data")
                    ? json
                    : Json.MAPPER
                            .createObjectNode()
                            .set("data", Json.MAPPER.createArrayNode().add(json));
            messages.addAll(new XDirects(self, NOW).page(page));
        } else if (name.startsWith("v2-")) {
            messages.addAll(new XPosts(self, NOW).page(json));
        } else {
            messages.addAll(new XEvents(self, NOW).messages(json));
        }
        if (IGNORED.contains(name) || NO_MESSAGES.contains(name)) {
            assertThat(messages).isEmpty();
            return;
        }
        assertThat(messages).isNotEmpty();
        var ids = new HashSet<String>();
        assertThat(messages).allSatisfy(message -> {
            assertThat(ids.add(message.id().value())).isTrue();
            assertThat(message.deleted() || !message.text().isBlank()).isTrue();
        });
    }

    private static String owner(JsonNode json) {
        return json.path("data")
                .path("filter")
                .path("user_id")
                .asText(json.path("for_user_id").asText("1"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void texts_are_counted_as_X_counts() throws IOException {
        Path file = Shared.path("specs/x/twitter-text-conformance/validate.yml");
        var all = (Map<String, Object>) new Yaml().load(Files.readString(file));
        var tests = (Map<String, List<Map<String, Object>>>) all.get("tests");
        var wrong = new ArrayList<String>();
        int counted = 0;
        for (String group :
                List.of("WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest")) {
            for (var vector : tests.get(group)) {
                var expected = (Map<String, Object>) vector.get("expected");
                int length = XText.weightedLength((String) vector.get("text"));
                counted++;
                if (!expected.get("weightedLength").equals(length)) {
                    wrong.add(vector.get("description") + ": " + length + " instead of " + expected);
                }
            }
        }
        assertThat(counted).isGreaterThan(20);
        assertThat(wrong).isEmpty();
    }
}
