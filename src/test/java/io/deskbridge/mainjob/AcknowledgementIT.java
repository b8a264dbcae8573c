package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The automatic first reply through the whole hub, over the sandbox's WhatsApp and into its Zendesk. */
class AcknowledgementIT {
    private static final String SEND = "/sandbox/whatsapp/v25.0/106540352242922/messages";
    private static final String NOTE = "✓ Acknowledged automatically on WhatsApp: “Number ";

    @TempDir
    static Path folder;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                routes.resolve("whatsapp-to-zendesk.camel.yaml"),
                """
                - route:
                    id: whatsapp-to-zendesk
                    description: Messages become tickets, and customers hear so.
                    from:
                      uri: channel:acme-whatsapp
                      steps:
                        - to:
                            uri: acknowledge:night
                            parameters:
                              text: "Number {ticket}: we answer here between 9 and 18 o'clock."
                        - to:
                            uri: desk:zendesk
                """);
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

    private static String writes(String person, String text) {
        hub.call("POST", "/sandbox/whatsapp/people/" + person + "/messages", "", Map.of("text", text));
        return people.awaitTicket("acme-whatsapp", thread(person));
    }

    private static String words(String ticket) {
        return "Number " + ticket + ": we answer here between 9 and 18 o'clock.";
    }

    @Test
    void the_customer_hears_once_in_the_chat_and_the_agent_reads_so_and_then_answers() {
        String ticket = writes("night-anna", "Where is my order?");
        soon(() -> assertThat(people.acmesAnswers("whatsapp", "night-anna")).containsExactly(words(ticket)));
        people.awaitNote(ticket, NOTE);
        writes("night-anna", "Hello?");
        soon(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.startsWith("Hello?")));

        people.comment(ticket, "It ships today.", true);

        people.awaitNote(ticket, "✓ Sent in private on WhatsApp");
        assertThat(people.acmesAnswers("whatsapp", "night-anna")).containsExactly(words(ticket), "It ships today.");
        assertThat(people.bodies(ticket).stream().filter(body -> body.contains("Acknowledged")))
                .hasSize(1);
        assertThat(people.tickets("deskbridge:acme-whatsapp:" + thread("night-anna")))
                .hasSize(1);
    }

    @Test
    void one_whose_answer_was_lost_is_settled_by_its_status_and_stands_once() {
        hub.fault(Map.of("path", SEND, "kind", "DROP_ANSWER"));
        String ticket = writes("night-ben", "hello?");

        people.awaitNote(ticket, NOTE);
        assertThat(people.acmesAnswers("whatsapp", "night-ben")).containsExactly(words(ticket));
    }
}
