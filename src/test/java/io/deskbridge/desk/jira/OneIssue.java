package io.deskbridge.desk.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import io.deskbridge.http.Signatures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A Jira with one issue of the hub, and a desk at it. A row is a comment, the properties that {@code comment/list} tells
 * of it ({@code null}: it tells nothing), and what the service desk says of it (missing: there is no such request).
 */
final class OneIssue {
    private static final Ticket TICKET = new Ticket("jira", "10040", Optional.empty());
    private static final String ME = "{\"accountId\": \"5b10ac8d82e05b22cc7d4ef5\"}";
    private static final String WRITTEN = Instant.now().toString().replace("Z", "+0000");

    private final List<JsonNode> rows;
    private final String issue;
    private final PushedJiraDesk desk;

    OneIssue(String project, List<JsonNode> rows) {
        this.rows = rows;
        String type = project.equals("service") ? "service_desk" : "software";
        issue =
                """
                {"id": "10040", "key": "SOC-7", "fields": {"project": {"key": "SOC", "projectTypeKey": "%s"},
                 "status": {"name": "Open", "statusCategory": {"key": "new"}}, "updated": "%s",
                 "reporter": {"accountId": "5b10a0effa615349cb016cd8", "accountType": "atlassian"}},
                 "properties": {"deskbridge": {"conversation": "shop:1", "marks": ["0123456789abcdef"]}}}"""
                        .formatted(type, WRITTEN);
        var settings = Map.of(
                "desk.base-url", "https://acme.atlassian.net",
                "desk.email", "hub@acme.example",
                "desk.api-token", "very secret",
                "desk.webhook-secret", Sandbox.WEBHOOK.reveal(),
                "desk.project", "SOC");
        var context = new AccountContext("jira", this::answer, new MemoryTokens(), Clock.systemUTC());
        desk = new PushedJiraDesk(
                new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("desk", JiraSettings.class),
                context,
                new GuardedFetch(SandboxServer.LIMITS, Set.of()),
                Duration.ofSeconds(1));
    }

    List<String> polled() {
        return ids(desk.sources().get(0).poll(Cursor.START).items());
    }

    /** What agents are told of comments that stay inside: once each or once an issue, and why. */
    List<String> told() {
        return desk.sources().get(0).poll(Cursor.START).news().stream()
                .filter(TicketNews.Withheld.class::isInstance)
                .map(TicketNews.Withheld.class::cast)
                .map(told -> (told.once().equals(told.id().value()) ? "" : told.once() + ": ")
                        + told.why().english())
                .toList();
    }

    /** Internal notes that the hub hears of. */
    long notes() {
        return desk.sources().get(0).poll(Cursor.START).news().stream()
                .filter(TicketNews.InternalNote.class::isInstance)
                .count();
    }

    List<String> pushed() {
        byte[] body = ("{\"webhookEvent\": \"comment_created\", \"comment\": {\"id\": \"1\"}, \"issue\": {\"id\":"
                        + " \"10040\"}}")
                .getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=" + HexFormat.of().formatHex(Signatures.hmacSha256(Sandbox.WEBHOOK, body));
        var receipt = desk.receive(new WebhookCall("POST", Map.of(), Map.of("X-Hub-Signature", signature), body));
        assertThat(receipt.answer().status()).isEqualTo(200);
        return ids(receipt.items());
    }

    Optional<Comment> publicNow(String id) {
        return desk.publicNow(new Comment(
                new CommentId("jira", id), TICKET, new Agent("1", "Mia"), "as it was", List.of(), Instant.now()));
    }

    private static List<String> ids(List<Comment> comments) {
        return comments.stream().map(comment -> comment.id().value()).toList();
    }

    private HttpAnswer answer(HttpCall call) {
        String path = call.uri().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        Optional<JsonNode> row = rows.stream()
                .filter(one -> one.at("/comment/id").asText().equals(id))
                .findFirst();
        return switch (path.substring(0, path.lastIndexOf('/') + 1)) {
            case "/rest/api/3/" -> found(ME);
            case "/rest/api/3/search/" -> found("{\"issues\": [" + issue + "], \"isLast\": true}");
            case "/rest/api/3/issue/" -> found(issue);
            case "/rest/api/3/issue/10040/" -> found(page().toString());
            case "/rest/api/3/comment/" -> found(withProperties().toString());
            case "/rest/api/3/issue/10040/comment/" ->
                row.map(one -> found(comment(one).toString())).orElseGet(OneIssue::gone);
            case "/rest/servicedeskapi/request/10040/comment/" ->
                row.filter(one -> one.has("service"))
                        .map(one -> found(one.path("service").toString()))
                        .orElseGet(OneIssue::gone);
            default -> throw new IllegalStateException("not in this Jira: " + call.name());
        };
    }

    private static ObjectNode comment(JsonNode row) {
        ObjectNode comment = row.path("comment").deepCopy();
        return comment.put("created", WRITTEN).put("updated", WRITTEN);
    }

    private ObjectNode page() {
        ObjectNode page = Json.MAPPER.createObjectNode().put("startAt", 0).put("total", rows.size());
        ArrayNode list = page.putArray("comments");
        rows.forEach(row -> list.add(comment(row)));
        return page;
    }

    private ObjectNode withProperties() {
        ObjectNode page = Json.MAPPER.createObjectNode();
        ArrayNode list = page.putArray("values");
        rows.stream()
                .filter(row -> row.path("properties").isArray())
                .forEach(row -> list.add(comment(row).set("properties", row.path("properties"))));
        return page;
    }

    private static HttpAnswer found(String json) {
        return new HttpAnswer(200, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpAnswer gone() {
        return new HttpAnswer(404, Map.of(), "{\"errorMessages\": [\"Not found\"]}".getBytes(StandardCharsets.UTF_8));
    }
}
