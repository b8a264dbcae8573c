package io.deskbridge.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Message;
import io.deskbridge.core.Receipt;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vendor's own samples, where the folder beside the project is present: each message and each status comes out. */
class WhatsAppSamplesTest {
    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        Path folder = Shared.path("samples/whatsapp");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("webhook-"))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)))
                    .toList();
        }
    }

    private static void understood(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        JsonNode value = Json.tryRead(bytes).orElseThrow().at("/entry/0/changes/0/value");
        String number = value.path("metadata").path("phone_number_id").asText("1");

        Receipt<Message> receipt = Payload.receive(Payload.channel(number, Payload.SECRET), bytes);

        int messages =
                value.path("messages").size() + value.path("user_id_update").size();
        assertThat(receipt.answer().status()).isEqualTo(200);
        assertThat(receipt.items()).hasSize(messages);
        assertThat(receipt.statuses()).hasSize(value.path("statuses").size());
        var ids = new HashSet<String>();
        assertThat(receipt.items()).allSatisfy(message -> {
            assertThat(ids.add(message.id().value())).isTrue();
            assertThat(message.conversation().thread()).isNotEqualTo("unknown");
            assertThat(message.dismissal().isPresent()
                            || !message.text().isBlank()
                            || !message.attachments().isEmpty())
                    .isTrue();
        });
        assertThat(receipt.items().stream().filter(message -> message.unread().isPresent()))
                .hasSize(file.toString().matches(".*(unsupported|message-error).*") ? 1 : 0);
    }
}
