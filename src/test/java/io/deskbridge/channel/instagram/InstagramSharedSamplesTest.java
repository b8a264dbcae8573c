package io.deskbridge.channel.instagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Payloads as other projects recorded them, where the folder beside the project is present. */
class InstagramSharedSamplesTest {
    private final InstagramFixture graph = new InstagramFixture();

    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        Path folder = Shared.path("samples/instagram");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> new InstagramSharedSamplesTest().understood(file)))
                    .toList();
        }
    }

    private void understood(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        JsonNode json = Json.tryRead(body).orElseThrow();
        if (json.has("entry")) {
            pushed(name, body, json.path("entry").path(0));
        } else if (name.startsWith("comment")) {
            List<Message> messages = comments("{'id':'1','comments':{'data':[" + json + "]}}");
            assertThat(messages).hasSize(1 + json.path("replies").path("data").size());
            assertThat(messages.get(0).text()).isEqualTo(json.path("text").asText());
        } else if (name.startsWith("media")) {
            assertThat(comments(json.toString())).isEmpty(); // our own picture, without comments
        } else if (name.startsWith("mentioned")) {
            mentioned(json);
        } else {
            List<Message> messages = conversations(name, json);
            assertThat(messages).allSatisfy(InstagramSharedSamplesTest::isReadable);
            assertThat(messages).hasSize(name.contains("conversation") ? 0 : 1);
            assertThat(messages).allSatisfy(message -> assertThat(message.text())
                    .isEqualTo(json.path("message").asText()));
        }
    }

    private void pushed(String name, byte[] body, JsonNode entry) {
        var channel = graph.open("account-id", entry.path("id").asText());
        var call = new WebhookCall("POST", Map.of(), InstagramFixture.sign(InstagramFixture.SECRET, body), body);

        Receipt<Message> receipt = channel.receive(call);

        assertThat(channel.addressees(call).ours())
                .isEqualTo(channel.addressees(call).all());
        if (name.contains("seen")) {
            assertThat(receipt.items()).isEmpty();
            assertThat(receipt.statuses()).hasSize(1);
        } else if (name.contains("insights")) {
            assertThat(receipt.items()).isEmpty(); // numbers that nobody wrote
        } else {
            assertThat(receipt.items()).singleElement().satisfies(message -> {
                isReadable(message);
                assertThat(message.text())
                        .contains(entry.at("/changes/0/value/text").asText(""));
            });
        }
    }

    private void mentioned(JsonNode json) {
        graph.answers("/178", json.toString());
        String id = json.path("mentioned_media").path("id").asText();
        byte[] body = InstagramFixture.change("mentions", "'media_id':'" + id + "'");
        Receipt<Message> receipt = graph.open()
                .receive(new WebhookCall("POST", Map.of(), InstagramFixture.sign(InstagramFixture.SECRET, body), body));
        assertThat(receipt.items()).singleElement().satisfies(message -> assertThat(message.text())
                .isEqualTo(json.path("mentioned_media").path("caption").asText()));
    }

    private List<Message> comments(String medium) {
        graph.answers("/178/media", "{'data':[" + medium + "]}");
        return graph.open("history", "36500d")
                .sources()
                .get(0)
                .poll(Cursor.START)
                .items();
    }

    private List<Message> conversations(String name, JsonNode json) {
        String conversation = name.contains("conversation")
                ? json.toString()
                : "{'participants':{'data':[{'id':'7','username':'anna'}]},'messages':{'data':[" + json + "]}}";
        graph.answers("/me/conversations", "{'data':[" + conversation + "]}");
        return graph.open("history", "36500d")
                .sources()
                .get(1)
                .poll(Cursor.START)
                .items();
    }

    private static void isReadable(Message message) {
        assertThat(message.deleted()
                        || message.dismissal().isPresent()
                        || !message.text().isBlank()
                        || !message.attachments().isEmpty())
                .isTrue();
    }
}
