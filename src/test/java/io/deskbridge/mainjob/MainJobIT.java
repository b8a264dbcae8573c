package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.MessageId;
import io.deskbridge.store.MessageLedger;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hub's main job against the sandbox, over real HTTP: a person posts, a ticket appears, the answer stands in public. */
class MainJobIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path data;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() {
        hub = RunningHub.inSandbox(data, "deskbridge.http.answer=2s", "deskbridge.hub.sweep=500ms");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static String ticketOf(String post) {
        await().atMost(SOON)
                .until(() -> people.ticketOf("deskbridge:acme-x:" + post).isPresent());
        return people.ticketOf("deskbridge:acme-x:" + post).orElseThrow();
    }

    @Test
    void a_mention_becomes_a_ticket_and_the_public_comment_an_answer_under_the_post() {
        String post = people.postOnX("anna", "@acme my order 4711 is läte 👋");
        String ticket = ticketOf(post);
        assertThat(people.bodies(ticket).get(0))
                .startsWith("@acme my order 4711 is läte 👋")
                .contains("@anna");

        people.comment(ticket, "TOP SECRET: she complains every week", false);
        people.comment(ticket, "Sorry Anna, it ships today!", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.acmesRepliesOnX(post))
                .singleElement()
                .asString()
                .endsWith("Sorry Anna, it ships today!"));
        await().atMost(SOON).untilAsserted(() -> assertThat(people.comments(ticket))
                .filteredOn(comment -> comment.path("body").asText().contains("https://x.com/acme/status/"))
                .singleElement()
                .satisfies(note -> assertThat(note.path("public").asBoolean()).isFalse()));
        assertThat(people.acmesPostsOnX())
                .noneMatch(reply -> reply.path("text").asText().contains("SECRET"));
    }

    @Test
    void an_answer_in_the_thread_lands_in_the_same_ticket_and_its_author_reads_the_next_answer_below_it() {
        String post = people.postOnX("ben", "@acme where is my parcel?");
        String ticket = ticketOf(post);
        String second = people.replyOnX("ben", "@acme it is the blue one", post);
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.startsWith("@acme it is the blue one")));

        people.comment(ticket, "Found the blue one.", true);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(people.acmesRepliesOnX(second)).hasSize(1));
        people.comment(ticket, "/to 1\nAnd here is its number.", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.acmesRepliesOnX(post))
                .singleElement()
                .asString()
                .endsWith("And here is its number."));
        assertThat(people.tickets("deskbridge:acme-x:" + post)).hasSize(1);
    }

    @Test
    void a_direct_message_is_answered_privately() {
        people.directOnX("chris", "my account number is 123");
        String user = hub.call("GET", "/sandbox/x/2/users/by/username/chris", "Bearer app-acme", null)
                .at("/data/id")
                .asText();
        String ticket = ticketOf("dm:" + user);

        people.comment(ticket, "Thanks, we found it.", true);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(people.directTextsOnX("chris")).contains("Thanks, we found it."));
        assertThat(people.acmesPostsOnX())
                .noneMatch(reply -> reply.path("text").asText().contains("we found it"));
    }

    @Test
    void a_desk_that_takes_the_ticket_and_loses_the_answer_gets_one_ticket() {
        hub.fault(Map.of("method", "POST", "path", "/sandbox/zendesk/api/v2/tickets", "kind", "DROP_ANSWER"));

        String post = people.postOnX("dora", "@acme nothing works");

        await().atMost(SOON).untilAsserted(() -> assertThat(state(post)).isEqualTo("TICKETED"));
        assertThat(people.tickets("deskbridge:acme-x:" + post)).hasSize(1);
        assertThat(people.comments(ticketOf(post))).hasSize(1);
    }

    @Test
    void a_network_that_takes_the_reply_and_loses_the_answer_shows_one_reply() {
        String post = people.postOnX("emil", "@acme nothing works here either");
        String ticket = ticketOf(post);
        hub.fault(Map.of("method", "POST", "path", "/sandbox/x/2/tweets", "kind", "DROP_ANSWER"));

        people.comment(ticket, "Have you tried the new version?", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("https://x.com/acme/status/")));
        assertThat(people.acmesRepliesOnX(post)).hasSize(1);
    }

    @Test
    void a_reply_that_is_too_long_is_refused_and_the_agent_learns_by_how_much() {
        String post = people.postOnX("fritz", "@acme tell me everything");
        String ticket = ticketOf(post);

        people.comment(ticket, "x".repeat(281), true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("shorten it by 1") && body.contains("Not published")));
        assertThat(people.acmesRepliesOnX(post)).isEmpty();
    }

    @Test
    void an_edit_comes_with_the_old_words_and_a_deletion_is_noted() {
        String post = people.postOnX("gina", "@acme the blue one is brokn");
        String ticket = ticketOf(post);

        String edited = hub.call(
                        "POST",
                        "/sandbox/x/2/tweets",
                        "Bearer customer-gina",
                        Map.of(
                                "text",
                                "@acme the blue one is broken",
                                "edit_options",
                                Map.of("previous_post_id", post)))
                .at("/data/id")
                .asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.contains("the blue one is broken") && body.contains("the blue one is brokn")));
        hub.call("DELETE", "/sandbox/x/2/tweets/" + edited, "Bearer customer-gina", null);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(people.bodies(ticket))
                .anyMatch(body -> body.startsWith("Deleted by the author")));
        assertThat(people.comments(ticket)).hasSize(3);
    }

    @Test
    void many_messages_in_one_conversation_stay_below_the_desks_limit_and_none_is_missing() {
        String post = people.postOnX("hans", "@acme message 0.");
        List<String> texts = new ArrayList<>(List.of("@acme message 0."));
        IntStream.rangeClosed(1, 34).forEach(number -> {
            texts.add("@acme message " + number + ".");
            people.replyOnX("hans", "@acme message " + number + ".", post);
        });

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(String.join("\n", people.bodies(ticketOf(post))))
                        .containsSubsequence(texts));
        assertThat(people.comments(ticketOf(post)).size()).isLessThanOrEqualTo(30);
    }

    @Test
    void a_picture_without_words_hangs_on_its_ticket() throws Exception {
        byte[] picture = picture();
        String media = hub.call(
                        "POST",
                        "/sandbox/x/2/media/upload",
                        "Bearer customer-jana",
                        Map.of("media", Base64.getEncoder().encodeToString(picture)))
                .at("/data/id")
                .asText();
        String post = hub.call(
                        "POST",
                        "/sandbox/x/2/tweets",
                        "Bearer customer-jana",
                        Map.of("text", "@acme", "media", Map.of("media_ids", List.of(media))))
                .at("/data/id")
                .asText();

        JsonNode attached = people.comments(ticketOf(post)).get(0).at("/attachments/0");

        assertThat(attached.path("content_type").asText()).isEqualTo("image/png");
        var download = HttpCall.get(URI.create(attached.path("content_url").asText()));
        assertThat(hub.http().exchange(download).body()).isEqualTo(picture);
    }

    @Test
    void a_post_on_bluesky_becomes_a_mail_and_the_teams_answer_a_reply() {
        JsonNode session = hub.call(
                "POST",
                "/sandbox/bluesky/xrpc/com.atproto.server.createSession",
                "",
                Map.of("identifier", "karla", "password", "sandbox"));
        String acme = hub.call(
                        "GET",
                        "/sandbox/bluesky/xrpc/com.atproto.identity.resolveHandle?handle=acme.sandbox.example",
                        "",
                        null)
                .path("did")
                .asText();
        String text = "@acme wo bleibt Paket 4711? Grüße 👋";
        Map<String, Object> mention =
                BlueskyPerson.facet(text, "@acme", Map.of("$type", "app.bsky.richtext.facet#mention", "did", acme));
        Map<String, Object> post = Map.of(
                "$type",
                "app.bsky.feed.post",
                "text",
                text,
                "createdAt",
                Instant.now().toString(),
                "facets",
                List.of(mention));
        String uri = hub.call(
                        "POST",
                        "/sandbox/bluesky/xrpc/com.atproto.repo.createRecord",
                        "Bearer " + session.path("accessJwt").asText(),
                        Map.of(
                                "repo",
                                session.path("did").asText(),
                                "collection",
                                "app.bsky.feed.post",
                                "record",
                                post))
                .path("uri")
                .asText();

        await().atMost(SOON).until(() -> mail("Paket 4711").isPresent());
        String mail = mail("Paket 4711").orElseThrow();
        hub.call(
                "POST",
                "/sandbox/mailbox/mails/" + mail + "/forwards",
                "",
                Map.of("text", "SECRET: schon wieder", "agent", "Mia"));
        hub.call(
                "POST",
                "/sandbox/mailbox/mails/" + mail + "/replies",
                "",
                Map.of("text", "Kommt morgen.", "agent", "Mia"));

        await().atMost(SOON).untilAsserted(() -> assertThat(timeline())
                .filteredOn(entry -> entry.path("parent").asText().equals(uri))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("text").asText()).isEqualTo("Kommt morgen.")));
        assertThat(timeline()).noneMatch(entry -> entry.path("text").asText().contains("SECRET"));
    }

    private static JsonNode timeline() {
        return hub.call("GET", "/sandbox/bluesky/timeline?limit=20", "", null).path("posts");
    }

    private static Optional<String> mail(String words) {
        for (JsonNode mail : hub.call("GET", "/sandbox/mailbox/mails?box=team", "", null)) {
            if (mail.path("text").asText().contains(words)) {
                return Optional.of(mail.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private static byte[] picture() throws Exception {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    static List<String> strangeWords() {
        return List.of(
                "${camelContext.stop} ${bean:x} #{x}",
                "<script>alert(1)</script> <b>bold</b>",
                "Bcc: everybody@example.org\r\n\r\nSubject: pwned",
                "\u202Ert\u202Cl מרחבא עברית",
                "zero\u200Bwidth\u200Djoin",
                "nul\u0000nul",
                "long ".repeat(4_900) + "end");
    }

    @ParameterizedTest
    @MethodSource("strangeWords")
    void strange_words_arrive_as_words(String words) {
        String post = people.postOnX("ida" + Math.abs(words.hashCode()), "@acme " + words);

        String body = people.bodies(ticketOf(post)).get(0).replace("\r\n", "\n");

        assertThat(body).startsWith("@acme " + words.replace("\r\n", "\n").replace("\u0000", ""));
    }

    private static String state(String post) {
        return hub.bean(MessageLedger.class)
                .newest(new MessageId("acme-x", post))
                .map(row -> row.state().name())
                .orElse("UNKNOWN");
    }
}
