package io.deskbridge.route;

import static io.deskbridge.route.HubApp.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deskbridge.http.Json;
import io.deskbridge.store.CommentRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ways to comment on a ticket that Zendesk knows, at once in one ticket of a running hub. */
class ZendeskWaysThroughTheHubTest {
    private static final String TICKET =
            "{\"id\": 17, \"external_id\": \"%s\", \"status\": \"open\", \"updated_at\": \"2026-11-22T10:00:00Z\"}";

    private HttpServer zendesk;
    private HubApp app;
    private volatile String externalId = "";
    private volatile String comments = "{\"comments\": [], \"users\": []}";

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        zendesk = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        zendesk.createContext("/api/v2/", this::answer);
        zendesk.start();
        app = new HubApp(folder)
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:zendesk'}"))
                .route("out", Yaml.route("out", "desk:zendesk", "to: {uri: 'channel:origin'}"))
                .with("deskbridge.desks.zendesk.type", "zendesk")
                .with(
                        "deskbridge.desks.zendesk.base-url",
                        "http://127.0.0.1:" + zendesk.getAddress().getPort())
                .with("deskbridge.desks.zendesk.email", "hub@acme.example")
                .with("deskbridge.desks.zendesk.api-token", "geheim")
                .with("deskbridge.desks.zendesk.pace", "1s")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
        zendesk.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath().replace("/api/v2/", "");
        boolean read = exchange.getRequestMethod().equals("GET");
        if (path.equals("tickets.json") && !read) {
            externalId = Json.MAPPER.readTree(body).at("/ticket/external_id").asText();
        }
        String ticket = TICKET.formatted(externalId);
        String said =
                switch (path) {
                    case "users/me.json" -> "{\"user\": {\"id\": 14, \"name\": \"Hub\", \"role\": \"admin\"}}";
                    case "users/create_or_update.json" ->
                        "{\"user\": {\"id\": 12, \"name\": \"Anna\", \"role\": \"end-user\"}}";
                    case "users/search.json" -> "{\"users\": []}";
                    case "tickets.json" -> read ? "{\"tickets\": []}" : "{\"ticket\": " + ticket + "}";
                    case "tickets/17.json" -> "{\"ticket\": " + ticket + "}";
                    case "tickets/17/audits.json" -> "{\"audits\": []}";
                    case "tickets/17/comments.json" -> comments;
                    case "incremental/tickets/cursor.json" ->
                        "{\"tickets\": [" + (externalId.isEmpty() ? "" : ticket)
                                + "], \"after_cursor\": \"x\", \"end_of_stream\": true}";
                    default -> "";
                };
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.isEmpty() ? 404 : read ? 200 : 201, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** All comments in one list, and the words of those that are answers. */
    private List<String> writeAll() throws IOException {
        JsonNode ways;
        try (var stream = getClass().getResourceAsStream("/io/deskbridge/desk/zendesk/ways.json")) {
            ways = Json.MAPPER.readTree(stream);
        }
        String now = Instant.now().toString();
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode list = page.putArray("comments");
        var answers = new ArrayList<String>();
        ways.path("answers").forEach(comment -> {
            answers.add(comment.path("plain_body").asText());
            list.add(((ObjectNode) comment).put("created_at", now));
        });
        ways.path("inside").forEach(comment -> list.add(((ObjectNode) comment).put("created_at", now)));
        page.set("users", ways.path("users"));
        comments = page.toString();
        return answers;
    }

    @Test
    void of_all_ways_to_comment_the_agents_answers_are_published_and_nothing_else() throws IOException {
        app.post("1", "t", "where is my parcel?");
        soon(() -> assertThat(app.messages("t").get(0).ticketId()).contains("17"));

        List<String> answers = writeAll();

        soon(() -> assertThat(app.published("t")).hasSizeGreaterThanOrEqualTo(answers.size()));
        assertThat(app.published("t")).containsExactlyInAnyOrderElementsOf(answers);
        assertThat(app.comments("t"))
                .extracting((CommentRow row) -> row.comment().text())
                .containsExactlyInAnyOrderElementsOf(answers);
    }
}
