package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.hub.AgentComments;
import io.deskbridge.hub.AgentComments.Taken;
import io.deskbridge.hub.ToldComment;
import io.deskbridge.store.CommentLedger;
import io.deskbridge.store.MessageState;
import io.deskbridge.store.TicketEventLedger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program says of agents' comments: nothing that it forgets to say lets one leave. */
class AgentCommentsTest {
    private static final ToldComment.Writer MIA = new ToldComment.Writer("mia", "Mia");

    private static final Map<String, String> ENTRIES = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;

    static HubApp app;
    static ProducerTemplate program;

    @BeforeAll
    static void start() {
        Processor tool = exchange -> {
            Map<?, ?> asked = exchange.getMessage().getBody(Map.class);
            if (asked.get("ask").equals("open")) {
                ENTRIES.put(String.valueOf(asked.get("conversation")), String.valueOf(asked.get("text")));
            }
            exchange.getMessage()
                    .setBody(
                            asked.get("ask").equals("open")
                                    ? Map.of(
                                            "ticket",
                                            "t-"
                                                    + String.valueOf(asked.get("conversation"))
                                                            .replaceAll(".*:", ""))
                                    : Map.of("written", true));
        };
        app = new HubApp(folder)
                .with("deskbridge.desks.tool.type", "custom")
                .bean("tool", tool)
                .route("in", Yaml.route("in", "channel:shop?kinds=mention", "to: {uri: 'desk:tool'}"))
                .route("out", Yaml.route("out", "desk:tool", "to: {uri: 'channel:origin'}"))
                .route("entries", Yaml.route("entries", "entries:tool", "process: {ref: tool}"))
                .route("take", Yaml.route("take", "direct:take", "to: {uri: 'comments:tool'}"))
                .route(
                        "sly",
                        Yaml.route(
                                "sly",
                                "channel:shop?kinds=post",
                                "setBody: {expression: {constant: {expression: '{\"id\": \"sly\", \"ticket\": \"t-a\", \"agent\": {\"id\": \"x\"}, \"text\": \"sly\", \"public\": true}'}}}",
                                "to: {uri: 'direct:take'}"))
                .start();
        program = app.bean(CamelContext.class).createProducerTemplate();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static ToldComment item(
            String id, String ticket, String text, Object isPublic, Instant changedAt, String key) {
        return new ToldComment(id, ticket, MIA, text, isPublic, null, null, changedAt, null, null, key, null);
    }

    private static Taken take(String id, String ticket, String text, Object isPublic) {
        return take(item(id, ticket, text, isPublic, null, null));
    }

    private static Taken take(ToldComment item) {
        return app.bean(AgentComments.class).take("tool", item);
    }

    private static boolean isKnown(String id) {
        return app.bean(CommentLedger.class).find("tool", id).isPresent();
    }

    private static String ticket(String thread) {
        app.post(thread + "-1", thread, "question");
        soon(() -> assertThat(app.messages(thread).get(0).state()).isEqualTo(MessageState.TICKETED));
        return "t-" + thread;
    }

    @Test
    void only_what_says_true_is_public() {
        String ticket = ticket("only");
        assertThat(take("p1", ticket, "words", null)).isEqualTo(Taken.PRIVATE);
        assertThat(take("p2", ticket, "words", false)).isEqualTo(Taken.PRIVATE);
        for (Object word : List.of("true", "yes", 1, Map.of())) {
            assertThatThrownBy(() -> take("p3", ticket, "words", word))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("public: \"" + word + "\" must be true or false");
        }
        assertThat(isKnown("p1") || isKnown("p2") || isKnown("p3")).isFalse();

        assertThat(take("p4", ticket, "words", true)).isEqualTo(Taken.NEW);
        soon(() -> assertThat(app.published("only")).containsExactly("words"));
    }

    @Test
    void the_same_again_is_known_and_published_once() {
        String ticket = ticket("again");
        assertThat(take("a1", ticket, "sure", true)).isEqualTo(Taken.NEW);
        assertThat(take("a1", ticket, "sure", true)).isEqualTo(Taken.KNOWN);
        soon(() -> assertThat(app.published("again")).containsExactly("sure"));
        assertThat(take("a1", ticket, "sure", true)).isEqualTo(Taken.KNOWN);
        assertThat(app.comments("again")).hasSize(1);
    }

    @Test
    void a_note_that_becomes_public_later_goes_out_then() {
        String ticket = ticket("later");
        assertThat(take("l1", ticket, "words", false)).isEqualTo(Taken.PRIVATE);
        assertThat(take("l1", ticket, "words", true)).isEqualTo(Taken.NEW);
        soon(() -> assertThat(app.published("later")).containsExactly("words"));
    }

    @Test
    void what_is_older_than_what_is_known_is_left_out() {
        String ticket = ticket("older");
        Instant now = app.clock.instant();
        assertThat(take(item("o1", ticket, "words", false, now, null))).isEqualTo(Taken.PRIVATE);
        assertThat(take(item("o1", ticket, "words", true, now.minusSeconds(5), null)))
                .isEqualTo(Taken.OLDER);
        assertThat(isKnown("o1")).isFalse();
        assertThat(take(item("o1", ticket, "words", true, now.plusSeconds(5), null)))
                .isEqualTo(Taken.NEW);
    }

    @Test
    void an_id_that_names_a_comment_in_another_ticket_is_refused() {
        take("c1", ticket("one"), "words", true);
        assertThatThrownBy(() -> take("c1", "t-two", "other words", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "id: \"c1\" names a comment in ticket t-one already; an id must be unique in the whole desk,"
                                + " such as t-two-c1");
    }

    @Test
    void what_the_hub_wrote_itself_is_no_agents_comment() {
        String ticket = ticket("own");
        String key = "deskbridge-" + "0a".repeat(20);
        assertThat(take(item("k1", ticket, "words", true, null, key))).isEqualTo(Taken.OWN);
        String entry = ENTRIES.get(HubApp.talk("own").externalId());
        assertThat(entry).startsWith("question").contains("———");
        assertThat(take("k2", ticket, entry.replace("\n", "\r\n "), true)).isEqualTo(Taken.OWN);
        assertThat(isKnown("k1") || isKnown("k2")).isFalse();
    }

    @Test
    void a_note_of_the_hubs_own_that_a_program_calls_an_agents_stays_inside() {
        String ticket = ticket("noted");
        take("n1", ticket, "words", true);
        soon(() -> assertThat(app.noteRows("noted")).singleElement().satisfies(note -> assertThat(note.text())
                .startsWith("✓ Published")));
        String note = app.noteRows("noted").get(0).text();

        assertThat(take("n2", ticket, note, true)).isEqualTo(Taken.OWN);
        assertThat(take(internal("n3", ticket, note))).isEqualTo(Taken.OWN);
        assertThat(isKnown("n2") || isKnown("n3")).isFalse();
        assertThat(app.published("noted")).containsExactly("words");
    }

    private static ToldComment internal(String id, String ticket, String text) {
        return new ToldComment(id, ticket, MIA, text, false, true, null, null, null, null, null, null);
    }

    private static ToldComment solved(String ticket) {
        return new ToldComment(null, ticket, null, null, null, null, null, null, null, null, null, true);
    }

    @Test
    void what_is_told_of_tickets_of_others_is_left_out() {
        assertThat(take(solved("foreign"))).isEqualTo(Taken.TICKET);
        assertThat(take(internal("f1", "foreign", "Hi, thank you for your message! Could you please send us a photo?")))
                .isEqualTo(Taken.PRIVATE);
        assertThat(app.bean(TicketEventLedger.class).isSolved("tool", "foreign"))
                .isFalse();

        String ticket = ticket("ours");
        assertThat(take(solved(ticket))).isEqualTo(Taken.TICKET);
        assertThat(app.bean(TicketEventLedger.class).isSolved("tool", ticket)).isTrue();
    }

    @Test
    void what_lacks_something_is_refused_by_its_name() {
        refused(Map.of("ticket", "t"), "id is missing");
        refused(Map.of("id", "c"), "ticket is missing");
        refused(Map.of("id", "c", "ticket", "t", "public", true), "agent.id is missing");
        refused(Map.of("id", "c", "ticket", "t", "public", true, "agent", Map.of("id", "m")), "text is missing");
        refused(
                Map.of("id", "c", "ticket", "t", "pubic", true),
                "a comment has no \"pubic\"; did you mean \"public\"?");
        refused(Map.of("id", "c", "ticket", "t?x=1"), "ticket is not usable");
        refused(Map.of("solved", true), "ticket is missing");
        refused(Map.of("id", "c", "ticket", "t", "solved", true), "solved tells of a ticket");
        refused(
                Map.of(
                        "id",
                        "c",
                        "ticket",
                        "t",
                        "public",
                        true,
                        "internal",
                        true,
                        "agent",
                        Map.of("id", "m"),
                        "text",
                        "words"),
                "what is public cannot be internal");
        refused(Map.of("id", "c", "ticket", "t", "internal", true, "text", "words"), "agent.id is missing");
        refused(
                "words",
                "to comments:tool wants a map or JSON with id, ticket, agent, text and public, or with ticket and");
    }

    private static void refused(Object body, String why) {
        assertThatThrownBy(() -> program.sendBody("direct:take", body)).cause().hasMessageContaining(why);
    }

    @Test
    void what_a_customer_wrote_never_becomes_an_agents_comment() {
        app.network.post(new MessageBuilder("shop", "s1", Kind.POST, "s", Author.unknown("anna"), app.clock.instant())
                .text("sly")
                .build());
        soon(() -> assertThat(app.messages("s").get(0)).satisfies(row -> {
            assertThat(row.state()).isEqualTo(MessageState.DEAD);
            assertThat(row.reason()).contains("none of it becomes an agent's comment");
        }));
        assertThat(isKnown("sly")).isFalse();
    }
}
