package io.deskbridge.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub's main job with Jira Service Management as the desk: two routes are all that differs. */
class JiraMainJobIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String MIA = "Basic "
            + Base64.getEncoder().encodeToString("agent-mia@sandbox.example:x".getBytes(StandardCharsets.UTF_8));

    @TempDir
    static Path folder;

    static RunningHub hub;
    static People people;

    @BeforeAll
    static void start() throws Exception {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        RouteFile.write(routes, "x-to-jira", "channel:acme-x", "desk:jira");
        RouteFile.write(routes, "replies-from-jira", "desk:jira", "channel:origin");
        hub = RunningHub.inSandbox(
                folder.resolve("data"), routes, "deskbridge.http.answer=2s", "deskbridge.hub.sweep=500ms");
        people = new People(hub);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static List<JsonNode> issuesOf(String post) {
        var found = new ArrayList<JsonNode>();
        for (JsonNode issue : hub.call("GET", "/sandbox/jira/issues?limit=1000", "", null)) {
            if (issue.path("body").asText().contains("/status/" + post)) {
                found.add(issue);
            }
        }
        return found;
    }

    private static JsonNode issueOf(String post) {
        await().atMost(SOON).until(() -> !issuesOf(post).isEmpty());
        return issuesOf(post).get(0);
    }

    private static void say(String issue, String text, boolean isPublic) {
        hub.call(
                "POST",
                "/sandbox/jira/rest/servicedeskapi/request/" + issue + "/comment",
                MIA,
                Map.of("body", text, "public", isPublic));
    }

    @Test
    void a_mention_becomes_a_request_of_its_author_and_the_reply_to_the_customer_an_answer_under_the_post() {
        String post = people.postOnX("anna", "@acme my order 4711 is läte 👋");
        JsonNode issue = issueOf(post);
        assertThat(issue.path("reporter").asText()).containsIgnoringCase("anna");
        assertThat(issue.path("body").asText()).contains("@acme my order 4711 is läte 👋");

        say(issue.path("id").asText(), "TOP SECRET: she complains every week", false);
        say(issue.path("id").asText(), "Sorry Anna, it ships today!", true);

        await().atMost(SOON).untilAsserted(() -> assertThat(people.acmesRepliesOnX(post))
                .singleElement()
                .asString()
                .endsWith("Sorry Anna, it ships today!"));
        await().atMost(SOON).untilAsserted(() -> assertThat(issueOf(post).path("comments"))
                .filteredOn(comment -> comment.path("body").asText().contains("https://x.com/acme/status/"))
                .singleElement()
                .satisfies(note -> assertThat(note.path("public").asBoolean()).isFalse()));
        assertThat(people.acmesPostsOnX())
                .noneMatch(reply -> reply.path("text").asText().contains("SECRET"));
    }

    @Test
    void a_jira_that_makes_the_issue_and_loses_the_answer_has_one_issue() {
        hub.fault(Map.of("method", "POST", "path", "/sandbox/jira/rest/api/3/issue", "kind", "DROP_ANSWER"));

        String post = people.postOnX("dora", "@acme nothing works");
        String second = people.replyOnX("dora", "@acme and it still does not", post);

        await().atMost(SOON).untilAsserted(() -> assertThat(issueOf(post).path("comments"))
                .filteredOn(comment -> comment.path("body").asText().contains("/status/" + second))
                .hasSize(1));
        assertThat(issuesOf(post)).hasSize(1);
    }
}
