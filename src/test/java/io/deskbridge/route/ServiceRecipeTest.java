package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskbridge.contract.Hostile;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Media;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.ReplyRow;
import io.deskbridge.store.ReplyState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's marketplace, between a real HTTP server and the hub. */
class ServiceRecipeTest {
    private static final String[] RECIPES = {"market-questions", "market-replies"};
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TAKEN = "{\"answer\": {\"id\": 900, \"url\": \"https://market.example/a/900\"}}";

    private Service market;
    private RecipeRun run;

    @BeforeEach
    void prepare(@TempDir Path folder) throws Exception {
        market = new Service();
        market.answering = call -> new Service.Answer(200, TAKEN, Map.of());
        market.listing = "{\"questions\": []}";
        run = new RecipeRun(
                folder,
                "market",
                Map.of(
                        "https://api.market.example",
                        market.address(),
                        "period: \"30000\"",
                        "period: \"100\"\n        delay: \"50\""),
                RECIPES);
    }

    @AfterEach
    void stop() {
        run.close();
        market.close();
    }

    private static Map<String, Object> question(int number, String buyer, String text) {
        return Map.of(
                "number",
                number,
                "order",
                "A-" + number,
                "text",
                text,
                "buyer",
                Map.of("id", buyer, "name", "Name of " + buyer),
                "asked_at",
                "2026-01-05T10:00:00+01:00",
                "url",
                "https://market.example/q/" + number);
    }

    private void lists(Object... questions) throws Exception {
        market.listing = JSON.writeValueAsString(Map.of("questions", List.of(questions)));
    }

