package io.deskbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.contract.FakeChannelType;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.CommentState;
import io.deskbridge.store.Deliveries;
import io.deskbridge.store.MessageIntake;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.NewNote;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.NoteState;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static ConsoleApp app;

    @BeforeAll
    static void start(@TempDir Path data) {
        app = new ConsoleApp(data, Map.of());
        app.opened();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void a_list_is_paged_newest_first_to_its_end() throws Exception {
        for (int i = 1; i <= 5; i++) {
            take("page-" + i, "pages", "text " + i);
        }
        var ids = new ArrayList<String>();
        String path = "/api/messages?channel=shop&state=waiting&limit=2";
        String next = "";
        do {
            JsonNode page = json(app.get(path + next));
            page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            next = page.has("next") ? "&before=" + page.get("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(ids.stream().filter(id -> id.startsWith("page-")))
                .containsExactly("page-5", "page-4", "page-3", "page-2", "page-1");
    }

    @Test
    void a_message_is_told_with_times_in_iso_and_states_in_lower_case() throws Exception {
        take("told", "told", "words");
        JsonNode item = json(app.get("/api/messages?limit=500")).findParents("id").stream()
                .filter(node -> node.get("id").asText().equals("told"))
                .findFirst()
                .orElseThrow();
        assertThat(item.get("state").asText()).isEqualTo("waiting");
        assertThat(item.get("kind").asText()).isEqualTo("mention");
        assertThat(Instant.parse(item.get("receivedAt").asText())).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(item.has("endedAt")).isFalse();
    }

    @Test
    void only_what_came_in_the_asked_time_is_listed() throws Exception {
        take("timely", "timely", "x");
        assertThat(json(app.get("/api/messages?to=2020-01-01T00:00:00Z")).get("items"))
                .isEmpty();
        assertThat(json(app.get("/api/messages?from=2020-01-01T01:00:00%2B01:00"))
                        .get("items"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /api/messages?state=published        | state: "published" must be one of waiting, ticketed, appended, dismissed, dead
            /api/messages?limit=0                | limit: "0" must be a whole number from 1 to 500
            /api/messages?limit=many             | limit: "many" must be a whole number from 1 to 500
            /api/messages?from=yesterday         | from: "yesterday" must be a time with its zone, like 2026-01-31T08:00:00Z
            /api/comments?before=x               | before: "x" must be the `next` of the page before
            /api/dead-letters?before=1-2         | before: "1-2" must be the `next` of the page before
            /api/dead-letters?unrouted=true      | unrouted: what no route takes is no dead letter; see /api/messages?unrouted=true
            /api/dead-letters?state=waiting      | state: "waiting" must be left out; all that is listed here is dead
            /api/replies?unrouted=true           | unrouted: only messages and comments can be unrouted
            /api/messages?unrouted=yes           | unrouted: "yes" must be true or false
            /api/notes?sate=dead                 | "sate" is no parameter of this list; did you mean "state"?
            /api/conversations/shop              | thread is missing; say the conversation's thread, as messages name it
            """)
    void a_wrong_parameter_is_named_with_what_would_be_right(String path, String detail) throws Exception {
        HttpResponse<String> answer = app.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse("")).contains("application/problem+json");
        assertThat(json(answer).get("detail").asText()).isEqualTo(detail);
    }

    @Test
    void a_conversation_tells_all_that_happened_to_it() throws Exception {
        MessageRow row = take("story-1", "a/b?c", "help");
        var ticket = new Ticket("help", "900", Optional.of(URI.create("https://desk.example/900")));
        app.bean(Deliveries.class)
                .finish(List.of(row.numbered(1)), ticket, Optional.empty(), "shop-to-help", Instant.now(), Map.of())
                .await();
        CommentRow comment = comment(ticket, "story-c", "a/b?c");
        ReplyRow reply = app.bean(ReplyLedger.class)
                .reserve(
                        comment.seq(),
                        row.conversation(),
                        "story-1",
                        new ReplyRow.Content(new Agent("mia", "Mia"), "sure", List.of()));
        app.bean(ReplyLedger.class)
                .end(
                        reply,
                        ReplyState.PUBLISHED,
                        "stands",
                        Optional.of(new Sent("s1", Optional.of(URI.create("https://net.example/s1")), Instant.now())),
                        Optional.of(new NewNote(row.conversation(), "help", "900", "✓ published")));
        JsonNode story = json(app.get("/api/conversations/shop?thread=a/b%3Fc"));
        assertThat(story.get("messages").get(0).get("state").asText()).isEqualTo("ticketed");
        assertThat(story.get("links").get(0).get("ticket").asText()).isEqualTo("900");
        assertThat(story.get("comments").get(0).get("text").asText()).isEqualTo("sure");
        assertThat(story.get("replies").get(0).get("permalink").asText()).isEqualTo("https://net.example/s1");
        assertThat(story.get("notes").get(0).get("text").asText()).isEqualTo("✓ published");
        var events = new ArrayList<String>();
        story.get("events")
                .forEach(event -> events.add(
                        event.get("item").asText() + " " + event.get("state").asText()));
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "message waiting",
                        "message ticketed",
                        "link linked",
                        "comment waiting",
                        "comment replied",
                        "reply waiting",
                        "reply published",
                        "note waiting")
                .startsWith("message waiting");
        assertThat(app.get("/api/conversations/shop?thread=none").statusCode()).isEqualTo(404);
    }

    @Test
    void dead_letters_of_all_kinds_are_one_list_and_can_be_replayed() throws Exception {
        MessageRow message = take("dead-1", "dead", "x");
        app.bean(MessageLedger.class).end(message, MessageState.DEAD, "refused", Optional.of("r"));
        MessageRow linked = take("dead-2", "dead", "y");
        var ticket = new Ticket("help", "901", Optional.empty());
        app.bean(Deliveries.class)
                .finish(List.of(linked.numbered(1)), ticket, Optional.empty(), "r", Instant.now(), Map.of())
                .await();
        CommentRow comment = comment(ticket, "dead-c", "dead");
        app.bean(CommentLedger.class)
                .giveUp(comment, "bug", "r", new NewNote(message.conversation(), "help", "901", "note"));
        var note = app.bean(NoteLedger.class).of(message.conversation()).get(0);
        app.bean(NoteLedger.class).end(note, NoteState.DEAD, "gone");

        var kinds = new ArrayList<String>();
        String next = "";
        do {
            JsonNode page = json(app.get("/api/dead-letters?limit=1" + next));
            page.get("items").forEach(item -> kinds.add(item.get("item").asText()));
            next = page.has("next") ? "&before=" + page.get("next").asText() : "";
        } while (!next.isEmpty());
        assertThat(kinds).containsExactlyInAnyOrder("message", "comment", "note");

        assertThat(replay("message", message.seq()).statusCode()).isEqualTo(200);
        assertThat(replay("comment", comment.seq()).statusCode()).isEqualTo(200);
        assertThat(replay("note", note.seq()).statusCode()).isEqualTo(200);
        assertThat(app.woken().stream()
                        .filter(lane -> lane.conversation().equals(message.conversation()))
                        .map(lane -> lane.direction().name()))
                .containsExactly("MESSAGES", "COMMENTS", "NOTES");
        assertThat(replay("message", message.seq()).statusCode()).isEqualTo(409);
        assertThat(replay("message", 999_999).statusCode()).isEqualTo(404);
        assertThat(replay("ticket", 1).statusCode()).isEqualTo(404);
    }

    @Test
    void a_person_decides_what_became_of_an_uncertain_reply() throws Exception {
        ReplyRow there = reply("there", ReplyState.UNCERTAIN);
        ReplyRow notThere = reply("not-there", ReplyState.UNCERTAIN);
        ReplyRow failed = reply("failed", ReplyState.FAILED);

        assertThat(json(decide(there, "{}")).get("detail").asText())
                .isEqualTo("outcome: \"\" must be \"published\" or \"not published\"");
        assertThat(json(decide(there, "{\"outcome\":\"published\",\"permalink\":\":\"}"))
                        .get("detail")
                        .asText())
                .isEqualTo("permalink: \":\" must be an address");
        assertThat(decide(there, "{\"outcome\":\"published\",\"sentId\":\"net-7\"}")
                        .body())
                .isEqualTo("{\"item\":\"reply\",\"seq\":" + there.seq() + ",\"state\":\"published\"}");
        assertThat(decide(there, "{\"outcome\":\"not published\"}").statusCode())
                .isEqualTo(409);
        ReplyRow decided = app.bean(ReplyLedger.class).of(there.conversation()).get(0);
        assertThat(decided.state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(decided.sentId()).hasValue("net-7");
        assertThat(app.bean(NoteLedger.class).of(there.conversation()))
                .singleElement()
                .satisfies(note -> assertThat(note.text()).startsWith("✓ Counts as published on Fake"));

        assertThat(decide(notThere, "{\"outcome\":\"not published\"}").statusCode())
                .isEqualTo(200);
        assertThat(app.bean(CommentLedger.class)
                        .of(notThere.conversation())
                        .get(0)
                        .state())
                .isEqualTo(CommentState.WAITING);
        assertThat(post("/api/replies/" + failed.seq() + "/replay", "").statusCode())
                .isEqualTo(200);
        assertThat(app.woken().stream()
                        .filter(lane -> Set.of("there", "not-there", "failed")
                                .contains(lane.conversation().thread()))
                        .map(lane -> lane.conversation().thread() + " " + lane.direction()))
                .containsExactly("there NOTES", "not-there COMMENTS", "failed COMMENTS");
        assertThat(post("/api/replies/" + failed.seq() + "/replay", "").statusCode())
                .isEqualTo(409);
        assertThat(post("/api/replies/999999/replay", "").statusCode()).isEqualTo(404);
        assertThat(post("/api/replies/x/replay", "").statusCode()).isEqualTo(404);
    }

    private static ReplyRow reply(String thread, ReplyState state) {
        MessageRow row = take(thread + "-1", thread, "help");
        var ticket = new Ticket("help", thread, Optional.empty());
        app.bean(Deliveries.class)
                .finish(List.of(row.numbered(1)), ticket, Optional.empty(), "r", Instant.now(), Map.of())
                .await();
        CommentRow comment = comment(ticket, thread + "-c", thread);
        var content = new ReplyRow.Content(new Agent("mia", "Mia"), "sure", List.of());
        ReplyRow reply = app.bean(ReplyLedger.class).reserve(comment.seq(), row.conversation(), thread + "-1", content);
        app.bean(ReplyLedger.class).end(reply, state, "x", Optional.empty(), Optional.empty());
        return reply;
    }

    private static HttpResponse<String> decide(ReplyRow reply, String body) throws Exception {
        return post("/api/replies/" + reply.seq() + "/decide", body);
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return app.call("POST", path, body, "Content-Type", "application/json");
    }

    @Test
    void channels_and_desks_tell_their_limits_sources_and_health() throws Exception {
        JsonNode channel = json(app.get("/api/channels")).get(0);
        assertThat(channel.get("name").asText()).isEqualTo("shop");
        assertThat(channel.get("network").asText()).isEqualTo("Fake");
        assertThat(channel.get("publicText").get("max").asInt()).isEqualTo(280);
        assertThat(channel.get("sources").get(0).get("name").asText()).isEqualTo("posts");
        assertThat(channel.get("webhook").asText()).isEqualTo("/webhooks/channels/shop");
        assertThat(channel.get("health").get("status").asText()).isEqualTo("unknown");
        JsonNode desk = json(app.get("/api/desks")).get(0);
        assertThat(desk.get("product").asText()).isEqualTo("Fake desk");
        assertThat(desk.get("options").get(0).get("name").asText()).isEqualTo("group");
    }

    @Test
    void a_reply_window_is_told_with_the_kinds_it_binds(@TempDir Path data) throws Exception {
        var settings = Map.of(
                "deskbridge.channels.shop.window", "24h",
                "deskbridge.channels.acme.type", "instagram",
                "deskbridge.channels.acme.base-url", "http://127.0.0.1:1",
                "deskbridge.channels.acme.account-id", "1",
                "deskbridge.channels.acme.username", "acme",
                "deskbridge.channels.acme.access-token", "token");
        try (var windowed = new ConsoleApp(data, settings, List.of(InstagramChannels.class))) {
            windowed.opened();
            JsonNode channels = json(windowed.get("/api/channels"));
            assertThat(channels.get(0).get("name").asText()).isEqualTo("acme");
            assertThat(channels.get(0).get("replyWindow").asText()).isEqualTo("PT24H");
            assertThat(words(channels.get(0).get("replyWindowKinds"))).containsExactly("direct");
            assertThat(words(channels.get(1).get("replyWindowKinds")))
                    .containsExactly("mention", "comment", "direct", "review", "post");
        }
        assertThat(json(app.get("/api/channels")).get(0).has("replyWindowKinds"))
                .isFalse();
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Configuration
    @ComponentScan("io.deskbridge.channel.instagram")
    static class InstagramChannels {}

    @Test
    void a_program_brings_a_message_in_and_learns_whether_it_is_new() throws Exception {
        String item = "{\"id\":\"i1\",\"author\":{\"id\":\"anna\"},\"text\":\"Hallo\"}";
        HttpResponse<String> first = inbox("shop", item);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"new\":true}");
        assertThat(app.bean(MessageLedger.class).of(new Conversation("shop", "i1")))
                .hasSize(1);
        assertThat(inbox("shop", item).body()).isEqualTo("{\"new\":false}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
            shop  | {"author":{"id":"a"}}                          | 400 | id is missing
            shop  | {"id":"1","author":{}}                         | 400 | author.id is missing
            shop  | {"id":"1","txet":"x","author":{"id":"a"}}      | 400 | txet is unknown; did you mean "text"?
            shop  | {"id":"1","author":{"idd":"a"}}                | 400 | author.idd is unknown; did you mean "id"?
            shop  | {"id":"1","kind":"tweet","author":{"id":"a"}}  | 400 | kind "tweet" is unknown; there is: mention, comment, direct, review, post
            shop  | {"id":"1","sentAt":"now","author":{"id":"a"}}  | 400 | sentAt has a value of the wrong kind; see /api/openapi
            shop  | {"id":                                         | 400 | the body is no JSON: line 1, column 7
            shop  | []                                             | 400 | the body must be a message as a JSON object
            shpo  | {}                                             | 404 | channel "shpo" is not configured; did you mean "shop"?
            """)
    void what_is_wrong_with_a_message_is_named(String channel, String body, int status, String detail)
            throws Exception {
        HttpResponse<String> answer = inbox(channel, body);
        assertThat(json(answer).get("detail").asText()).isEqualTo(detail);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void the_openapi_document_describes_every_call() throws Exception {
        JsonNode document = json(app.get("/api/openapi"));
        var paths = new ArrayList<String>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .containsExactlyInAnyOrder(
                        "/api/messages",
                        "/api/comments",
                        "/api/replies",
                        "/api/replies/{seq}/decide",
                        "/api/replies/{seq}/replay",
                        "/api/notes",
                        "/api/dead-letters",
                        "/api/dead-letters/{item}/{seq}/replay",
                        "/api/conversations/{channel}",
                        "/api/channels",
                        "/api/desks",
                        "/api/inbox/{channel}",
                        "/api/comments/{desk}",
                        "/api/routes/deployments",
                        "/api/routes/deployments/{id}",
                        "/api/routes/deployments/{id}/rollback",
                        "/api/routes/try",
                        "/api/messages/export",
                        "/api/info",
                        "/api/counts");
        var parameters = new ArrayList<String>();
        document.at("/paths/~1api~1messages/get/parameters")
                .forEach(parameter -> parameters.add(parameter.get("name").asText()));
        assertThat(parameters).containsExactlyInAnyOrderElementsOf(ListingReader.PARAMETERS);
    }

    @Test
    void agents_comments_are_taken_for_desks_of_type_custom_alone() throws Exception {
        HttpResponse<String> answer = app.call("POST", "/api/comments/help", "{}", "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).get("detail").asText()).startsWith("\"help\" is no desk of type custom");
    }

    @Test
    void what_spring_finds_wrong_is_told_in_the_same_form() throws Exception {
        for (HttpResponse<String> answer : List.of(
                app.get("/api/nothing"),
                app.call("DELETE", "/api/messages", ""),
                app.call("POST", "/api/inbox/shop", "x", "Content-Type", "text/plain"))) {
            assertThat(answer.statusCode()).isBetween(404, 415);
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @Test
    void says_whether_it_is_a_sandbox() throws Exception {
        assertThat(json(app.get("/api/info")).get("sandbox").asBoolean()).isFalse();
    }

    private static MessageRow take(String id, String thread, String text) {
        var message = FakeChannelType.message("shop", id, thread, Instant.now())
                .text(text)
                .build();
        app.bean(MessageIntake.class).take(List.of(message));
        List<MessageRow> rows = app.bean(MessageLedger.class).of(message.conversation());
        return rows.get(rows.size() - 1);
    }

    private static CommentRow comment(Ticket ticket, String id, String thread) {
        app.bean(CommentLedger.class)
                .take(List.of(new Comment(
                        new CommentId("help", id), ticket, new Agent("mia", "Mia"), "sure", List.of(), Instant.now())));
        return app.bean(CommentLedger.class)
                .of(new Conversation("shop", thread))
                .get(0);
    }

    private static HttpResponse<String> replay(String item, long seq) throws Exception {
        return app.call("POST", "/api/dead-letters/" + item + "/" + seq + "/replay", "");
    }

    private static HttpResponse<String> inbox(String channel, String body) throws Exception {
        return app.call("POST", "/api/inbox/" + channel, body, "Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }
}
