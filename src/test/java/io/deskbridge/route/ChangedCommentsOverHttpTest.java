package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Secret;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.Signatures;
import io.deskbridge.hub.Webhooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents change or take back in Zendesk and Jira what is published, and read there once what became of it. */
class ChangedCommentsOverHttpTest extends DesksOverHttp {
    private static final String SECRET = "the-secret-we-share";

    private static HubApp jira(Path folder, String... more) {
        String[] settings = {"project", "SOC", "index-lag", "0s", "webhook-secret", SECRET};
        return app(folder, "jira", concat(settings, more));
    }

    private static String[] concat(String[] one, String[] other) {
        var all = new java.util.ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray(String[]::new);
    }

    /** The id of a comment that stands on the network. */
    private static String publishedInJira(HubApp app, String issue, String thread, String text) {
        String id = inJira(issue, "agent-mia", "#public\n" + text);
        soon(() -> assertThat(app.published(thread)).contains(text));
        return id;
    }

    private static void editInJira(String issue, String comment, Map<String, Object> body) {
        as("agent-mia", "PUT", jiraIssue(issue) + "/comment/" + comment, body);
    }

    private static void deleteInJira(String issue, String comment) {
        as("agent-mia", "DELETE", jiraIssue(issue) + "/comment/" + comment, null);
    }

    /** What the notes about changed comments say, oldest first. */
    private static List<String> told(List<String> comments) {
        return comments.stream().filter(text -> text.contains("✎")).toList();
    }

    private static void assertToldOnce(List<String> comments, String what, String published) {
        assertThat(told(comments))
                .filteredOn(text -> text.contains(published))
                .singleElement()
                .asString()
                .contains("✎ " + what);
    }

    @Test
    void jira_edited_restricted_unmarked_and_deleted_comments_are_told_once_each_by_poll(@TempDir Path folder) {
        try (HubApp app = jira(folder)) {
            String issue = asked(app, "t");
            publishedInJira(app, issue, "t", "It stays.");
            String edited = publishedInJira(app, issue, "t", "It is blue.");
            String restricted = publishedInJira(app, issue, "t", "It is green.");
            String unmarked = publishedInJira(app, issue, "t", "It is round.");
            String deleted = publishedInJira(app, issue, "t", "It is new.");

            editInJira(issue, edited, Map.of("body", document("#public\nIt is red.")));
            editInJira(
                    issue,
                    restricted,
                    Map.of(
                            "body",
                            document("#public\nIt is green."),
                            "visibility",
                            Map.of("type", "role", "value", "Administrators")));
            editInJira(issue, unmarked, Map.of("body", document("It is round.")));
            deleteInJira(issue, deleted);

            soon(() -> assertThat(told(jiraComments(issue))).hasSize(4));
            // the issue is read again, and all that is in it
            publishedInJira(app, issue, "t", "Bye.");
            List<String> comments = jiraComments(issue);
            assertToldOnce(comments, "Changed here only", "It is blue.");
            assertToldOnce(comments, "Taken back here only", "It is green.");
            assertToldOnce(comments, "Taken back here only", "It is round.");
            assertToldOnce(comments, "Taken back here only", "It is new.");
            assertThat(told(comments)).hasSize(4);
        }
    }

    @Test
    void jira_in_a_service_project_a_comment_made_internal_is_told_once(@TempDir Path folder) {
        try (HubApp app = app(folder, "jira", "project", "HELP", "request-type", "Social media", "index-lag", "0s")) {
            String issue = asked(app, "t");
            String comment = inJira(issue, "agent-mia", "It is blue.");
            String kept = inJira(issue, "agent-mia", "It stays.");
            soon(() -> assertThat(app.published("t")).contains("It is blue.", "It stays."));

            editInJira(
                    issue,
                    comment,
                    Map.of(
                            "body",
                            document("It is blue."),
                            "properties",
                            List.of(Map.of("key", "sd.public.comment", "value", Map.of("internal", true)))));

            soon(() -> assertToldOnce(jiraComments(issue), "Taken back here only", "It is blue."));
            editInJira(issue, kept, Map.of("body", document("It stays. ")));
            inJira(issue, "agent-mia", "Bye.");
            soon(() -> assertThat(app.published("t")).contains("Bye."));
            assertThat(told(jiraComments(issue))).hasSize(1);
        }
    }

