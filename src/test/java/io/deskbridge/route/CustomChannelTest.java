package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Reply;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageLedger;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.NoteLedger;
import io.deskbridge.store.ReplyLedger;
import io.deskbridge.store.ReplyState;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any program as a channel: messages in by {@code inbox:}, replies out by {@code outbox:}. */
class CustomChannelTest {
    @TempDir
    static Path folder;

    static HubApp app;
    static ProducerTemplate program;
    static List<Reply> handedOut = new CopyOnWriteArrayList<>();
    static Map<String, Supplier<Exception>> failures = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        Processor shop = exchange -> {
            Reply reply = exchange.getMessage().getBody(Reply.class);
            handedOut.add(reply);
            Supplier<Exception> failure = failures.get(reply.text());
            if (failure != null) {
                throw failure.get();
            }
            exchange.getMessage()
                    .setHeader(
                            "DeskbridgeSentId",
                            "answer to " + reply.inReplyTo().id().value());
        };
        app = HubApp.usual(folder)
                .with("deskbridge.channels.reviews.type", "custom")
                .with("deskbridge.channels.reviews.network", "Our shop")
                .with("deskbridge.channels.reviews.settle", "30ms")
                .bean("program", shop)
                .route("take", Yaml.route("take", "direct:reviews", "to: {uri: 'inbox:reviews'}"))
                .route(
                        "timer",
                        """
                        - route:
                            id: timer
                            description: Something that happens by itself becomes a message.
                            from:
                              uri: timer:once
                              parameters: {repeatCount: 1, delay: 1}
                              steps:
                                - setBody: {expression: {constant: {expression: '{"id": "by-timer", "text": "tick", "author": {"id": "clock"}}'}}}
                                - to: {uri: "inbox:reviews"}
                        """)
                .route("reviews-in", Yaml.route("reviews-in", "channel:reviews", "to: {uri: 'desk:help'}"))
                .route("reviews-out", Yaml.route("reviews-out", "outbox:reviews", "process: {ref: program}"))
                .start();
        program = app.bean(CamelContext.class).createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static List<MessageRow> rows(String thread) {
        return app.bean(MessageLedger.class).of(new Conversation("reviews", thread));
    }

    private static Ticket ticket(String thread) {
        soon(() -> assertThat(rows(thread)).anyMatch(row -> row.ticketId().isPresent()));
        return app.desk.casesOf("deskbridge:reviews:" + thread).get(0).ticket();
    }

    private static ReplyState reply(String thread) {
        return app.bean(ReplyLedger.class)
                .of(new Conversation("reviews", thread))
                .get(0)
                .state();
    }

    private static List<String> notes(String thread) {
        return app.bean(NoteLedger.class).of(new Conversation("reviews", thread)).stream()
                .map(note -> note.text())
                .toList();
    }

    private static void review(String id, String text) {
        program.sendBody("direct:reviews", Map.of("id", id, "text", text, "author", Map.of("id", "c-99")));
    }

    @Test
    void a_map_becomes_a_message() {
        program.sendBody(
                "direct:reviews",
                Map.of(
                        "id", "map",
                        "kind", "review",
                        "thread", "product",
                        "text", "Two stars, it drips.",
                        "author", Map.of("id", "c-99", "name", "Anna")));

        assertThat(rows("product")).hasSize(1); // on disk when the step returns
        ticket("product");
        var entry =
                app.desk.casesOf("deskbridge:reviews:product").get(0).entries().get(0);
        assertThat(entry.text()).startsWith("Two stars, it drips.").contains("Anna (@c-99) · Our shop · review #1");
    }

    @Test
    void json_becomes_a_message() {
        program.sendBody("direct:reviews", "{\"id\": \"json\", \"text\": \"good\", \"author\": {\"id\": \"c-1\"}}");
        assertThat(rows("json")).hasSize(1);
    }

    @Test
    void a_timers_message_is_taken_in() {
        soon(() -> assertThat(rows("by-timer")).hasSize(1));
    }

