package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Http;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.http.GuardedFetch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The sandbox's Jira, a desk at it, and its agents' hands. */
final class Sandbox implements AutoCloseable {
    static final String TOKEN = "sandbox-jira-token";
    static final Secret WEBHOOK = Secret.of("sandbox-jira-webhook-secret");
    static final String API = "/rest/api/3";
    static final String DESK = "/rest/servicedeskapi";

    private final SandboxServer server = new SandboxServer();

    Sandbox() {
        lag(0);
    }

    /** How far the search lags behind. */
    void lag(long millis) {
        server.call("POST", "/sandbox/jira/index", "", Map.of("lagMillis", millis));
    }

    /** The search learns nothing new until the next call of {@link #lag}. */
    void stopIndex() {
        server.call("POST", "/sandbox/jira/index", "", Map.of("stopped", true));
    }

    URI base() {
        return URI.create(server.address() + "/sandbox/jira");
    }

    SandboxServer server() {
        return server;
    }

    /** In the software project. */
    PushedJiraDesk desk() {
        return desk(settings(Map.of()));
    }

    /** In the service project. */
    PushedJiraDesk serviceDesk() {
        return desk(settings(service()));
    }

    static Map<String, String> service() {
        return Map.of(
                "project", "HELP",
                "request-type", "Social media",
                "customer-address", "social+*@customers.example");
    }

    PushedJiraDesk desk(JiraSettings settings) {
        return desk(settings, server.http(), Clock.systemUTC());
    }

    PushedJiraDesk desk(JiraSettings settings, Http http, Clock clock) {
        var downloads = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));
        var context = new AccountContext("jira", http, new MemoryTokens(), clock);
        return new PushedJiraDesk(settings, context, downloads, SandboxServer.LIMITS.settle());
    }

    JiraSettings settings(Map<String, String> more) {
        var properties = new HashMap<String, String>();
        properties.put("desk.base-url", base().toString());
        properties.put("desk.email", "hub@sandbox.example");
        properties.put("desk.api-token", TOKEN);
        properties.put("desk.webhook-secret", WEBHOOK.reveal());
        properties.put("desk.project", "SOC");
        properties.put("desk.pace", "1s");
        properties.put("desk.index-lag", "0s");
        more.forEach((name, value) -> properties.put("desk." + name, value));
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("desk", JiraSettings.class);
    }

    JsonNode as(String user, String method, String path, Object body) {
        return server.call(method, "/sandbox/jira" + path, basic(user), body);
    }

    JsonNode issue(Ticket ticket) {
        return as("agent-mia", "GET", API + "/issue/" + ticket.id() + "?properties=deskbridge", null);
    }

    String status(Ticket ticket) {
        return issue(ticket).at("/fields/status/name").asText();
    }

    void move(Ticket ticket, String status) {
        for (JsonNode transition : as("agent-mia", "GET", API + "/issue/" + ticket.id() + "/transitions", null)
                .path("transitions")) {
            if (transition.at("/to/name").asText().equals(status)) {
                as(
                        "agent-mia",
                        "POST",
                        API + "/issue/" + ticket.id() + "/transitions",
                        Map.of("transition", Map.of("id", transition.path("id").asText())));
                return;
            }
        }
        throw new IllegalArgumentException("no way to " + status);
    }

    /** By the platform's API, which makes public comments in service projects. */
    String comment(Ticket ticket, String user, String text) {
        return comment(ticket, user, Map.of("body", Document.of(text)));
    }

    String comment(Ticket ticket, String user, Map<String, Object> comment) {
        return as(user, "POST", API + "/issue/" + ticket.id() + "/comment", comment)
                .path("id")
                .asText();
    }

    void edit(Ticket ticket, String comment, Map<String, Object> body) {
        as("agent-mia", "PUT", API + "/issue/" + ticket.id() + "/comment/" + comment, body);
    }

    /** By the service desk's API. */
    String say(Ticket ticket, String user, String text, boolean isPublic) {
        return as(user, "POST", DESK + "/request/" + ticket.id() + "/comment", Map.of("body", text, "public", isPublic))
                .path("id")
                .asText();
    }

    /** All comments, oldest first, with their properties. */
    List<JsonNode> comments(Ticket ticket) {
        JsonNode all = as("agent-mia", "GET", API + "/issue/" + ticket.id() + "/comment?maxResults=100", null)
                .path("comments");
        var ids = new ArrayList<Long>();
        all.forEach(comment -> ids.add(comment.path("id").asLong()));
        return list(as("agent-mia", "POST", API + "/comment/list?expand=properties", Map.of("ids", ids))
                .path("values"));
    }

    /** As the playground shows them, oldest first. */
    List<JsonNode> filedUnder(String externalId) {
        var found = new ArrayList<JsonNode>();
        for (JsonNode issue : as("agent-mia", "GET", "/issues?limit=10000", null)) {
            for (JsonNode label : issue.path("labels")) {
                if (label.asText().equals(Filing.label(externalId))) {
                    found.add(0, issue);
                }
            }
        }
        return found;
    }

    /** What the desk yields of a ticket to a reader that begins. */
    static List<Comment> read(JiraDesk desk, Ticket ticket) {
        var all = new ArrayList<Comment>();
        Cursor cursor = Cursor.START;
        boolean more = true;
        while (more) {
            var batch = desk.sources().get(0).poll(cursor);
            all.addAll(batch.items());
            cursor = batch.next();
            more = batch.more();
        }
        all.removeIf(comment -> !comment.ticket().id().equals(ticket.id()));
        return all;
    }

    static List<String> texts(JiraDesk desk, Ticket ticket) {
        return read(desk, ticket).stream().map(Comment::text).toList();
    }

    /** Where to read on once everything was read. */
    static Cursor readOn(Source<Comment> source, Cursor since) {
        var batch = source.poll(since);
        return batch.more() ? readOn(source, batch.next()) : batch.next();
    }

    static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    static String basic(String user) {
        String token = user.equals("hub") ? TOKEN : "anything";
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + "@sandbox.example:" + token).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
