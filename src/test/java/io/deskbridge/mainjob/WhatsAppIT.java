package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WhatsApp through the whole hub: webhook, ticket, answer, statuses. */
class WhatsAppIT {
    private static final String SEND = "/sandbox/whatsapp/v25.0/106540352242922/messages";

    @TempDir
    static Path folder;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        RouteFile.write(routes, "whatsapp-to-zendesk", "channel:acme-whatsapp", "desk:zendesk");
        RouteFile.write(routes, "replies-from-zendesk", "desk:zendesk", "channel:origin");
        hub = RunningHub.inSandbox(
                folder.resolve("data"), routes, "deskbridge.http.answer=2s", "deskbridge.hub.sweep=500ms");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    private static String thread(String person) {
        return hub.call("PUT", "/sandbox/whatsapp/people/" + person, "", Map.of())
                .path("userId")
                .asText();
    }

    private static String writes(String person, Object body) {
        return hub.call("POST", "/sandbox/whatsapp/people/" + person + "/messages", "", body)
                .path("id")
                .asText();
    }

    private static String ticketOf(String person) {
        return people.awaitTicket("acme-whatsapp", thread(person));
    }

    private static List<String> answers(String person) {
        return people.acmesAnswers("whatsapp", person);
    }

    private static JsonNode story(String person) {
        return people.story("acme-whatsapp", thread(person));
    }

    private static JsonNode reply(String person) {
        return story(person).path("replies").path(0);
    }

    @Test
    void a_message_is_answered_in_its_chat_and_its_delivery_stands_at_the_reply() {
        writes("anna", Map.of("text", "Where is my order?"));
        String ticket = ticketOf("anna");
        assertThat(people.bodies(ticket).get(0))
                .startsWith("Where is my order?")
                .contains("within 24 hours after the customer last wrote");

        people.comment(ticket, "It ships today.", true);

        soon(() -> assertThat(answers("anna")).containsExactly("It ships today."));
        people.awaitNote(ticket, "✓ Sent in private on WhatsApp");
        soon(() -> assertThat(reply("anna").path("delivery").asText()).isEqualTo("delivered"));
        soon(() -> assertThat(tags("anna")).contains("deskbridge_delivered"));
        String id = reply("anna").path("sentId").asText();
        hub.call("POST", "/sandbox/whatsapp/messages/" + id + "/status", "", Map.of("status", "read"));
        hub.call("POST", "/sandbox/whatsapp/messages/" + id + "/status", "", Map.of("status", "sent"));
        writes("anna", Map.of("text", "thanks"));
        soon(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.startsWith("thanks")));
        assertThat(reply("anna").path("delivery").asText()).isEqualTo("read");
        soon(() -> assertThat(tags("anna")).contains("deskbridge_read").doesNotContain("deskbridge_delivered"));
        assertThat(people.comments(ticket)).hasSize(4);
        assertThat(people.tickets("deskbridge:acme-whatsapp:" + thread("anna"))).hasSize(1);
    }

    private static List<String> tags(String person) {
        var tags = new ArrayList<String>();
        people.tickets("deskbridge:acme-whatsapp:" + thread(person))
                .get(0)
                .path("tags")
                .forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    @Test
    void a_reply_whose_answer_was_lost_is_settled_by_its_status_and_stands_once() {
        writes("ben", Map.of("text", "hello?"));
        String ticket = ticketOf("ben");
        hub.fault(Map.of("path", SEND, "kind", "DROP_ANSWER"));

        people.comment(ticket, "Here we are.", true);

        people.awaitNote(ticket, "✓ Sent in private on WhatsApp");
        assertThat(answers("ben")).containsExactly("Here we are.");
        assertThat(reply("ben").path("state").asText()).isEqualTo("published");
    }

    @Test
    void a_template_goes_by_its_first_line_and_one_that_is_wrong_is_told_in_the_ticket() {
        writes("chris", Map.of("text", "hello?"));
        String ticket = ticketOf("chris");
        people.comment(ticket, "Here we are.", true);
        people.awaitNote(ticket, "✓ Sent in private on WhatsApp");
        soon(() -> assertThat(reply("chris").path("delivery").asText()).isEqualTo("delivered"));

        people.comment(ticket, "/template order_update en 4711", true);
        soon(() -> assertThat(answers("chris")).containsExactly("Here we are.", "Your order 4711 is on its way."));
        people.comment(ticket, "/template order_update en", true);

        people.awaitNote(ticket, "✗ Not published, WhatsApp did not take it");
    }

    @Test
    void a_reaction_makes_no_ticket_and_stands_in_the_ledger() {
        writes("dora", Map.of("type", "reaction", "reaction", Map.of("message_id", "wamid.x", "emoji", "👍")));

        soon(() -> assertThat(
                        story("dora").path("messages").path(0).path("state").asText())
                .isEqualTo("dismissed"));
        assertThat(people.ticketOf("deskbridge:acme-whatsapp:" + thread("dora")))
                .isEmpty();
    }
}
