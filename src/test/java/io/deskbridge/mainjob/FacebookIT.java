package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a page on Facebook to a ticket in Zendesk and back, webhook included, against the sandbox over real HTTP. */
class FacebookIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String API = "/sandbox/facebook/v25.0";

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
                "deskbridge.channels.acme-facebook.pace=1h");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static String write(String path, String person, String text) {
        return hub.call("POST", API + path, "Bearer person-" + person, Map.of("message", text))
                .path("id")
                .asText();
    }

    private static String ticketOf(String post) {
        return people.awaitTicket("acme-facebook", post);
    }

    private static List<String> answers(String below) {
        JsonNode page = hub.call("GET", API + "/" + below + "/comments?fields=from,message", "Bearer page-101", null);
        return StreamSupport.stream(page.path("data").spliterator(), false)
                .filter(comment -> comment.at("/from/id").asText().equals("101"))
                .map(comment -> comment.path("message").asText())
                .toList();
    }

    @Test
    void a_post_and_its_comments_are_one_ticket_and_the_answer_stands_under_the_very_comment() {
        String post = write("/101/feed", "anna", "Wo ist mein Paket? 📦");
        String ticket = ticketOf(post);
        assertThat(people.bodies(ticket).get(0))
                .startsWith("Wo ist mein Paket? 📦")
                .contains("A first line /private sends the answer to the author alone");
        String comment = write("/" + post + "/comments", "ben", "mine, too");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(people.bodies(ticket)).anyMatch(body -> body.startsWith("mine, too")));

        people.comment(ticket, "TOP SECRET: they are lost", false);
        people.comment(ticket, "Yours arrives tomorrow, Ben.", true);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(answers(comment)).containsExactly("Yours arrives tomorrow, Ben."));
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("https://www.facebook.com/" + post + "?comment_id=")));
        assertThat(people.tickets("deskbridge:acme-facebook:" + post)).hasSize(1);
        assertThat(answers(post)).isEmpty();
    }

    @Test
    void a_private_answer_to_a_comment_is_read_in_messenger_and_answered_there() {
        String post = write("/101/feed", "dana", "my cup is broken");
        String ticket = ticketOf(post);

        people.comment(ticket, "/private\nYour voucher is 1234.", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.acmesAnswers("messenger", "dana"))
                .containsExactly("Your voucher is 1234."));
        people.awaitNote(ticket, "✓ Sent in private on Facebook");
        assertThat(answers(post)).isEmpty();
        String thread = hub.call("PUT", "/sandbox/messenger/people/dana", "", Map.of())
                .path("id")
                .asText();
        hub.call("POST", "/sandbox/messenger/people/dana/messages", "", Map.of("text", "Thank you!"));
        String other = people.awaitTicket("acme-messenger", thread);
        assertThat(people.bodies(other)).singleElement().asString().startsWith("Thank you!");
        people.comment(other, "You are welcome.", true);
        await().atMost(SOON).untilAsserted(() -> assertThat(people.acmesAnswers("messenger", "dana"))
                .containsExactly("Your voucher is 1234.", "You are welcome."));
    }

    @Test
    void an_answer_whose_fate_is_unknown_stands_there_once() {
        String post = write("/101/feed", "carla", "does anybody answer?");
        String ticket = ticketOf(post);
        hub.fault(Map.of("method", "POST", "path", API + "/" + post, "kind", "DROP_ANSWER"));

        people.comment(ticket, "Yes, once.", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("✓ Published on Facebook")));
        assertThat(answers(post)).containsExactly("Yes, once.");
    }

    @Test
    void one_private_answer_is_sent_and_the_agent_learns_why_there_is_no_second() {
        String post = write("/101/feed", "doro", "I want to complain");
        String ticket = ticketOf(post);
        people.comment(ticket, "/private\nWhat is your order number?", true);
        await().atMost(SOON).untilAsserted(() -> assertThat(hub.call("GET", "/sandbox/facebook/dms?user=doro", "", null)
                        .findValuesAsText("text"))
                .containsExactly("What is your order number?"));
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.startsWith("✓ Sent in private on Facebook")));
        people.comment(ticket, "/private\nAnd your name?", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("one was sent before")));
        assertThat(answers(post)).isEmpty();
    }

    @Test
    void what_is_edited_and_removed_is_noted_in_the_ticket() {
        String post = write("/101/feed", "emil", "first words");
        String ticket = ticketOf(post);
        hub.call("POST", API + "/" + post, "Bearer person-emil", Map.of("message", "other words"));
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("other words") && body.contains("first words")));
        hub.call("DELETE", API + "/" + post, "Bearer person-emil", null);
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.startsWith("Deleted by the author")));
    }
}
