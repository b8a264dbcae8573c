package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.DeskMessages;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Entry;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special to Zendesk; what every desk does is in {@link ZendeskDeskContractTest}. */
class ZendeskDeskTest {
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

    private Ticket opened() {
        return desk.open(messages.ticket(messages.entry("hello")));
    }

    private List<JsonNode> comments(Ticket ticket) {
        return sandbox.comments(ticket.id());
    }

    @Test
    void the_requester_is_an_end_user_with_handle_and_profile_and_without_an_address() {
        JsonNode ticket = sandbox.ticket(opened());

        JsonNode requester = sandbox.person(ticket.path("requester_id").asText());
        assertThat(requester.path("name").asText()).isEqualTo("Anna Ångström (@anna)");
        assertThat(requester.path("role").asText()).isEqualTo("end-user");
        assertThat(requester.path("external_id").asText()).isEqualTo("deskbridge:acme-x:4711");
        assertThat(requester.path("details").asText()).isEqualTo("https://social.example/4711");
        assertThat(requester.path("email").isNull()).isTrue();
        assertThat(ticket.path("submitter_id")).isEqualTo(ticket.path("requester_id"));
    }

    @Test
    void a_new_name_is_taken_over_and_what_agents_noted_about_a_person_stays() {
        desk.open(messages.ticket(messages.entry(DeskMessages.author("77", "gus", "Gus"), "hello")));
        sandbox.as(
                "agent-mia",
                "POST",
                "/users/create_or_update",
                Map.of("user", Map.of("name", "Gus", "external_id", "deskbridge:acme-x:77", "details", "VIP!")));

        var later = new DeskMessages();
        Ticket ticket =
                desk.open(later.ticket(later.entry(DeskMessages.author("77", "gus", "Gustav the Great"), "hello")));

        JsonNode person =
                sandbox.person(sandbox.ticket(ticket).path("requester_id").asText());
        assertThat(person.path("name").asText()).isEqualTo("Gustav the Great (@gus)");
        assertThat(person.path("details").asText()).isEqualTo("VIP!");
    }

    @Test
    void the_routes_options_become_fields_of_the_ticket() {
        Ticket ticket = desk.open(messages.ticket(
                "Subject",
                Map.of(
                        "group", "social",
                        "tags", "x, very angry",
                        "priority", "urgent",
                        "type", "question",
                        "status", "open",
                        "brand", "Acme",
                        "field.360001", "de"),
                messages.entry("hello")));

        JsonNode stored = sandbox.ticket(ticket);
        assertThat(stored.path("group_id").asLong()).isEqualTo(7002);
        assertThat(stored.path("brand_id").asLong()).isEqualTo(8001);
        assertThat(stored.path("priority").asText()).isEqualTo("urgent");
        assertThat(stored.path("type").asText()).isEqualTo("question");
        assertThat(stored.path("status").asText()).isEqualTo("open");
        assertThat(Sandbox.list(stored.path("tags")))
                .extracting(JsonNode::asText)
                .containsExactly("deskbridge", "x", "very_angry");
        assertThat(stored.at("/custom_fields/0/id").asLong()).isEqualTo(360001);
        assertThat(stored.at("/custom_fields/0/value").asText()).isEqualTo("de");
        assertThat(ticket.url()).contains(URI.create(sandbox.base() + "/agent/tickets/" + ticket.id()));
    }

    @Test
    void an_unknown_group_is_rejected_with_the_nearest_names_and_nothing_is_opened() {
        var ticket = messages.ticket("Subject", Map.of("group", "Socail"), messages.entry("hello"));

        assertThatThrownBy(() -> desk.open(ticket))
                .isInstanceOf(Failure.Rejected.class)
                .hasMessageContaining("no group \"Socail\"; the nearest are \"Social\"");
        assertThat(sandbox.filedUnder(messages.externalId())).isEmpty();
    }

