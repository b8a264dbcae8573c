package io.deskbridge.desk.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.contract.MemoryTokens;
import io.deskbridge.contract.SandboxServer;
import io.deskbridge.core.AccountContext;
import io.deskbridge.core.Http;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Secret;
import io.deskbridge.core.Ticket;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sandbox's Zendesk, a desk at it, and its agents' hands. */
final class Sandbox implements AutoCloseable {
    static final String TOKEN = "sandbox-zendesk-token";
    static final Secret WEBHOOK = Secret.of("sandbox-zendesk-webhook-secret");

    private final SandboxServer server = new SandboxServer();

    URI base() {
        return URI.create(server.address() + "/sandbox/zendesk");
    }

    SandboxServer server() {
        return server;
    }

    PushedZendeskDesk desk() {
        return desk(settings(TOKEN));
    }

    PushedZendeskDesk desk(ZendeskSettings settings) {
        return desk(settings, server.http());
    }

    PushedZendeskDesk desk(ZendeskSettings settings, Http http) {
        var downloads = new GuardedFetch(SandboxServer.LIMITS, Set.of("127.0.0.1"));
        var context = new AccountContext("zendesk", http, new MemoryTokens(), Clock.systemUTC());
        return new PushedZendeskDesk(settings, context, downloads, SandboxServer.LIMITS.settle());
    }

    ZendeskSettings settings(String token) {
        return new ZendeskSettings(
                base(),
                "hub@sandbox.example",
                Secret.of(token),
                Secret.of(""),
                WEBHOOK,
                Duration.ofSeconds(1),
                30,
                "",
                "",
                List.of("deskbridge"));
    }

    JsonNode as(String user, String method, String path, Object body) {
        return server.call(method, "/sandbox/zendesk/api/v2" + path, basic(user), body);
    }

    /** The answer whatever its status is. */
    HttpAnswer raw(String user, String method, String path, Object body, Map<String, String> headers) {
        URI uri = URI.create(base() + "/api/v2" + path);
        HttpCall call =
                body == null ? HttpCall.get(uri) : HttpCall.write(method, uri, "application/json", Json.bytes(body));
        for (var header : headers.entrySet()) {
            call = call.with(header.getKey(), header.getValue());
        }
        return server.http().exchange(user.isEmpty() ? call : call.with("Authorization", basic(user)));
    }

    void comment(Ticket ticket, String user, String text, boolean isPublic) {
        as(user, "PUT", "/tickets/" + ticket.id() + ".json", comment(text, isPublic));
    }

    static Map<String, Object> comment(String text, boolean isPublic) {
        return Map.of("ticket", Map.of("comment", Map.of("body", text, "public", isPublic)));
    }

    void change(Ticket ticket, Map<String, Object> fields) {
        as("agent-mia", "PUT", "/tickets/" + ticket.id(), Map.of("ticket", fields));
    }

    List<JsonNode> filedUnder(String externalId) {
        return list(as(
                        "agent-mia",
                        "GET",
                        "/tickets?external_id=" + java.net.URLEncoder.encode(externalId, StandardCharsets.UTF_8),
                        null)
                .path("tickets"));
    }

    List<JsonNode> comments(String ticket) {
        return list(
                as("agent-mia", "GET", "/tickets/" + ticket + "/comments", null).path("comments"));
    }

    JsonNode ticket(Ticket ticket) {
        return as("agent-mia", "GET", "/tickets/" + ticket.id(), null).path("ticket");
    }

    JsonNode person(String id) {
        return as("agent-mia", "GET", "/users/" + id, null).path("user");
    }

    static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    private static String basic(String user) {
        String token = user.equals("hub") ? TOKEN : "anything";
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + "@sandbox.example/token:" + token).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
