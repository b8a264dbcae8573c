package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a page's inbox to a ticket in Zendesk and back to the very person, as it is shipped, webhook included. */
class MessengerIT {
    private static final String API = "/sandbox/messenger/v25.0/101";
    private static final String FIELDS = "messages,message_echoes,message_deliveries,message_reactions";

    @TempDir
    static Path data;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() {
        // polling would hide a webhook that does not work
        hub = RunningHub.inSandbox(
                data,
                "deskbridge.http.answer=2s",
                "deskbridge.hub.sweep=500ms",
                "deskbridge.channels.acme-messenger.pace=1h");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    private static String plays(String person, String what, Map<String, ?> body) {
        return hub.call("POST", "/sandbox/messenger/people/" + person + "/" + what, "", body)
                .path("id")
                .asText();
    }

    private static String thread(String person) {
        return hub.call("PUT", "/sandbox/messenger/people/" + person, "", Map.of())
                .path("id")
                .asText();
    }

    private static String ticketOf(String person) {
        return people.awaitTicket("acme-messenger", thread(person));
    }

    private static List<String> answers(String person) {
        return people.acmesAnswers("messenger", person);
    }

    private static JsonNode story(String person) {
        return people.story("acme-messenger", thread(person));
    }

    private static JsonNode reply(String person) {
        return story(person).path("replies").path(0);
    }

    private static void subscribe(String fields) {
        hub.call("POST", API + "/subscribed_apps", "Bearer page-101-sandbox", Map.of("subscribed_fields", fields));
    }

    @Test
    void a_message_becomes_a_ticket_and_the_public_answer_reaches_the_very_person() {
        plays("anna", "messages", Map.of("text", "Wo ist mein Paket? 📦"));
        plays("anton", "messages", Map.of("text", "mine, too"));
        String ticket = ticketOf("anna");
        assertThat(people.bodies(ticket).get(0))
                .startsWith("Wo ist mein Paket? 📦")
                .contains("Anna Example")
                .contains("within 24 hours after the customer last wrote");
        String other = ticketOf("anton");

        people.comment(ticket, "TOP SECRET: it is lost", false);
        people.comment(ticket, "It arrives tomorrow.", true);

        soon(() -> assertThat(answers("anna")).containsExactly("It arrives tomorrow."));
        people.awaitNote(ticket, "✓ Sent in private on Messenger");
        soon(() -> assertThat(reply("anna").path("delivery").asText()).isEqualTo("delivered"));
        plays("anna", "messages", Map.of("text", "thanks"));
        soon(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.startsWith("thanks")));
        assertThat(people.tickets("deskbridge:acme-messenger:" + thread("anna")))
                .hasSize(1);
        assertThat(answers("anton")).isEmpty();
        assertThat(people.bodies(other)).hasSize(1);
    }

    @Test
    void an_answer_after_the_window_is_refused_with_its_reason() {
        String yesterday =
                String.valueOf(Instant.now().minus(Duration.ofHours(25)).toEpochMilli());
        plays(
                "berta",
                "events",
                Map.of("timestamp", Long.parseLong(yesterday), "message", Map.of("mid", "m_old", "text", "hello?")));
        String known = ticketOf("berta");
        people.comment(known, "Sorry for the delay.", true);
        assertThat(people.awaitNote(known, "✗ Not published, and nobody has seen it"))
                .contains("Messenger takes answers only within 24 hours");
        assertThat(answers("berta")).isEmpty();

        // Messenger's own word counts where the hub could not know
        plays("bruno", "messages", Map.of("text", "hello?"));
        String unknown = ticketOf("bruno");
        hub.call(
                "PUT",
                "/sandbox/messenger/people/bruno",
                "",
                Map.of("heard", Instant.now().minus(Duration.ofHours(25)).toString()));
        people.comment(unknown, "Sorry for the delay.", true);
        assertThat(people.awaitNote(unknown, "✗ Not published, Messenger did not take it"))
                .contains("the customer wrote too long ago");
        assertThat(answers("bruno")).isEmpty();
    }

