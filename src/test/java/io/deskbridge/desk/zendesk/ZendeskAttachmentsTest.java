package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Ticket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZendeskAttachmentsTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    static Sandbox sandbox;
    private final ZendeskDesk desk = sandbox.desk();
    private final DeskMessages messages = new DeskMessages();

    @BeforeAll
    static void start() {
        sandbox = new Sandbox();
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private Entry entry(Media.Source media, Attachment... attachments) {
        return DeskMessages.entry(
                messages.message(DeskMessages.anna(), "look")
                        .attachments(List.of(attachments))
                        .build(),
                media);
    }

    private JsonNode first(Ticket ticket) {
        return sandbox.comments(ticket.id()).get(0);
    }

    @Test
    void the_bytes_of_an_attachment_hang_on_the_comment() {
        var image =
                Attachment.of(Attachment.Type.IMAGE, "https://cdn.example/1").described("a broken cup");

        Ticket ticket =
                desk.open(messages.ticket(entry((attachment, max) -> new Media("cup ü.png", "image/png", PNG), image)));

        JsonNode file = first(ticket).at("/attachments/0");
        assertThat(file.path("file_name").asText()).isEqualTo("cup ü.png");
        assertThat(file.path("content_type").asText()).isEqualTo("image/png");
        assertThat(file.path("size").asInt()).isEqualTo(PNG.length);
        assertThat(first(ticket).path("body").asText()).contains("a broken cup");
    }

    @Test
    void an_attachment_that_cannot_be_had_becomes_a_line_with_its_address_and_the_reason() {
        Ticket ticket = desk.open(messages.ticket(entry(
                (attachment, max) -> {
                    throw attachment.reference().endsWith("gone")
                            ? new Failure.Rejected("it answered 404")
                            : new Failure.Unavailable("it does not answer");
                },
                Attachment.of(Attachment.Type.VIDEO, "https://cdn.example/gone"),
                Attachment.of(Attachment.Type.FILE, "https://cdn.example/slow"),
                Attachment.of(Attachment.Type.LOCATION, "geo:48.2,16.37"))));

        assertThat(first(ticket).path("body").asText())
                .contains("https://cdn.example/gone (it answered 404)")
                .contains("https://cdn.example/slow (it does not answer)")
                .contains("geo:48.2,16.37");
        assertThat(first(ticket).path("attachments")).isEmpty();
    }

    @Test
    void a_channel_that_lost_its_token_does_not_pause_the_desk() {
        Ticket ticket = desk.open(messages.ticket(entry(
                (attachment, max) -> {
                    throw new Failure.Unauthorized("the channel's token is gone");
                },
                Attachment.of(Attachment.Type.IMAGE, "https://cdn.example/private"))));

        assertThat(first(ticket).path("body").asText())
                .contains("https://cdn.example/private (the channel's token is gone)");
    }

    @Test
    void a_file_that_zendesk_refuses_becomes_a_line_and_one_that_it_cannot_take_now_comes_later() {
        var file = Attachment.of(Attachment.Type.FILE, "https://cdn.example/huge");
        Entry entry = entry((attachment, max) -> new Media("huge.bin", "application/x-thing", PNG), file);
        upload(413);
        Ticket ticket = desk.open(messages.ticket(entry));
        assertThat(first(ticket).path("body").asText()).contains("https://cdn.example/huge (");

        upload(503);
        var later = new DeskMessages();
        Entry next = DeskMessages.entry(
                later.message(DeskMessages.anna(), "later")
                        .attachments(List.of(file))
                        .build(),
                entry.media());
        assertThatThrownBy(() -> desk.open(later.ticket(next))).isInstanceOf(Failure.Unavailable.class);
        assertThat(sandbox.filedUnder(later.externalId())).isEmpty();
    }

    private static void upload(int status) {
        sandbox.server().fault(Map.of("path", "/sandbox/zendesk/api/v2/uploads", "kind", "STATUS", "status", status));
    }

    @Test
    void an_agents_file_is_fetched_and_is_what_its_bytes_say() {
        Ticket ticket = desk.open(messages.ticket(messages.entry("hello")));
        String token = sandbox.as("agent-mia", "POST", "/uploads?filename=../guide.txt", "How to glue a cup")
                .at("/upload/token")
                .asText();
        sandbox.change(
                ticket, Map.of("comment", Map.of("body", "see the guide", "public", true, "uploads", List.of(token))));

        Comment comment = desk.sources().get(0).poll(Cursor.START).items().stream()
                .filter(one -> one.ticket().id().equals(ticket.id()))
                .findFirst()
                .orElseThrow();
        Attachment attachment = comment.attachments().get(0);
        Media media = desk.fetch(attachment, 1_000);

        assertThat(media.name()).doesNotContain("/").endsWith("guide.txt");
        assertThat(new String(media.bytes(), StandardCharsets.UTF_8)).contains("How to glue a cup");
        assertThat(media.mimeType()).startsWith("text/plain");
        assertThatThrownBy(() -> desk.fetch(attachment, 3)).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void files_elsewhere_are_never_asked_with_the_credentials_and_never_at_private_addresses() {
        for (String address : List.of("http://10.0.0.1/x", "file:///etc/passwd", "http://[broken")) {
            assertThatThrownBy(() -> desk.fetch(Attachment.of(Attachment.Type.FILE, address), 1_000))
                    .as(address)
                    .isInstanceOf(Failure.Rejected.class);
        }
    }
}
