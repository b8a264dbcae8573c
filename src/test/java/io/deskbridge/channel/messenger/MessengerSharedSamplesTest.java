package io.deskbridge.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Payloads as other projects recorded them, where the folder beside the project is present. */
class MessengerSharedSamplesTest {
    /** Receipts, and what the platform says of us: no messages, and told where they belong. */
    private static final Pattern NO_MESSAGE =
            Pattern.compile(".*(?:-delivery-|-read-|thread-control|policy-callback).*");

    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        Path folder = Shared.path("samples/messenger");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)))
                    .toList();
        }
    }

    private static void understood(Path file) throws IOException {
        byte[] body = Files.readAllBytes(file);
        JsonNode entry = Json.tryRead(body).orElseThrow().path("entry").path(0);
        var channel = new MessengerFixture().open("page-id", entry.path("id").asText());
        var call = new WebhookCall("POST", Map.of(), MessengerFixture.sign(MessengerFixture.SECRET, body), body);

        Receipt<Message> receipt = channel.receive(call);

        assertThat(channel.addressees(call).ours())
                .isEqualTo(channel.addressees(call).all());
        if (NO_MESSAGE.matcher(file.getFileName().toString()).matches()) {
            assertThat(receipt.items()).isEmpty();
            boolean seen = entry.at("/messaging/0/read/watermark").asLong(0) > 0; // of all until then
            assertThat(receipt.statuses())
                    .hasSize(seen ? 1 : entry.at("/messaging/0/delivery/mids").size());
            return;
        }
        assertThat(receipt.items()).singleElement().satisfies(message -> {
            String words = entry.at("/messaging/0/message/text").asText("");
            assertThat(message.text()).contains(words);
            assertThat(message.deleted()
                            || message.dismissal().isPresent()
                            || !message.text().isBlank()
                            || !message.attachments().isEmpty())
                    .isTrue();
        });
    }
}