    @Test
    void jira_the_webhook_tells_of_an_edit_and_of_a_deletion_at_once_and_twice_is_once(@TempDir Path folder) {
        try (HubApp app = jira(folder, "pace", "1h")) {
            String issue = asked(app, "t");
            String edited = inJira(issue, "agent-mia", "#public\nIt is blue.");
            String deleted = inJira(issue, "agent-mia", "#public\nIt is new.");
            tellOfJira(app, "comment_created", issue, deleted);
            soon(() -> assertThat(app.published("t")).containsExactlyInAnyOrder("It is blue.", "It is new."));
            String before = shown(issue, deleted);

            editInJira(issue, edited, Map.of("body", document("#public\nIt is red.")));
            deleteInJira(issue, deleted);
            tellOfJira(app, "comment_updated", issue, edited);
            push(app, "comment_deleted", issue, before);
            push(app, "comment_deleted", issue, before);

            soon(() -> assertThat(told(jiraComments(issue))).hasSize(2));
            push(app, "comment_deleted", issue, before);
            assertToldOnce(jiraComments(issue), "Changed here only", "It is blue.");
            assertToldOnce(jiraComments(issue), "Taken back here only", "It is new.");
        }
    }

    private static String shown(String issue, String comment) {
        return as("agent-mia", "GET", jiraIssue(issue) + "/comment/" + comment, null)
                .toString();
    }

    private static void tellOfJira(HubApp app, String event, String issue, String comment) {
        push(app, event, issue, shown(issue, comment));
    }

    private static void push(HubApp app, String event, String issue, String comment) {
        byte[] body = ("{\"webhookEvent\":\"" + event + "\",\"issue\":{\"id\":\"" + issue + "\"},\"comment\":" + comment
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(Secret.of(SECRET), body));
        var call = new WebhookCall("POST", Map.of(), Map.of("X-Hub-Signature", signature), body);
        assertThat(app.bean(Webhooks.class).desk("help", call))
                .hasValueSatisfying(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    /** The id of a comment that stands on the network. */
    private static String publishedInZendesk(HubApp app, String ticket, String thread, String text) {
        inZendesk(ticket, "agent-mia", Map.of("comment", Map.of("body", text, "public", true)));
        soon(() -> assertThat(app.published(thread)).contains(text));
        for (JsonNode comment : as("agent-mia", "GET", zendeskTicket(ticket) + "/comments", null)
                .path("comments")) {
            if (comment.path("body").asText().equals(text)) {
                return comment.path("id").asText();
            }
        }
        throw new AssertionError("no comment says " + text);
    }

    @Test
    void zendesk_a_comment_made_internal_and_a_redacted_one_are_told_once_each(@TempDir Path folder) {
        try (HubApp app = app(folder, "zendesk")) {
            String ticket = asked(app, "t");
            publishedInZendesk(app, ticket, "t", "It stays.");
            String hidden = publishedInZendesk(app, ticket, "t", "It is blue.");
            String redacted = publishedInZendesk(app, ticket, "t", "Your PIN is 4711.");
            String path = zendeskTicket(ticket) + "/comments/";

            as("agent-mia", "PUT", path + hidden + "/make_private", null);
            as("agent-mia", "PUT", path + redacted + "/redact", Map.of("text", "4711"));

            soon(() -> assertThat(told(zendeskComments(ticket))).hasSize(2));
            publishedInZendesk(app, ticket, "t", "Bye.");
            assertToldOnce(zendeskComments(ticket), "Taken back here only", "It is blue.");
            assertToldOnce(zendeskComments(ticket), "Taken back here only", "Your PIN is");
            assertThat(told(zendeskComments(ticket))).hasSize(2);
        }
    }
}
