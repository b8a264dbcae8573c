package io.deskbridge.desk.zendesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways in which a comment of a ticket can come about, in {@code ways.json}, and through which doors each may leave. */
class ZendeskWaysTest {
    private static final JsonNode WAYS = ways();
    private static final String WRITTEN = Instant.now().toString();

    private final GuardedFetch downloads = new GuardedFetch(SandboxServer.LIMITS, Set.of());

    @AfterEach
    void close() throws IOException {
        downloads.close();
    }

    private static JsonNode ways() {
        try (var stream = ZendeskWaysTest.class.getResourceAsStream("ways.json")) {
            return Json.MAPPER.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named<JsonNode>> rows(String list) {
        return StreamSupport.stream(WAYS.path(list).spliterator(), false)
                .map(comment -> Named.of(comment.path("html_body").asText().replaceAll("<[^>]*>", ""), comment));
    }

    static Stream<Named<JsonNode>> answers() {
        return rows("answers");
    }

    static Stream<Named<JsonNode>> inside() {
        return rows("inside");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void an_agents_answer_leaves_through_each_door(JsonNode comment) {
        Doors doors = new Doors(List.of(comment));

        assertThat(doors.polled()).hasSize(1);
        assertThat(doors.pushed()).isEqualTo(doors.polled());
        assertThat(doors.publicNow(comment).map(Comment::text))
                .contains(comment.path("plain_body").asText());
    }

    @ParameterizedTest
    @MethodSource("inside")
    void what_is_no_answer_of_an_agent_leaves_through_none(JsonNode comment) {
        Doors doors = new Doors(List.of(comment));

        assertThat(doors.polled()).isEmpty();
        assertThat(doors.pushed()).isEmpty();
        assertThat(doors.publicNow(comment)).isEmpty();
    }

    @Test
    void what_words_or_a_file_were_taken_out_of_is_told_as_not_public_any_more() {
        List<JsonNode> redacted = Stream.of(181, 182)
                .map(id -> StreamSupport.stream(WAYS.path("inside").spliterator(), false)
                        .filter(comment -> comment.path("id").asInt() == id)
                        .findFirst()
                        .orElseThrow())
                .toList();
        List<JsonNode> all = new ArrayList<>(redacted);
        all.add(WAYS.path("answers").get(0));

        assertThat(new Doors(all).wordings())
                .extracting(TicketNews.Wording::isPublic)
                .containsExactly(false, false, true);
    }

    /** By the numbers of the ways: what an agent surely takes for an answer, and the hub does not publish. */
    private static final Map<Integer, String> TOLD = Map.ofEntries(
            Map.entry(116, "way ?"),
            Map.entry(117, "way ?"),
            Map.entry(118, "way ?"),
            Map.entry(119, "way telepathy"),
            Map.entry(128, "way follow_up"),
            Map.entry(129, "way closed_ticket"),
            Map.entry(130, "way problem"),
            Map.entry(131, "way linked_problem"),
            Map.entry(151, "way any_channel"),
            Map.entry(152, "way recovered_from_suspended_tickets"),
            Map.entry(169, ""),
            Map.entry(170, ""),
            Map.entry(171, ""),
            Map.entry(173, ""),
            Map.entry(174, ""),
            Map.entry(176, ""),
            Map.entry(177, ""),
            Map.entry(178, ""),
            Map.entry(179, ""),
            Map.entry(180, ""),
            Map.entry(181, ""),
            Map.entry(182, ""));

    @ParameterizedTest
    @MethodSource("inside")
    void of_what_an_agent_takes_for_an_answer_the_agent_is_told_why_it_stays(JsonNode comment) {
        int id = comment.path("id").asInt();
        List<TicketNews.Withheld> told = new Doors(List.of(comment)).told();

        assertThat(told).hasSize(TOLD.containsKey(id) ? 1 : 0);
        assertThat(told)
                .extracting(TicketNews.Withheld::once)
                .allMatch(once -> once.equals(TOLD.get(id).isEmpty() ? String.valueOf(id) : TOLD.get(id)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void of_what_leaves_nothing_is_told(JsonNode comment) {
        assertThat(new Doors(List.of(comment)).told()).isEmpty();
    }

    @Test
    void beside_all_others_the_answers_leave_and_nothing_else() {
        var all = new ArrayList<JsonNode>();
        WAYS.path("inside").forEach(all::add);
        WAYS.path("answers").forEach(all::add);
        String[] answers =
                answers().map(answer -> answer.getPayload().path("id").asText()).toArray(String[]::new);

        assertThat(new Doors(all).polled()).containsExactlyInAnyOrder(answers);
        assertThat(new Doors(all).pushed()).containsExactlyInAnyOrder(answers);
        assertThat(inside()).allSatisfy(row -> assertThat(new Doors(all).publicNow(row.getPayload()))
                .isEmpty());
    }

    @Test
    void what_made_a_comment_public_is_asked_again_at_the_moment_of_publishing() {
        ObjectNode answer = WAYS.path("answers").get(0).deepCopy();
        for (JsonNode comment : WAYS.path("inside")) {
            // as it is now, though it came out before
            ObjectNode now = comment.deepCopy();
            now.set("id", answer.path("id"));

            assertThat(new Doors(List.of(now)).publicNow(answer))
                    .as(comment.path("body").asText())
                    .isEmpty();
        }
        assertThat(new Doors(List.of()).publicNow(answer)).as("deleted").isEmpty();
    }

    /** A desk at a Zendesk with one ticket of the hub. */
    private final class Doors {
        private static final Ticket TICKET = new Ticket("zendesk", "17", Optional.empty());
        private final PushedZendeskDesk desk;

        Doors(List<JsonNode> comments) {
            ArrayNode list = Json.MAPPER.createArrayNode();
            comments.forEach(comment -> list.add(((ObjectNode) comment.deepCopy()).put("created_at", WRITTEN)));
            ObjectNode page = Json.MAPPER.createObjectNode();
            page.set("comments", list);
            page.set("users", WAYS.path("users"));
            String ticket = "{\"id\": 17, \"external_id\": \"deskbridge:shop:1\", \"status\": \"open\"}";
            Map<String, String> answers = Map.of(
                    "incremental/tickets/cursor.json",
                    "{\"tickets\": [" + ticket + "], \"after_cursor\": \"x\", \"end_of_stream\": true}",
                    "tickets/17.json",
                    "{\"ticket\": " + ticket + "}",
                    "tickets/17/comments.json",
                    page.toString());
            var context =
                    new AccountContext("zendesk", call -> answer(answers, call), new MemoryTokens(), Clock.systemUTC());
            ZendeskSettings valid = SettingsTest.valid();
            var settings = new ZendeskSettings(
                    valid.baseUrl(),
                    valid.email(),
                    valid.apiToken(),
                    valid.oauthToken(),
                    Sandbox.WEBHOOK,
                    valid.pace(),
                    valid.updatesPerTicket(),
                    valid.group(),
                    valid.brand(),
                    valid.tags());
            desk = new PushedZendeskDesk(settings, context, downloads, Duration.ofSeconds(1));
        }

        private static HttpAnswer answer(Map<String, String> answers, HttpCall call) {
            String body = answers.get(call.uri().getPath().replace("/api/v2/", ""));
            return new HttpAnswer(
                    body == null ? 404 : 200,
                    Map.of(),
                    (body == null ? "{\"error\": \"RecordNotFound\"}" : body).getBytes(StandardCharsets.UTF_8));
        }

        List<String> polled() {
            return ids(desk.sources().get(0).poll(Cursor.START).items());
        }

        List<TicketNews.Withheld> told() {
            return desk.sources().get(0).poll(Cursor.START).news().stream()
                    .filter(TicketNews.Withheld.class::isInstance)
                    .map(TicketNews.Withheld.class::cast)
                    .toList();
        }

        List<TicketNews.Wording> wordings() {
            return desk.sources().get(0).poll(Cursor.START).news().stream()
                    .filter(TicketNews.Wordings.class::isInstance)
                    .flatMap(news -> ((TicketNews.Wordings) news).there().stream())
                    .toList();
        }

        List<String> pushed() {
            byte[] body = "{\"ticket_id\": \"17\"}".getBytes(StandardCharsets.UTF_8);
            String at = Instant.now().toString();
            Secret secret = Sandbox.WEBHOOK;
            var headers = Map.of(
                    "X-Zendesk-Webhook-Signature-Timestamp",
                    at,
                    "X-Zendesk-Webhook-Signature",
                    Signatures.hmacSha256Base64(secret, at.getBytes(StandardCharsets.UTF_8), body));
            var receipt = desk.receive(new WebhookCall("POST", Map.of(), headers, body));
            assertThat(receipt.answer().status()).isEqualTo(200);
            return ids(receipt.items());
        }

        Optional<Comment> publicNow(JsonNode comment) {
            return desk.publicNow(new Comment(
                    new CommentId("zendesk", comment.path("id").asText()),
                    TICKET,
                    new Agent("11", "Mia"),
                    "as it was",
                    List.of(),
                    Instant.parse(WRITTEN)));
        }

        private static List<String> ids(List<Comment> comments) {
            return comments.stream().map(comment -> comment.id().value()).toList();
        }
    }
}
