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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All ways to comment on an issue that Jira knows, at once in one issue of a running hub, over HTTP. */
class JiraWaysThroughTheHubTest {
    private static final String ME = "{\"accountId\": \"5b10ac8d82e05b22cc7d4ef5\"}";
    private static final String GONE = "{\"errorMessages\": [\"Not found\"]}";

    @TempDir
    Path folder;

    private HttpServer jira;
    private HubApp app;
    private String project = "";
    private final List<JsonNode> rows = new CopyOnWriteArrayList<>();
    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final Map<String, JsonNode> filed = new ConcurrentHashMap<>();
    private final List<String> unknown = new CopyOnWriteArrayList<>();
    private volatile String updated = now();

    private void start(String kind) throws IOException {
        project = kind;
        jira = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        jira.createContext("/rest/", this::answer);
        jira.start();
        app = new HubApp(folder)
                .route("in", Yaml.route("in", "channel:shop", "to: {uri: 'desk:jira'}"))
                .route("out", Yaml.route("out", "desk:jira", "to: {uri: 'channel:origin'}"))
                .with("deskbridge.desks.jira.type", "jira")
                .with(
                        "deskbridge.desks.jira.base-url",
                        "http://127.0.0.1:" + jira.getAddress().getPort())
                .with("deskbridge.desks.jira.email", "hub@acme.example")
                .with("deskbridge.desks.jira.api-token", "geheim")
                .with("deskbridge.desks.jira.project", "SOC")
                .with("deskbridge.desks.jira.pace", "1s")
                .start();
    }

    @AfterEach
    void stop() {
        app.close();
        jira.stop(0);
    }

    private static String now() {
        return Instant.now().toString().replace("Z", "+0000");
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        boolean read = exchange.getRequestMethod().equals("GET");
        String path = exchange.getRequestURI().getPath();
        Optional<String> said = Optional.ofNullable(said(path, read, body));
        if (said.isEmpty()) {
            unknown.add(exchange.getRequestMethod() + " " + path);
        }
        byte[] bytes = said.orElse(GONE).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(said.isEmpty() || said.get().equals(GONE) ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String said(String path, boolean read, JsonNode body) {
        String id = path.substring(path.lastIndexOf('/') + 1);
        return switch (path) {
            case "/rest/api/3/myself" -> ME;
            case "/rest/api/3/mypermissions" -> "{\"permissions\": {}}";
            case "/rest/api/3/project/SOC" ->
                "{\"id\": \"1\", \"key\": \"SOC\", \"projectTypeKey\": \"" + type() + "\"}";
            case "/rest/api/3/issue" -> create(body);
            case "/rest/api/3/issue/bulkfetch" -> "{\"issues\": []}";
            case "/rest/api/3/search/jql" ->
                "{\"issues\": [" + (filed.isEmpty() ? "" : issue()) + "], \"isLast\": true}";
            case "/rest/api/3/issue/10040" -> filed.isEmpty() ? GONE : issue();
            case "/rest/api/3/issue/10040/comment" -> read ? page().toString() : noted(body.path("body"));
            case "/rest/servicedeskapi/request/10040/comment" -> noted(body.path("body"));
            case "/rest/api/3/comment/list" -> withProperties(body.path("ids")).toString();
            default ->
                path.startsWith("/rest/api/3/issue/10040/comment/")
                        ? row(id).map(row -> comment(row).toString()).orElse(GONE)
                        : path.startsWith("/rest/servicedeskapi/request/10040/comment/")
                                ? row(id).filter(row -> row.has("service"))
                                        .map(row -> row.path("service").toString())
                                        .orElse(GONE)
                                : null;
        };
    }

    private String type() {
        return project.equals("service") ? "service_desk" : "software";
    }

    private String create(JsonNode body) {
        body.path("properties")
                .forEach(property -> filed.put(property.path("key").asText(), property.path("value")));
        return "{\"id\": \"10040\", \"key\": \"SOC-7\"}";
    }

    /** What the hub writes into the issue; it is not among the comments that are read, as if the agents' came first. */
    private String noted(JsonNode body) {
        notes.add(
                body.isTextual() ? body.asText() : body.findValuesAsText("text").toString());
        return "{\"id\": \"" + (99000 + notes.size()) + "\", \"public\": false}";
    }

    private String issue() {
        ObjectNode properties = Json.MAPPER.createObjectNode();
        filed.forEach(properties::set);
        return """
                {"id": "10040", "key": "SOC-7", "fields": {"project": {"key": "SOC", "projectTypeKey": "%s"},
                 "status": {"name": "Open", "statusCategory": {"key": "new"}}, "updated": "%s",
                 "reporter": {"accountId": "5b10a0effa615349cb016cd8", "accountType": "atlassian"}},
                 "properties": %s}"""
                .formatted(type(), updated, properties);
    }

    private Optional<JsonNode> row(String id) {
        return rows.stream()
                .filter(row -> row.at("/comment/id").asText().equals(id))
                .findFirst();
    }

    private ObjectNode comment(JsonNode row) {
        ObjectNode comment = row.path("comment").deepCopy();
        return comment.put("created", updated).put("updated", updated);
    }

    private ObjectNode page() {
        ObjectNode page = Json.MAPPER.createObjectNode().put("startAt", 0).put("total", rows.size());
        ArrayNode list = page.putArray("comments");
        rows.forEach(row -> list.add(comment(row)));
        return page;
    }

    private ObjectNode withProperties(JsonNode ids) {
        var wanted = new ArrayList<String>();
        ids.forEach(id -> wanted.add(id.asText()));
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode list = page.putArray("values");
        rows.stream()
                .filter(row -> wanted.contains(row.at("/comment/id").asText())
                        && row.path("properties").isArray())
                .forEach(row -> list.add(comment(row).set("properties", row.path("properties"))));
        return page;
    }

    /** All comments at once; the ids of those that are answers. */
    private List<String> writeAll() {
        JsonNode ways;
        try (var stream = getClass().getResourceAsStream("/io/deskbridge/desk/jira/ways-" + project + ".json")) {
            ways = Json.MAPPER.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var all = new ArrayList<JsonNode>();
        var answers = new ArrayList<String>();
        ways.path("inside").forEach(all::add);
        ways.path("answers").forEach(row -> {
            all.add(row);
            answers.add(row.at("/comment/id").asText());
        });
        updated = now();
        rows.addAll(all);
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"software", "service"})
    void of_all_ways_to_comment_the_agents_answers_are_published_and_nothing_else(String kind) throws IOException {
        start(kind);
        app.post("1", "t", "where is my parcel?");
        soon(() -> assertThat(app.messages("t").get(0).ticketId()).contains("10040"));

        List<String> answers = writeAll();

        soon(() -> assertThat(app.published("t")).hasSizeGreaterThanOrEqualTo(answers.size()));
        assertThat(app.comments("t"))
                .extracting((CommentRow row) -> row.comment().id().value())
                .containsExactlyInAnyOrderElementsOf(answers);
        assertThat(app.published("t")).hasSize(answers.size()).containsOnly("Yes.");
        soon(() -> assertThat(notes.stream().filter(note -> note.contains("The customer has not seen")))
                .hasSizeGreaterThan(1));
        Stream<String> quoted = notes.stream().filter(note -> note.contains("stands in a quote"));
        assertThat(quoted).hasSize(kind.equals("software") ? 1 : 0); // however many there are
        assertThat(app.network.published()).hasSize(answers.size());
        assertThat(unknown).isEmpty();
    }
}