    /** Half a character is none; no service can send it. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private ReplyRow ended(String thread) {
        soon(() ->
                assertThat(run.replies(thread)).singleElement().matches(reply -> reply.state() != ReplyState.WAITING));
        return run.replies(thread).get(0);
    }

    @Test
    void questions_become_tickets_and_answers_go_back_with_all_that_the_service_needs() throws Exception {
        lists(question(1, "b-9", "Is it red?"));
        run.app.start();
        run.ticket("A-1");
        assertThat(run.entries("A-1").get(0).text())
                .startsWith("Is it red?\n\n———\nName of b-9 (@b-9) · Custom · comment #1 · 2026-01-05 09:00 UTC\n"
                        + "https://market.example/q/1");

        run.app.otherDesk.file("p", new Media("p.txt", "text/plain", "abc".getBytes()));
        run.app.otherDesk.comment(
                run.ticket("A-1"),
                "Yes, \"red\".",
                Attachment.of(Attachment.Type.FILE, "p").named("p.txt").typed("text/plain"));

        ReplyRow reply = ended("A-1");
        assertThat(reply.state()).as(reply.reason()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(reply.sentId()).hasValue("900");
        assertThat(reply.permalink()).hasToString("Optional[https://market.example/a/900]");
        Service.Call call = market.posted.get(0);
        assertThat(call.path()).isEqualTo("/answers");
        assertThat(call.header("Authorization")).isEqualTo("Bearer secret");
        assertThat(call.header("Content-type")).isEqualTo("application/json");
        JsonNode sent = JSON.readTree(call.body());
        assertThat(sent.path("key").asText()).startsWith("deskbridge-").isEqualTo(call.header("Idempotency-key"));
        assertThat(sent.path("inReplyTo").asText()).isEqualTo("1");
        assertThat(sent.path("thread").asText()).isEqualTo("A-1");
        assertThat(sent.path("text").asText()).isEqualTo("Yes, \"red\".");
        assertThat(sent.at("/author/id").asText()).isEqualTo("b-9");
        assertThat(sent.at("/attachments/0/content").binaryValue()).isEqualTo("abc".getBytes());
        soon(() -> assertThat(run.notes("A-1"))
                .anyMatch(
                        note -> note.contains("Published on Custom") && note.contains("https://market.example/a/900")));
    }

    @Test
    void a_service_cannot_say_by_a_header_under_which_id_an_answer_stands() throws Exception {
        market.answering = call -> new Service.Answer(200, TAKEN, Map.of("deskBridgesentid", "1"));
        lists(question(1, "b", "red?"));
        run.app.start();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes");

        assertThat(ended("A-1").sentId()).hasValue("900");
    }

    @Test
    void what_is_listed_again_is_known_also_after_a_crash_and_edits_deletions_and_own_words_are_what_they_are()
            throws Exception {
        lists(question(1, "b", "red?"));
        run.app.start();
        run.ticket("A-1");
        run.app.restart();
        int looked = market.looked.get();
        soon(() -> assertThat(market.looked.get()).isGreaterThan(looked + 2));
        assertThat(run.rows("A-1")).hasSize(1);

        lists(question(1, "b", "red or blue?"), question(2, "acme", "a colleague's words"));
        soon(() -> assertThat(run.entries("A-1")).hasSize(2));
        soon(() -> assertThat(run.rows("A-2")).singleElement().matches(row -> row.state() == MessageState.DISMISSED));
        var withdrawn = new java.util.HashMap<>(question(1, "b", ""));
        withdrawn.put("withdrawn", true);
        lists(withdrawn);
        soon(() -> assertThat(run.rows("A-1"))
                .extracting(MessageRow::change)
                .containsExactly(Change.NEW, Change.EDITED, Change.DELETED));
    }

    @Test
    void one_that_cannot_be_read_keeps_no_other_away_and_all_words_are_data() throws Exception {
        var questions = new ArrayList<Object>();
        questions.add(Map.of("text", "no number and no buyer"));
        questions.add("no object");
        int number = 1;
        for (String words : Hostile.TEXTS) {
            questions.add(question(number++, "x", words));
        }
        lists(questions.toArray());
        run.app.start();

        for (int i = 1; i < number; i++) {
            run.ticket("A-" + i);
            assertThat(run.entries("A-" + i).get(0).message().text()).isEqualTo(whole(Hostile.TEXTS.get(i - 1)));
        }
        run.unharmed(RECIPES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"message\": \"too long\"}     | FAILED    | too long",
                "404 | {}                              | FAILED    | answered 404",
                "200 | {\"error\": \"order is closed\"} | FAILED    | order is closed",
                "200 | {\"error\": {\"code\": 7}}       | FAILED    | {\"code\":7}",
                "200 | {\"error\": false}               | PUBLISHED | stands on the network",
                "204 | ''                              | PUBLISHED | stands on the network",
                "200 | <html>                          | PUBLISHED | stands on the network",
                "500 | {}                              | UNCERTAIN | cannot be asked",
                "0   | ''                              | UNCERTAIN | cannot be asked"
            })
    void what_the_service_answers_decides(int status, String body, ReplyState state, String reason) throws Exception {
        market.answering = call -> new Service.Answer(status, body, Map.of());
        lists(question(1, "b", "red?"));
        run.app.start();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");

        ReplyRow reply = ended("A-1");
        assertThat(reply.state()).as(reply.reason()).isEqualTo(state);
        assertThat(reply.reason()).contains(reason);
        assertThat(market.posted).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429,1", "503,1", "401,"})
    void what_was_certainly_not_done_is_tried_again_and_stands_once(int status, String after) throws Exception {
        var calls = new AtomicInteger();
        market.answering = call -> calls.incrementAndGet() == 1
                ? new Service.Answer(status, "{}", after == null ? Map.of() : Map.of("Retry-After", after))
                : new Service.Answer(200, TAKEN, Map.of());
        lists(question(1, "b", "red?"));
        run.app.start();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");

        soon(() -> assertThat(market.posted).isNotEmpty());
        run.app.clock.forward(Duration.ofMinutes(2));
        assertThat(ended("A-1").state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(market.posted).hasSize(2);
        assertThat(market.posted.get(0).header("Idempotency-key"))
                .isEqualTo(market.posted.get(1).header("Idempotency-key"));
    }

    @Test
    void nobody_there_is_no_uncertainty() throws Exception {
        lists(question(1, "b", "red?"));
        run.app.start();
        run.ticket("A-1");
        market.close();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");
        soon(() -> assertThat(run.replies("A-1"))
                .singleElement()
                .matches(reply ->
                        reply.state() == ReplyState.WAITING && reply.triedAt().isEmpty()));
        soon(() -> assertThat(run.app
                        .bean(io.deskbridge.store.CommentLedger.class)
                        .of(new io.deskbridge.core.Conversation("market", "A-1")))
                .singleElement()
                .matches(row -> row.attempts() > 1 && row.reason().contains("reached nobody")));
    }

    @Test
    void a_service_that_knows_the_key_gets_a_reply_that_broke_off_again_and_takes_it_once() throws Exception {
        var stands = new java.util.concurrent.ConcurrentHashMap<String, String>();
        market.answering = call -> stands.put(call.header("Idempotency-key"), call.body()) == null
                ? new Service.Answer(0, "", Map.of())
                : new Service.Answer(200, TAKEN, Map.of());
        run.app.with("deskbridge.channels.market.idempotent", "true");
        lists(question(1, "b", "red?"));
        run.app.start();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");

        assertThat(ended("A-1").state()).isEqualTo(ReplyState.PUBLISHED);
        assertThat(market.posted.size()).isGreaterThan(1);
        assertThat(stands).hasSize(1);
    }

    @Test
    void behind_a_second_step_that_leads_outside_nobody_knows_what_the_first_did() throws Exception {
        run.app.route(
                "market-replies",
                """
                - route:
                    id: market-replies
                    description: Answers go to two places.
                    from:
                      uri: "outbox:market"
                      parameters: {as: "json"}
                      steps:
                        - to: {uri: "%s/first"}
                        - to: {uri: "%s/second"}
                """
                        .formatted(market.address(), market.address()));
        market.answering = call -> new Service.Answer(call.path().equals("/first") ? 200 : 400, "{}", Map.of());
        lists(question(1, "b", "red?"));
        run.app.start();
        run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");

        assertThat(ended("A-1").state()).isEqualTo(ReplyState.UNCERTAIN);
    }

    /** Both places in one step, of which the second refuses the answer, or is not there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to: {uri: 'direct:post'}                                             | true",
                "to: {uri: 'direct:post'}                                             | false",
                "to: {uri: '{{market-place}}'}                                        | true",
                "toD: {uri: 'direct:post'}                                            | true",
                "toD: {uri: '${variable.where}'}                                      | true",
                "enrich: {expression: {constant: {expression: 'direct:post'}}}        | true",
                "recipientList: {stopOnException: true, expression: {constant: {expression: 'FIRST,SECOND'}}} | true",
                "recipientList: {stopOnException: true, expression: {constant: {expression: 'FIRST,SECOND'}}} | false",
                "routingSlip: {expression: {constant: {expression: 'FIRST,SECOND'}}}  | true",
                "routingSlip: {expression: {constant: {expression: 'FIRST,SECOND'}}}  | false"
            })
    void a_step_that_leads_to_two_places_is_not_one(String step, boolean isThere) throws Exception {
        var second = new Service();
        second.answering = call -> new Service.Answer(400, "{}", Map.of());
        if (!isThere) {
            second.close();
        }
        try (second) {
            String first = market.address() + "/first";
            run.app
                    .with("deskbridge.routes.settings.market-place", "direct:post")
                    .route(
                            "market-replies",
                            Yaml.route(
                                            "market-replies",
                                            "outbox:market?as=json",
                                            "setVariable: {name: where, expression: {constant: {expression: 'direct:post'}}}",
                                            step)
                                    .replace("FIRST", first)
                                    .replace("SECOND", second.address()))
                    .route(
                            "post",
                            Yaml.route(
                                    "post",
                                    "direct:post",
                                    "to: {uri: '" + first + "'}",
                                    "to: {uri: '" + second.address() + "'}"));
            lists(question(1, "b", "red?"));
            run.app.start();
            run.app.otherDesk.comment(run.ticket("A-1"), "Yes.");

            ReplyRow reply = ended("A-1");
            assertThat(reply.state()).as(reply.reason()).isEqualTo(ReplyState.UNCERTAIN);
            assertThat(market.posted).hasSize(1);
        }
    }
}
