package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an account on Instagram to a ticket in Zendesk and back, webhook included, against the sandbox over real HTTP. */
class InstagramIT {
    private static final String API = "/sandbox/instagram/v25.0";
    private static final String ACME = "Bearer account-17841400000000101";

    @TempDir
    static Path folder;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        RouteFile.write(routes, "instagram-to-zendesk", "channel:acme-instagram", "desk:zendesk");
        RouteFile.write(routes, "replies-from-zendesk", "desk:zendesk", "channel:origin");
        // polling would hide a webhook that does not work
        hub = RunningHub.inSandbox(
                folder.resolve("data"),
                routes,
                "deskbridge.http.answer=2s",
                "deskbridge.hub.sweep=500ms",
                "deskbridge.channels.acme-instagram.pace=1h",
                "deskbridge.channels.acme-instagram.direct-pace=1h");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion);
    }

    /** Each test has a medium of its own: all that is said below one is one conversation. */
    private static String medium() {
        return hub.call("POST", API + "/me/media", ACME, Map.of("caption", "news"))
                .path("id")
                .asText();
    }

    private static String comments(String medium, String person, Map<String, ?> body) {
        return hub.call("POST", API + "/" + medium + "/comments", "Bearer person-" + person, body)
                .path("id")
                .asText();
    }

    /** Writes in private and returns the conversation's thread. */
    private static String writes(String person, Map<String, ?> body) {
        return hub.call("POST", "/sandbox/instagram/people/" + person + "/messages", "", body)
                .path("thread")
                .asText();
    }

    private static String ticketOf(String thread) {
        return people.awaitTicket("acme-instagram", thread);
    }

    private static void note(String ticket, String words) {
        soon(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.contains(words)));
    }

    private static List<String> answers(String below) {
        return acmes(
                hub.call("GET", API + "/" + below + "/replies?fields=username,text", ACME, null)
                        .path("data"),
                "username");
    }

    private static List<String> privately(String person) {
        return acmes(hub.call("GET", "/sandbox/instagram/dms?user=" + person, "", null), "from");
    }

    private static List<String> acmes(JsonNode list, String author) {
        var texts = new ArrayList<String>();
        for (JsonNode one : list) {
            if (one.path(author).asText().equals("acme")) {
                texts.add(one.path("text").asText());
            }
        }
        return texts;
    }

    @Test
    void comments_below_a_medium_are_one_ticket_and_the_answer_stands_under_the_very_comment() {
        String medium = medium();
        String first = comments(medium, "anna", Map.of("message", "Tropft die auch? ☕"));
        String ticket = ticketOf(medium);
        assertThat(people.bodies(ticket).get(0))
                .startsWith("Tropft die auch? ☕")
                .contains("A first line /private sends the answer to the author alone");
        String second = comments(medium, "ben", Map.of("message", "mine does"));
        soon(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.startsWith("mine does")));

        people.comment(ticket, "TOP SECRET: they all do", false);
        people.comment(ticket, "Sorry to hear that, @ben.", true);

        soon(() -> assertThat(answers(second)).containsExactly("Sorry to hear that, @ben."));
        note(ticket, "✓ Published on Instagram");
        assertThat(answers(first)).isEmpty();
        assertThat(people.tickets("deskbridge:acme-instagram:" + medium)).hasSize(1);
    }

    @Test
    void a_private_message_is_answered_in_its_conversation() {
        String ticket = ticketOf(writes("carla", Map.of("text", "Where is my parcel?")));
        assertThat(people.bodies(ticket).get(0)).contains("within 24 hours after the customer last wrote");

        people.comment(ticket, "It arrives tomorrow.", true);

        soon(() -> assertThat(privately("carla")).containsExactly("It arrives tomorrow."));
        note(ticket, "✓ Sent in private on Instagram");
    }

    @Test
    void an_answer_after_the_window_is_refused_with_its_reason() {
        String yesterday = Instant.now().minus(Duration.ofHours(25)).toString();
        String ticket = ticketOf(writes("dora", Map.of("text", "Hello?", "at", yesterday)));

        people.comment(ticket, "Sorry, we slept.", true);

        note(ticket, "Instagram takes answers only within 24 hours after the customer last wrote");
        assertThat(privately("dora")).isEmpty();
    }

    @Test
    void one_private_answer_goes_to_the_author_and_the_agent_learns_why_there_is_no_second() {
        String medium = medium();
        String comment = comments(medium, "emil", Map.of("message", "I want to complain"));
        String ticket = ticketOf(medium);

        people.comment(ticket, "/private\nWhat is your order number?", true);
        soon(() -> assertThat(privately("emil")).containsExactly("What is your order number?"));
        note(ticket, "✓ Sent in private on Instagram");
        people.comment(ticket, "/private\nAnd your name?", true);

        note(ticket, "takes no second one");
        assertThat(privately("emil")).containsExactly("What is your order number?");
        assertThat(answers(comment)).isEmpty();
    }

    @Test
    void answers_whose_fate_is_unknown_stand_there_once() {
        String medium = medium();
        String comment = comments(medium, "finn", Map.of("message", "does anybody answer?"));
        String ticket = ticketOf(medium);
        hub.fault(Map.of("method", "POST", "path", API + "/" + comment, "kind", "DROP_ANSWER"));
        people.comment(ticket, "Yes, once.", true);
        note(ticket, "✓ Published on Instagram");
        assertThat(answers(comment)).containsExactly("Yes, once.");

        String other = ticketOf(writes("gina", Map.of("text", "and in private?")));
        hub.fault(Map.of("method", "POST", "path", API + "/me/messages", "kind", "DROP_ANSWER"));
        people.comment(other, "There, too.", true);
        note(other, "✓ Sent in private on Instagram");
        assertThat(privately("gina")).containsExactly("There, too.");
    }
}
