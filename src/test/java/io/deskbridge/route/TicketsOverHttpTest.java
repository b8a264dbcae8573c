package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents do in Zendesk and Jira, whose sandboxes are asked over HTTP, and what the hub answers there. */
class TicketsOverHttpTest extends DesksOverHttp {
    private static final String ANSWER = "Hi, thank you for your message! Could you please send us your order number?";
    private static final String INTERNAL = "called him, waiting for logistics";

    private static String zendeskStatus(String id) {
        return as("agent-mia", "GET", zendeskTicket(id), null)
                .at("/ticket/status")
                .asText();
    }

    private static void refuseNextReply(HubApp app) {
        app.network.failNext("send", new Failure.Rejected("so not"));
    }

    @Test
    void zendesk_a_ticket_solved_with_an_answer_that_nobody_sees_is_open_again_and_says_why(@TempDir Path folder) {
        try (HubApp app = app(folder, "zendesk")) {
            String id = asked(app, "solved");
            refuseNextReply(app);

            inZendesk(id, "agent-mia", Map.of("comment", Map.of("body", "No.", "public", true), "status", "solved"));

            soon(() -> assertThat(zendeskComments(id)).anyMatch(text -> text.startsWith("↺ Reopened")));
            assertThat(zendeskStatus(id)).isEqualTo("open");
        }
    }

    @Test
    void zendesk_an_answer_in_an_internal_note_is_answered_by_one_hint_and_a_light_agent_is_let_alone(
            @TempDir Path folder) {
        try (HubApp app = app(folder, "zendesk")) {
            String id = asked(app, "noted");
            for (String user : List.of("light-leo", "agent-mia", "agent-noah")) {
                inZendesk(id, user, Map.of("comment", Map.of("body", ANSWER, "public", false)));
            }
            inZendesk(id, "agent-mia", Map.of("comment", Map.of("body", INTERNAL, "public", false)));

            soon(() -> assertThat(zendeskComments(id))
                    .anyMatch(text -> text.startsWith("☝ The customer has not seen what Mia")));
            inZendesk(id, "agent-noah", Map.of("comment", Map.of("body", "Bye.", "public", true)));
            soon(() -> assertThat(app.published("noted")).containsExactly("Bye."));
            assertThat(zendeskComments(id))
                    .filteredOn(text -> text.startsWith("☝"))
                    .hasSize(1);
        }
    }

    private static void solveInJira(String id) {
        for (JsonNode way :
                as("agent-mia", "GET", jiraIssue(id) + "/transitions", null).path("transitions")) {
            if (way.at("/to/name").asText().equals("Done")) {
                Map<String, Object> transition = Map.of("id", way.path("id").asText());
                as("agent-mia", "POST", jiraIssue(id) + "/transitions", Map.of("transition", transition));
            }
        }
    }

    private static String jiraStatus(String id) {
        return as("agent-mia", "GET", jiraIssue(id), null)
                .at("/fields/status/name")
                .asText();
    }

    @Test
    void jira_an_issue_that_is_done_with_an_answer_that_nobody_sees_is_open_again_and_says_why(@TempDir Path folder) {
        try (HubApp app = app(folder, "jira", "project", "SOC", "index-lag", "0s")) {
            String id = asked(app, "done");
            refuseNextReply(app);

            inJira(id, "agent-mia", "#public\nNo.");
            solveInJira(id);

            soon(() -> assertThat(jiraComments(id)).anyMatch(text -> text.contains("↺ Reopened")));
            assertThat(jiraStatus(id)).isEqualTo("To Do");
        }
    }

    @Test
    void jira_an_answer_without_the_line_that_makes_it_public_is_answered_by_one_hint(@TempDir Path folder) {
        try (HubApp app = app(folder, "jira", "project", "SOC", "index-lag", "0s")) {
            String id = asked(app, "unmarked");
            inJira(id, "agent-mia", INTERNAL);
            inJira(id, "agent-mia", ANSWER);
            inJira(id, "agent-noah", ANSWER);

            soon(() ->
                    assertThat(jiraComments(id)).anyMatch(text -> text.contains("☝ The customer has not seen what")));
            inJira(id, "agent-noah", "#public\nBye.");
            soon(() -> assertThat(app.published("unmarked")).containsExactly("Bye."));
            assertThat(jiraComments(id)).filteredOn(text -> text.contains("☝")).hasSize(1);
        }
    }
}