    @Test
    void an_answer_of_the_customer_opens_a_solved_or_pending_ticket_again_and_leaves_others_alone() {
        Ticket ticket = opened();
        desk.append(ticket, messages.update(messages.entry("still new")));
        assertThat(sandbox.ticket(ticket).path("status").asText()).isEqualTo("new");

        for (String status : List.of("pending", "solved")) {
            sandbox.change(ticket, Map.of("status", status));
            desk.append(ticket, messages.update(messages.entry("not yet")));
            assertThat(sandbox.ticket(ticket).path("status").asText()).isEqualTo("open");
        }

        sandbox.change(ticket, Map.of("status", "hold"));
        desk.append(ticket, messages.update(messages.entry("waiting")));
        assertThat(sandbox.ticket(ticket).path("status").asText()).isEqualTo("hold");
    }

    @Test
    void a_closed_ticket_gets_one_follow_up_linked_to_it_and_later_messages_go_there() {
        Ticket closed = opened();
        sandbox.change(closed, Map.of("status", "closed"));
        Entry entry = messages.entry("it broke again");

        Ticket followUp = desk.append(closed, messages.update(entry));

        assertThat(followUp.id()).isNotEqualTo(closed.id());
        assertThat(sandbox.ticket(followUp).at("/via/source/rel").asText()).isEqualTo("follow_up");
        assertThat(comments(followUp).get(0).path("body").asText()).contains("it broke again");
        assertThat(desk.find(new Trace(messages.externalId(), Optional.of(closed), entry.key()))
                        .map(Ticket::id))
                .contains(followUp.id());
        assertThat(desk.append(closed, messages.update(messages.entry("and again")))
                        .id())
                .isEqualTo(followUp.id());
        assertThat(sandbox.filedUnder(messages.externalId())).hasSize(2);
    }

    @Test
    void a_note_for_a_closed_ticket_is_written_into_the_newest_open_one_of_the_conversation() {
        Ticket closed = opened();
        sandbox.change(closed, Map.of("status", "closed"));
        Ticket followUp = desk.append(closed, messages.update(messages.entry("it broke again")));
        Note note = messages.note("published");

        desk.note(closed, note);

        JsonNode written = comments(followUp).get(1);
        assertThat(written.path("body").asText()).isEqualTo("published");
        assertThat(written.path("public").asBoolean(true)).isFalse();
        assertThat(desk.find(new Trace(messages.externalId(), Optional.of(closed), note.key()))
                        .map(Ticket::id))
                .contains(followUp.id());
    }

