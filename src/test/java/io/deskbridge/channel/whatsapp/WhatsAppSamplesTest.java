package io.deskbridge.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SettableClock;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Author;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Receipt;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The vendor's own samples, where the folder beside the project is present: each message and each status comes out. */
class WhatsAppSamplesTest {
    @TestFactory
    List<DynamicTest> every_sample_is_understood_or_becomes_a_placeholder() throws IOException {
        return samples("webhook-").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> understood(file)))
                .toList();
    }

    @TestFactory
    List<DynamicTest> every_answer_to_a_message_tells_under_which_id_it_was_sent() throws IOException {
        return samples("message-response").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> sent(file)))
                .toList();
    }

    private static List<Path> samples(String beginning) throws IOException {
        try (Stream<Path> files = Files.list(Shared.path("samples/whatsapp"))) {
            List<Path> samples = files.filter(
                            file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
            assertThat(samples).isNotEmpty();
            return samples;
        }
    }

    /** The sample answers a reply to whom it names. */
    private static void sent(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        JsonNode sample = Json.tryRead(bytes).orElseThrow();
        String person = sample.at("/contacts/0/input").asText();
        var asked = new AtomicReference<JsonNode>();
        Http http = call -> {
            asked.set(Json.tryRead(call.body()).orElseThrow());
            return new HttpAnswer(200, Map.of(), bytes);
        };
        var settings = Payload.settings(Payload.NUMBER, null, Payload.SECRET, URI.create("https://graph.example"));
        Message question = new MessageBuilder(
                        "acme-whatsapp", "wamid.A1", Kind.DIRECT, person, Author.unknown(person), Payload.NOW)
                .text("where is it?")
                .build();
        var reply = new Reply(question, new Agent("mia", "Mia"), "Here.", List.of(), (attachment, max) -> {
            throw new IllegalStateException("there is no file");
        });

        Sent sent =
                Payload.open(settings, http, new SettableClock(Payload.NOW)).send(reply, new SendKey(4, Payload.NOW));

        assertThat(sent.id()).isEqualTo(sample.at("/messages/0/id").asText()).isNotEmpty();
        assertThat(asked.get().path("to").asText(asked.get().path("recipient").asText()))
                .isEqualTo(person);
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