    @Test
    void what_a_colleague_answered_in_metas_inbox_is_told_in_the_ticket_and_makes_no_entry() {
        plays("clara", "messages", Map.of("text", "anybody?"));
        String ticket = ticketOf("clara");
        String answer = plays("clara", "answers", Map.of("text", "answered by hand"));

        soon(() -> assertThat(story("clara").path("messages"))
                .filteredOn(message -> message.path("id").asText().endsWith(answer))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.path("state").asText()).isEqualTo("dismissed");
                    assertThat(message.path("reason").asText())
                            .isEqualTo("own account: written there in the network's own app");
                }));
        assertThat(people.awaitNote(ticket, "↪ Written on Messenger, not from here"))
                .contains("\nanswered by hand");
        people.comment(ticket, "Did that help?", true);
        soon(() -> assertThat(answers("clara")).containsExactly("answered by hand", "Did that help?"));
        people.awaitNote(ticket, "✓ Sent in private on Messenger");
        assertThat(people.bodies(ticket)).noneMatch(body -> body.startsWith("answered by hand"));
        soon(() -> assertThat(story("clara").path("messages").findValuesAsText("reason"))
                .filteredOn(reason -> reason.startsWith("echo: our own reply"))
                .hasSize(1));
        assertThat(story("clara").path("messages").findValuesAsText("reason"))
                .filteredOn(reason -> reason.startsWith("own account"))
                .hasSize(1);
    }

    @Test
    void an_answer_whose_fate_is_unknown_stands_there_once() {
        plays("doro", "messages", Map.of("text", "hello?"));
        String ticket = ticketOf("doro");
        hub.fault(Map.of("method", "POST", "path", API + "/messages", "kind", "DROP_ANSWER"));

        people.comment(ticket, "Here we are.", true);

        people.awaitNote(ticket, "✓ Sent in private on Messenger");
        assertThat(answers("doro")).containsExactly("Here we are.");
        assertThat(reply("doro").path("state").asText()).isEqualTo("published");
    }

    @Test
    void without_its_echo_a_lost_answer_is_looked_up_and_where_that_cannot_tell_a_person_decides() {
        plays("emil", "messages", Map.of("text", "hello?"));
        plays("frida", "messages", Map.of("text", "hello?"));
        String found = ticketOf("emil");
        String hidden = ticketOf("frida");
        subscribe("messages");
        try {
            hub.fault(Map.of("method", "POST", "path", API + "/messages", "kind", "DROP_ANSWER"));
            people.comment(found, "Found by a look.", true);
            people.awaitNote(found, "✓ Sent in private on Messenger");
            assertThat(answers("emil")).containsExactly("Found by a look.");

            hub.fault(Map.of("method", "POST", "path", API + "/messages", "kind", "DROP_ANSWER"));
            hub.fault(Map.of(
                    "path",
                    API + "/conversations",
                    "kind",
                    "STATUS",
                    "status",
                    200,
                    "body",
                    "{\"data\":[]}",
                    "times",
                    50));
            people.comment(hidden, "Not shown any more.", true);
            assertThat(people.awaitNote(hidden, "? Perhaps sent in private on Messenger"))
                    .contains("“Not shown any more.”");
            assertThat(reply("frida").path("state").asText()).isEqualTo("uncertain");
            assertThat(reply("frida").path("reason").asText())
                    .contains("Messenger does not show whether the answer arrived");
            assertThat(answers("frida")).containsExactly("Not shown any more.");
        } finally {
            hub.call("DELETE", "/sandbox/faults", "", null);
            subscribe(FIELDS);
        }
    }

    @Test
    void a_reaction_makes_no_ticket_and_stands_in_the_ledger() {
        plays("gerd", "events", Map.of("reaction", Map.of("mid", "m_1", "action", "react", "emoji", "👍")));

        soon(() -> assertThat(
                        story("gerd").path("messages").path(0).path("state").asText())
                .isEqualTo("dismissed"));
        assertThat(people.ticketOf("deskbridge:acme-messenger:" + thread("gerd")))
                .isEmpty();
    }
}