    @Test
    void a_tag_stands_beside_those_that_agents_gave_once() {
        Ticket ticket = opened();
        sandbox.change(ticket, Map.of("tags", List.of("vip")));

        desk.tag(ticket, "published");
        desk.tag(ticket, "published");

        assertThat(sandbox.ticket(ticket).path("tags"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("vip", "published");
        sandbox.change(ticket, Map.of("status", "closed"));
        assertThatThrownBy(() -> desk.tag(ticket, "late")).isInstanceOf(Failure.Rejected.class);
    }

    @Test
    void a_note_for_a_closed_ticket_opens_none_where_no_open_one_is() {
        Ticket closed = opened();
        sandbox.change(closed, Map.of("status", "closed"));

        assertThatThrownBy(() -> desk.note(closed, messages.note("published"))).isInstanceOf(Failure.Rejected.class);

        assertThat(sandbox.filedUnder(messages.externalId())).hasSize(1);
    }

    @Test
    void a_ticket_that_was_deleted_is_opened_anew() {
        var gone = new Ticket("zendesk", "99999999", Optional.empty());

        Ticket fresh = desk.append(gone, messages.update(messages.entry("anybody there?")));

        assertThat(comments(fresh).get(0).path("body").asText()).contains("anybody there?");
    }

    @Test
    void several_people_in_one_write_are_one_comment_that_names_each() {
        Ticket ticket = opened();

        desk.append(
                ticket,
                messages.update(
                        messages.entry("mine is late"),
                        messages.entry(DeskMessages.author("815", "ben", "Ben Miller"), "mine too")));

        assertThat(comments(ticket)).hasSize(2);
        assertThat(comments(ticket).get(1).path("body").asText())
                .containsSubsequence("Anna Ångström (@anna):", "mine is late", "Ben Miller (@ben):", "mine too");
    }

    @Test
    void opening_again_with_the_same_entries_gives_the_same_ticket_and_with_others_is_uncertain() {
        Entry first = messages.entry("hello");
        Ticket ticket = desk.open(messages.ticket(first));

        assertThat(desk.open(messages.ticket(first)).id()).isEqualTo(ticket.id());
        assertThatThrownBy(() -> desk.open(messages.ticket(first, messages.entry("came meanwhile"))))
                .isInstanceOf(Failure.Uncertain.class);
        assertThat(sandbox.filedUnder(messages.externalId())).hasSize(1);
    }

    @Test
    void an_agent_who_was_quicker_is_not_overwritten() {
        Ticket ticket = opened();
        conflict(1);
        desk.append(ticket, messages.update(messages.entry("second try")));
        assertThat(comments(ticket)).hasSize(2);

        conflict(3);
        assertThatThrownBy(() -> desk.append(ticket, messages.update(messages.entry("no luck"))))
                .isInstanceOf(Failure.Unavailable.class);
        assertThat(comments(ticket)).hasSize(2);
    }

    @Test
    void an_update_says_which_state_of_the_ticket_it_knows() {
        Ticket ticket = opened();
        String stamp = sandbox.ticket(ticket).path("updated_at").asText();
        var puts = new ArrayList<JsonNode>();
        ZendeskDesk watched = sandbox.desk(sandbox.settings(Sandbox.TOKEN), call -> {
            if (call.method().equals("PUT")) {
                puts.add(Json.tryRead(call.body()).orElseThrow());
            }
            return sandbox.server().http().exchange(call);
        });

        watched.append(ticket, messages.update(messages.entry("more")));

        assertThat(puts).hasSize(1);
        assertThat(puts.get(0).at("/ticket/safe_update").asBoolean()).isTrue();
        assertThat(puts.get(0).at("/ticket/updated_stamp").asText()).isEqualTo(stamp);
    }

    @Test
    void one_poll_brings_the_comments_of_all_tickets_in_the_order_of_their_writing() {
        Map<String, String> answers = Map.of(
                "/api/v2/incremental/tickets/cursor.json",
                "{\"tickets\": [{\"id\": 1, \"external_id\": \"deskbridge:a:1\"}, {\"id\": 2, \"external_id\": \"other\"},"
                        + " {\"id\": 3, \"external_id\": \"deskbridge:a:3\"}], \"after_cursor\": \"x\"}",
                "/api/v2/tickets/1/comments.json",
                comments(11, "2099-01-01T00:00:05Z"),
                "/api/v2/tickets/3/comments.json",
                comments(33, "2099-01-01T00:00:01Z"));
        ZendeskDesk faked = sandbox.desk(
                SettingsTest.valid(),
                call -> new HttpAnswer(
                        200,
                        Map.of(),
                        answers.getOrDefault(call.uri().getPath(), "{}").getBytes(StandardCharsets.UTF_8)));

        assertThat(faked.sources().get(0).poll(Cursor.START).items())
                .extracting(comment -> comment.id().value())
                .containsExactly("33", "11");
    }

    /** Answers as Zendesk does; what is not named is a 503. */
    private static Source<Comment> comments(Map<String, String> answers) {
        return sandbox.desk(SettingsTest.valid(), call -> {
                    String body = answers.get(call.uri().getPath().replace("/api/v2/", ""));
                    return body == null
                            ? new HttpAnswer(503, Map.of(), new byte[0])
                            : new HttpAnswer(200, Map.of(), body.getBytes(StandardCharsets.UTF_8));
                })
                .sources()
                .get(0);
    }

    private static String changed(int... tickets) {
        String list = Arrays.stream(tickets)
                .mapToObj(id -> "{\"id\": " + id + ", \"external_id\": \"deskbridge:a:" + id + "\"}")
                .collect(Collectors.joining(", "));
        return "{\"tickets\": [" + list + "], \"after_cursor\": \"after " + list.hashCode() + "\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}"})
    void a_ticket_whose_comments_cannot_be_read_holds_up_no_other_and_is_tried_again(String broken) {
        String export = "incremental/tickets/cursor.json";
        var answers = new HashMap<>(
                Map.of(export, changed(1, 3), "tickets/3/comments.json", comments(33, "2099-01-01T00:00:01Z")));
        answers.put("tickets/1.json", "{\"ticket\": {\"id\": 1, \"external_id\": \"deskbridge:a:1\"}}");
        if (!broken.isEmpty()) {
            answers.put("tickets/1/comments.json", broken);
        }
        Source<Comment> source = comments(answers);

        Batch<Comment> first = source.poll(Cursor.START);
        assertThat(first.items()).extracting(comment -> comment.id().value()).containsExactly("33");

        answers.put(export, changed());
        assertThat(source.poll(first.next())).isEqualTo(Batch.nothing(first.next()));

        answers.put("tickets/1/comments.json", comments(11, "2099-01-01T00:00:05Z"));
        Batch<Comment> second = source.poll(first.next());
        assertThat(second.items()).extracting(comment -> comment.id().value()).containsExactly("11");
        assertThat(source.poll(second.next())).isEqualTo(Batch.nothing(second.next()));
    }

    @Test
    void a_ticket_that_is_deleted_while_it_waits_is_forgotten() {
        Source<Comment> source = sandbox.desk(SettingsTest.valid(), call -> {
                    boolean export = call.uri().getPath().contains("incremental");
                    return new HttpAnswer(
                            export ? 200 : 404, Map.of(), changed().getBytes(StandardCharsets.UTF_8));
                })
                .sources()
                .get(0);
        ExportCursor waiting = ExportCursor.begin(Instant.EPOCH).later("1");

        Batch<Comment> batch = source.poll(waiting.write());

        assertThat(ExportCursor.read(batch.next(), Instant.EPOCH).waiting()).isEmpty();
    }

    @Test
    void a_poll_in_which_no_ticket_can_be_read_fails_and_so_loses_nothing() {
        Source<Comment> source = comments(Map.of("incremental/tickets/cursor.json", changed(1, 2, 3)));

        assertThatThrownBy(() -> source.poll(Cursor.START)).isInstanceOf(Failure.Unavailable.class);
    }

    private static String comments(int id, String at) {
        return "{\"comments\": [{\"id\": " + id
                + ", \"type\": \"Comment\", \"public\": true, \"via\": {\"channel\": \"web\"}, \"author_id\": 5,"
                + " \"created_at\": \"" + at
                + "\"}], \"users\": [{\"id\": 5, \"role\": \"agent\"}]}";
    }

    private void conflict(int times) {
        sandbox.server()
                .fault(Map.of(
                        "method",
                        "PUT",
                        "path",
                        "/sandbox/zendesk/api/v2/tickets",
                        "kind",
                        "STATUS",
                        "status",
                        409,
                        "times",
                        times));
    }

    @Test
    void the_thirty_first_update_within_ten_minutes_waits() {
        Ticket ticket = opened();
        for (int i = 0; i < 30; i++) {
            desk.note(ticket, messages.note("note " + i));
        }

        var failure = catchThrowableOfType(
                Failure.RateLimited.class, () -> desk.append(ticket, messages.update(messages.entry("one more"))));

        assertThat(failure.until())
                .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(601));
        assertThat(failure.reach()).isEqualTo(Failure.RateLimited.Reach.ITEM); // other tickets go on
        assertThat(desk.contract().updates().orElseThrow().count()).isEqualTo(30);
    }