    @Test
    void the_stars_of_a_review_stand_in_the_ticket_and_other_stars_are_an_edit() {
        rate("rated", 2);
        rate("rated", 2);
        ticket("rated");
        rate("rated", 5);

        assertThat(rows("rated")).extracting(MessageRow::change).containsExactly(Change.NEW, Change.EDITED);
        soon(() -> {
            var entries = app.desk.casesOf("deskbridge:reviews:rated").get(0).entries();
            assertThat(entries.get(0).text()).startsWith("★★☆☆☆\nit drips\n");
            assertThat(entries.get(1).text())
                    .startsWith("Changed by the author. Now:\n★★★★★\nit drips\n\nBefore:\n★★☆☆☆\nit drips\n");
        });
        assertThat(app.desk.casesOf("deskbridge:reviews:rated").get(0).subject())
                .isEqualTo("Our shop @c-99: ★★☆☆☆ it drips");
        refused(Map.of("id", "x", "stars", 6, "author", Map.of("id", "c-1")), "stars 6 is no rating; there are 1 to 5");
    }

    private static void rate(String id, int stars) {
        program.sendBody(
                "direct:reviews",
                Map.of("id", id, "kind", "review", "text", "it drips", "stars", stars, "author", Map.of("id", "c-99")));
    }

    @Test
    void the_same_words_again_are_a_repeat_and_others_an_edit() {
        review("same", "AaAa");
        review("same", "AaAa");
        review("same", "BBBB"); // Java's hash code of both is the same

        assertThat(rows("same")).extracting(MessageRow::change).containsExactly(Change.NEW, Change.EDITED);
    }

    @Test
    void a_body_that_lacks_something_is_refused_by_its_name() {
        refused(Map.of("text", "words", "author", Map.of("id", "c-1")), "id is missing");
        refused(Map.of("id", "x", "author", Map.of("name", "Anna")), "author.id is missing");
        refused(
                Map.of("id", "x", "kind", "postcard", "author", Map.of("id", "c-1")),
                "kind \"postcard\" is unknown; there is: mention, comment, direct, review, post");
    }

    @Test
    void a_body_that_is_no_message_is_refused_with_what_is_wanted() {
        refused("just words", "to inbox:reviews wants a map or JSON with id, text and author; the body is a String");
        refused("{\"id\": ", "Unexpected end-of-input");
        refused(Map.of("id", "x", "txt", "words"), "\"txt\"");
    }

    private static void refused(Object body, String why) {
        assertThatThrownBy(() -> program.sendBody("direct:reviews", body))
                .isInstanceOf(CamelExecutionException.class)
                .cause()
                .hasMessageContaining(why);
    }

    @Test
    void an_agents_reply_is_handed_to_the_program_and_its_echo_is_known() {
        review("r-1", "it drips");
        app.desk.comment(ticket("r-1"), "Sorry!");

        soon(() -> assertThat(notes("r-1")).containsExactly("✓ Published on Our shop: “Sorry!”"));
        assertThat(handedOut).filteredOn(reply -> reply.text().equals("Sorry!")).hasSize(1);
        assertThat(app.bean(ReplyLedger.class)
                        .of(new Conversation("reviews", "r-1"))
                        .get(0)
                        .sentId())
                .hasValue("answer to r-1");
    }

    @Test
    void a_reply_with_a_picture_is_handed_out_as_custom_channels_take_any() {
        review("r-2", "it drips");
        app.desk.comment(
                ticket("r-2"),
                "like this",
                Attachment.of(Attachment.Type.IMAGE, "help:1").named("a.png").typed("image/png"));

        soon(() -> assertThat(notes("r-2")).containsExactly("✓ Published on Our shop: “like this”"));
    }

    @Test
    void a_program_that_fails_leaves_the_reply_uncertain_and_is_asked_once() {
        failures.put("broken", () -> new SocketTimeoutException("read timed out"));
        uncertain("r-3", "broken");
        failures.put("broken pipe", () -> new IOException("broken pipe"));
        uncertain("r-4", "broken pipe");
    }

    private static void uncertain(String id, String words) {
        review(id, "it drips");
        app.desk.comment(ticket(id), words);

        soon(() -> assertThat(notes(id))
                .singleElement()
                .asString()
                .startsWith("? Perhaps published on Our shop")
                .contains("“" + words + "”\nPlease look there."));
        assertThat(reply(id)).isEqualTo(ReplyState.UNCERTAIN);
        assertThat(handedOut).filteredOn(reply -> reply.text().equals(words)).hasSize(1);
    }

    @Test
    void a_program_that_says_no_is_believed() {
        failures.put("no", () -> new Failure.Rejected("the review was withdrawn"));
        review("r-5", "it drips");
        app.desk.comment(ticket("r-5"), "no");

        soon(() -> assertThat(notes("r-5"))
                .singleElement()
                .asString()
                .contains("It said: the review was withdrawn\nTo try once more"));
        assertThat(reply("r-5")).isEqualTo(ReplyState.FAILED);
    }
}
