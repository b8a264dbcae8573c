package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.DeliveryStatus.Stage;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.Webhooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far an answer came, as agents see it in Zendesk and Jira, whose sandboxes are asked over HTTP. */
class DeliveryMarksOverHttpTest extends DesksOverHttp {
    private static void told(HubApp app, String thread, int number, Stage stage) {
        String id = app.replies(thread).get(number).sentId().orElseThrow();
        byte[] body = ("!" + id + "||" + stage + "|").getBytes(StandardCharsets.UTF_8);
        var call = new WebhookCall("POST", Map.of(), Map.of("X-Signature", "good"), body);
        app.bean(Webhooks.class).channel("shop", call).orElseThrow().join();
    }

    private static List<String> zendeskTags(String id) {
        return words(as("agent-mia", "GET", zendeskTicket(id), null).at("/ticket/tags"));
    }

    private static List<String> jiraLabels(String id) {
        return words(as("agent-mia", "GET", jiraIssue(id), null).at("/fields/labels"));
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Test
    void zendesk_has_a_tag_beside_those_of_others_and_no_comment(@TempDir Path folder) {
        try (HubApp app = app(folder, "zendesk")) {
            String id = asked(app, "tagged");
            inZendesk(id, "agent-mia", Map.of("additional_tags", List.of("vip")));
            inZendesk(id, "agent-mia", Map.of("comment", Map.of("body", "It ships.", "public", true)));
            soon(() -> assertThat(zendeskComments(id)).hasSize(3));

            told(app, "tagged", 0, Stage.DELIVERED);
            soon(() -> assertThat(zendeskTags(id)).contains("vip", "deskbridge", "deskbridge_delivered"));
            told(app, "tagged", 0, Stage.READ);
            soon(() -> assertThat(zendeskTags(id))
                    .contains("vip", "deskbridge", "deskbridge_read")
                    .doesNotContain("deskbridge_delivered"));

            inZendesk(id, "agent-mia", Map.of("comment", Map.of("body", "Anything else?", "public", true)));
            soon(() -> assertThat(zendeskTags(id)).contains("vip").doesNotContain("deskbridge_read"));
            soon(() -> assertThat(zendeskComments(id)).hasSize(5));
        }
    }

    @Test
    void jira_has_a_label_beside_the_others_and_no_comment(@TempDir Path folder) {
        try (HubApp app = app(folder, "jira", "project", "SOC", "index-lag", "0s")) {
            String id = asked(app, "labelled");
            List<String> before = jiraLabels(id);
            inJira(id, "agent-mia", "#public\nIt ships.");
            soon(() -> assertThat(jiraComments(id)).hasSize(2));

            told(app, "labelled", 0, Stage.DELIVERED);
            soon(() -> assertThat(jiraLabels(id)).containsAll(before).contains("deskbridge_delivered"));
            told(app, "labelled", 0, Stage.READ);
            soon(() -> assertThat(jiraLabels(id))
                    .containsAll(before)
                    .contains("deskbridge_read")
                    .doesNotContain("deskbridge_delivered"));
            inJira(id, "agent-mia", "#public\nAnything else?");
            soon(() -> assertThat(jiraLabels(id)).isEqualTo(before));
            soon(() -> assertThat(jiraComments(id)).hasSize(4));
        }
    }
}