    @Test
    void half_an_answer_after_a_write_is_uncertain_and_after_a_read_unreadable() {
        Ticket ticket = opened();
        sandbox.server().fault(Map.of("method", "PUT", "path", "/sandbox/zendesk", "kind", "MALFORMED"));
        assertThatThrownBy(() -> desk.note(ticket, messages.note("note"))).isInstanceOf(Failure.Uncertain.class);

        sandbox.server().fault(Map.of("method", "GET", "path", "/sandbox/zendesk", "kind", "MALFORMED"));
        assertThatThrownBy(desk::check).isInstanceOf(Failure.Unreadable.class);
    }

    @Test
    void a_write_that_is_far_too_long_keeps_all_words_in_a_file() {
        Ticket ticket = opened();

        desk.append(
                ticket,
                messages.update(
                        messages.entry("a".repeat(25_000)),
                        messages.entry("b".repeat(25_000)),
                        messages.entry("c".repeat(25_000) + "the end")));

        JsonNode comment = comments(ticket).get(1);
        assertThat(comment.path("body").asText()).hasSizeLessThan(65_535).endsWith("message.txt");
        assertThat(comment.at("/attachments/0/size").asInt()).isGreaterThan(75_000);
    }

    @Test
    void very_long_keys_of_conversations_are_filed_and_found() {
        String thread = "t".repeat(400);
        var conversation = new Conversation("acme-x", thread);
        Entry entry = messages.entry("hello");

        Ticket ticket = desk.open(new NewTicket(conversation.externalId(), "Subject", List.of(entry), Map.of()));

        assertThat(desk.find(new Trace(conversation.externalId(), Optional.empty(), entry.key()))
                        .map(Ticket::id))
                .contains(ticket.id());
    }

