package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.Ticket;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZendeskMessagesTest {
    private static final Ticket TICKET = new Ticket("zendesk", "17", Optional.empty());

    private static JsonNode fixture(String name) throws IOException {
        try (var stream = ZendeskMessagesTest.class.getResourceAsStream(name)) {
            return Json.MAPPER.readTree(stream);
        }
    }

    private static List<Comment> published(JsonNode answer) {
        Wire.Comments comments = ZendeskMessages.comments(answer);
        // all authors come with the page, so that nothing is asked
        var http = new ZendeskApi(
                SettingsTest.valid(),
                call -> {
                    throw new Failure.Rejected("no network in this test");
                },
                Clock.systemUTC());
        return new Threads(http, Clock.systemUTC())
                .published(TICKET, new Threads.Read(comments.page().items(), comments.people()));
    }

    @Test
    void a_comment_keeps_agent_time_plain_words_and_files() throws IOException {
        Comment comment = published(fixture("comment-with-file.json")).get(0);

        assertThat(comment.id().value()).isEqualTo("9007199254740993");
        assertThat(comment.agent().name()).isEqualTo("Mia");
        assertThat(comment.writtenAt()).isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
        assertThat(comment.text()).isEqualTo("See the guide & enjoy");
        assertThat(comment.attachments()).hasSize(1);
        assertThat(comment.attachments().get(0).name()).contains("guide.pdf");
    }

    @Test
    void an_answer_without_its_list_is_unreadable_and_an_item_without_id_is_left_out() throws IOException {
        assertThatThrownBy(() -> ZendeskMessages.comments(Json.MAPPER.readTree("{\"comment\": []}")))
                .isInstanceOf(Failure.Unreadable.class);
        assertThatThrownBy(() -> ZendeskMessages.ticket(Json.MAPPER.readTree("{\"ticket\": {\"id\": null}}")))
                .isInstanceOf(Failure.Unreadable.class);
        assertThat(ZendeskMessages.tickets(Json.MAPPER.readTree("{\"tickets\": [{}, null, 3, {\"id\": 4}]}"))
                        .items())
                .extracting(Wire.Ticket::id)
                .containsExactly("4");
    }

    @Test
    void the_ticket_that_a_call_names_can_only_be_a_number() throws IOException {
        assertThat(ZendeskMessages.ticketOfCall(Json.MAPPER.readTree("{\"ticket_id\": 17}")))
                .contains("17");
        assertThat(ZendeskMessages.ticketOfCall(Json.MAPPER.readTree("{\"ticket_id\": \"17/../18\"}")))
                .isEmpty();
    }

    @Test
    void an_anonymous_user_is_no_user() throws IOException {
        byte[] anonymous = "{\"user\": {\"id\": null, \"role\": \"end-user\"}}".getBytes();
        var api = new ZendeskApi(
                SettingsTest.valid(), call -> new HttpAnswer(200, Map.of(), anonymous), Clock.systemUTC());

        assertThatThrownBy(api::me).isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void an_answer_to_a_write_that_names_no_ticket_is_uncertain() {
        var api = new ZendeskApi(
                SettingsTest.valid(), call -> new HttpAnswer(201, Map.of(), "{}".getBytes()), Clock.systemUTC());

        assertThatThrownBy(() -> api.create(Map.of(), "key")).isInstanceOf(Failure.Uncertain.class);
    }

    @Test
    void every_published_sample_is_understood_or_refused_in_a_typed_way() throws IOException {
        Path folder = Shared.path("samples/zendesk");
        List<Consumer<JsonNode>> readers = List.of(
                ZendeskMessages::ticket,
                ZendeskMessages::tickets,
                ZendeskMessages::changed,
                ZendeskMessagesTest::published,
                ZendeskMessages::marks,
                ZendeskMessages::person,
                ZendeskMessages::people,
                ZendeskMessages::uploadToken,
                ZendeskMessages::ticketOfCall);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode sample = Json.MAPPER.readTree(Files.readAllBytes(file));
                for (var reader : readers) {
                    try {
                        reader.accept(sample);
                    } catch (Failure typed) {
                        assertThat(typed).as(file.toString()).isInstanceOf(Failure.Unreadable.class);
                    }
                }
            }
        }
        JsonNode comments =
                Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("spec-ticket-comments-list-200.json")));
        assertThat(ZendeskMessages.comments(comments).page().items()).hasSize(1);
        JsonNode export =
                Json.MAPPER.readTree(Files.readAllBytes(folder.resolve("spec-incremental-tickets-cursor-200.json")));
        assertThat(ZendeskMessages.changed(export).after()).isPresent();
        assertThat(ZendeskMessages.changed(export).tickets()).hasSize(1);
    }

    @Test
    void placeholders_and_half_characters_of_strangers_stay_text() {
        assertThat(PlainText.body("{{ticket.id}} {% if x %} {{{x}}}"))
                .doesNotContain("{{")
                .doesNotContain("{%");
        assertThat(PlainText.body("broken \uD83D end")).isEqualTo("broken \uFFFD end");
        assertThat(PlainText.body("a\u0000b\r\nc\td")).isEqualTo("ab\nc\td");
        assertThat(PlainText.subject("  two\nlines\u0007 \t here ")).isEqualTo("two lines here");
        assertThat(PlainText.subject("👋".repeat(200)))
                .hasSizeLessThanOrEqualTo(150)
                .endsWith("👋…");
        assertThat(PlainText.subject("\u0000")).isNotBlank();
    }

    @Test
    void the_cursor_is_bounded_and_survives_being_written() {
        ExportCursor cursor = ExportCursor.begin(Instant.ofEpochSecond(1000));
        for (int i = 0; i < 500; i++) {
            cursor = cursor.saw("ticket-" + i, new ExportCursor.Seen(i, List.of("c" + i)));
        }

        assertThat(cursor.seen()).hasSize(200).containsKey("ticket-499").doesNotContainKey("ticket-0");
        assertThat(ExportCursor.read(cursor.write(), Instant.EPOCH)).isEqualTo(cursor);
        assertThat(ExportCursor.read(new io.deskbridge.core.Cursor("of another version"), Instant.EPOCH))
                .isEqualTo(ExportCursor.begin(Instant.EPOCH));
    }

    @Test
    void marks_of_many_entries_stay_within_zendesks_kilobyte() {
        List<String> keys =
                Stream.iterate(0, i -> i + 1).limit(500).map(i -> "entry-" + i).toList();

        String marks = Marks.write(keys);

        assertThat(marks.length()).isLessThan(900);
        assertThat(Marks.read(marks)).contains(Marks.of("entry-0"));
        assertThat(Json.bytes(Map.of(Marks.FIELD, marks)).length).isLessThan(1024);
    }
}
