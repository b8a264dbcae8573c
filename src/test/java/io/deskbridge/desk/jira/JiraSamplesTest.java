package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.Shared;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads what real Jiras sent, and what Atlassian's own specification shows, where that material is at hand. */
class JiraSamplesTest {
    private static JsonNode sample(String name) throws IOException {
        return Json.MAPPER.readTree(Shared.path("samples/" + name).toFile());
    }

    @Test
    void every_webhook_call_is_read_and_those_about_comments_name_their_issue() throws IOException {
        List<Path> calls;
        try (var files = Files.list(Shared.path("samples/jira"))) {
            calls = files.filter(file -> file.getFileName().toString().startsWith("webhook-"))
                    .toList();
        }
        assertThat(calls).hasSizeGreaterThan(10);
        for (Path file : calls) {
            JsonNode call = Json.MAPPER.readTree(file.toFile());
            if (call.path("comment").isObject()) {
                assertThat(JiraMessages.issueOfCall(call)).as(file.toString()).isPresent();
            }
        }
        assertThat(JiraMessages.issueOfCall(sample("jira/webhook-server-comment-created.json")))
                .contains("10013");
        assertThat(JiraMessages.issueOfCall(sample("jira/webhook-cloud-comment-updated.json")))
                .contains("10040");
    }

    @Test
    void comments_and_created_issues_are_read() throws IOException {
        Wire.Comment comment = JiraMessages.comments(sample("jira/spec-issue-comments-200.json"))
                .items()
                .get(0);

        assertThat(comment.id()).isEqualTo("10000");
        assertThat(comment.author().name()).isEqualTo("Mia Krystof");
        assertThat(comment.restriction()).contains("role:Administrators");
        assertThat(comment.created()).contains(Instant.parse("2021-01-17T12:34:00Z"));
        assertThat(DocumentText.of(comment.body())).startsWith("Lorem ipsum");
        assertThat(new PublicRule(SettingsTest.valid()).isPublic(comment)).isFalse();
        assertThat(JiraMessages.found(sample("jira/spec-search-jql-200.json")).items())
                .extracting(Wire.Issue::id)
                .containsExactly("10002");
    }

    @Test
    void only_the_service_desks_own_word_makes_a_comment_public() throws IOException {
        JsonNode comments = sample("jira-service-management/spec-request-comments-200.json");

        assertThat(JiraMessages.isPublic(comments.at("/values/0"))).isTrue();
        assertThat(JiraMessages.isPublic(Json.MAPPER.readTree("{\"id\": \"1\"}")))
                .isFalse();
        assertThat(JiraMessages.isPublic(Json.MAPPER.readTree("{\"public\": \"true\"}")))
                .isFalse();
        assertThat(JiraMessages.isPublic(Json.MAPPER.readTree("{\"public\": null}")))
                .isFalse();
    }
}