    @Test
    void keys_that_differ_only_behind_a_hundred_characters_are_told_apart() {
        String ledger = "ledger-" + "0".repeat(100);
        Entry some = messages.entry("hello");
        Entry entry = new Entry(ledger + "/m1", some.message(), some.text(), some.media());
        Ticket ticket = desk.open(messages.ticket(entry));
        desk.note(ticket, new Note(ledger + "/n1", "note"));

        assertThat(List.of("/m1", "/n1"))
                .allMatch(key -> desk.find(new Trace(messages.externalId(), Optional.of(ticket), ledger + key))
                        .isPresent());
        assertThat(List.of("/m2", "/m11", "/n2"))
                .allMatch(key -> desk.find(new Trace(messages.externalId(), Optional.of(ticket), ledger + key))
                        .isEmpty());
    }

    @Test
    void what_customers_and_light_agents_write_in_zendesk_never_comes_out() {
        var source = desk.sources().get(0);
        Ticket ticket = opened();
        Cursor cursor = source.poll(Cursor.START).next();
        long customer = sandbox.ticket(ticket).path("requester_id").asLong();
        sandbox.change(
                ticket,
                Map.of("comment", Map.of("body", "mailed by the customer", "public", true, "author_id", customer)));
        sandbox.comment(ticket, "light-lea", "may I say something", true);
        sandbox.comment(ticket, "agent-mia", "the answer", true);

        assertThat(source.poll(cursor).items())
                .extracting(comment -> comment.text())
                .containsExactly("the answer");
    }

    @Test
    void an_agent_who_is_no_admin_cannot_be_the_hub() {
        var settings = new ZendeskSettings(
                sandbox.base(),
                "agent-mia@sandbox.example",
                Secret.of("anything"),
                Secret.of(""),
                Sandbox.WEBHOOK,
                Duration.ofSeconds(1),
                30,
                "",
                "",
                List.of());

        assertThatThrownBy(() -> sandbox.desk(settings).check())
                .isInstanceOf(Failure.Unauthorized.class)
                .hasMessageContaining("admin");
        assertThatThrownBy(() -> sandbox.desk(settings).sources().get(0).poll(Cursor.START))
                .isInstanceOf(Failure.Unauthorized.class);
    }

    @Test
    void a_cursor_that_zendesk_does_not_take_any_more_loses_nothing_and_brings_nothing_twice() {
        var source = desk.sources().get(0);
        Ticket ticket = opened();
        sandbox.comment(ticket, "agent-mia", "before", true);
        ExportCursor cursor = ExportCursor.read(source.poll(Cursor.START).next(), Instant.EPOCH);
        sandbox.comment(ticket, "agent-mia", "after", true);

        var batch = source.poll(cursor.readOn("expired", cursor.at()).write());

        assertThat(batch.items()).extracting(comment -> comment.text()).containsExactly("after");
    }
}
