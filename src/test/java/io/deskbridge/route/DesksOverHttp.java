package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.store.Link;
import io.deskbridge.store.Links;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The hub between a network in memory and the sandboxes of Zendesk and Jira, asked over HTTP, with agents at work there. */
abstract class DesksOverHttp {
    private static SandboxServer server;

    @BeforeAll
    static void serve() {
        server = new SandboxServer();
    }

    @AfterAll
    static void stopServing() throws Exception {
        server.close();
    }

    static HubApp app(Path folder, String type, String... settings) {
        HubApp app = HubApp.usual(folder)
                .with("deskbridge.desks.help.type", type)
                .with("deskbridge.desks.help.base-url", server.address() + "/sandbox/" + type)
                .with("deskbridge.desks.help.email", "hub@sandbox.example")
                .with("deskbridge.desks.help.api-token", "sandbox-" + type + "-token")
                .with("deskbridge.desks.help.pace", "1s");
        for (int i = 0; i < settings.length; i += 2) {
            app.with("deskbridge.desks.help." + settings[i], settings[i + 1]);
        }
        return app.start();
    }

    /** The id of the ticket that a new message makes. */
    static String asked(HubApp app, String thread) {
        app.post(thread + "-1", thread, "question");
        soon(() -> assertThat(links(app, thread)).isNotEmpty());
        return links(app, thread).get(0).ticket().id();
    }

    static List<Link> links(HubApp app, String thread) {
        return app.bean(Links.class).of(HubApp.talk(thread));
    }

    static JsonNode as(String user, String method, String path, Object body) {
        String credentials = user + "@sandbox.example" + (path.contains("/zendesk/") ? "/token" : "") + ":anything";
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return server.call(method, "/sandbox" + path, basic, body);
    }

    static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> one.path(field).isTextual()
                        ? one.path(field).asText()
                        : one.path(field).toString())
                .toList();
    }

    static String zendeskTicket(String id) {
        return "/zendesk/api/v2/tickets/" + id;
    }

    static void inZendesk(String id, String user, Map<String, Object> changes) {
        as(user, "PUT", zendeskTicket(id), Map.of("ticket", changes));
    }

    static List<String> zendeskComments(String id) {
        return texts(
                as("agent-mia", "GET", zendeskTicket(id) + "/comments", null).path("comments"), "body");
    }

    static String jiraIssue(String id) {
        return "/jira/rest/api/3/issue/" + id;
    }

    static String inJira(String id, String user, String text) {
        return as(user, "POST", jiraIssue(id) + "/comment", Map.of("body", document(text)))
                .path("id")
                .asText();
    }

    static Map<String, Object> document(String text) {
        return Map.of(
                "type",
                "doc",
                "version",
                1,
                "content",
                text.lines()
                        .map(line ->
                                Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", line))))
                        .toList());
    }

    static List<String> jiraComments(String id) {
        return texts(as("agent-mia", "GET", jiraIssue(id) + "/comment", null).path("comments"), "body");
    }
}
