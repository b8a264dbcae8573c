package io.deskbridge.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * X, Bluesky and Zendesk in a process of their own, which outlives all the kills: the hub with its sandbox alone.
 * The limits that real ones have are raised, because here happens in minutes what takes days.
 */
final class World implements AutoCloseable {
    private static final String HUB = Web.basic("hub@sandbox.example/token:sandbox-zendesk-token");
    private static final String AGENT = Web.basic("agent-mia@sandbox.example/token:x");
    private static final int NEVER_OVER = 1_000_000_000;

    private final JavaProcess process;
    private final Web web;

    World(Path folder, Path log, Random random) throws IOException {
        Files.createDirectories(folder.resolve("routes")); // none: the shipped ones name accounts that are not there
        int port = Web.freePort(random);
        web = Web.local(port);
        process = JavaProcess.start(
                WatchedWorld.program(),
                List.of(
                        "--server.port=" + port,
                        "--deskbridge.sandbox.enabled=true",
                        "--deskbridge.sandbox.shipped=false",
                        "--deskbridge.sandbox.zendesk.update-limit=1000000",
                        "--deskbridge.sandbox.x.budget=1000000000",
                        "--deskbridge.sandbox.bluesky.login-limit=0"),
                folder,
                log);
        await().atMost(Duration.ofMinutes(2)).until(this::isReady);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the world did not start; see its log");
        }
        try {
            return web.exchange("GET", "/actuator/health/readiness", Map.of(), null)
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    String address() {
        return web.address();
    }

    /** A call of somebody who plays a customer or an agent: no fault meets it. */
    JsonNode call(String method, String path, String authorization, @Nullable Object body) {
        var headers = new HashMap<String, String>();
        headers.put("Sandbox-Faults", "none");
        if (!authorization.isEmpty()) {
            headers.put("Authorization", authorization);
        }
        return web.call(method, path, headers, body);
    }

    /** From now on some writes of the hub are answered late, and the answers to some are lost after the write. */
    void misbehave(Size size) {
        for (String path : List.of(
                "POST /sandbox/zendesk/api/v2/tickets",
                "PUT /sandbox/zendesk/api/v2/tickets",
                "POST /sandbox/x/2/tweets",
                "POST /sandbox/bluesky/xrpc/com.atproto.repo.putRecord")) {
            fault(path, "DROP_ANSWER", size.dropped());
            fault(path, "SLOW", size.late());
        }
    }

    private void fault(String call, String kind, double chance) {
        String[] methodAndPath = call.split(" ");
        web.call(
                "POST",
                "/sandbox/faults",
                Map.of(),
                Map.of(
                        "method",
                        methodAndPath[0],
                        "path",
                        methodAndPath[1],
                        "kind",
                        kind,
                        "chance",
                        chance,
                        "times",
                        NEVER_OVER,
                        "delayMillis",
                        kind.equals("SLOW") ? 300 : 0));
    }

    /**
     * Looks out for the next call of the hub to a path. A fault does that without any harm: it is over when it was met.
     *
     * @return whether it came by now
     */
    BooleanSupplier lookOut(String path) {
        web.call(
                "POST",
                "/sandbox/faults",
                Map.of(),
                Map.of("method", "GET", "path", path, "kind", "SLOW", "delayMillis", 0));
        return () -> {
            for (JsonNode open : web.get("/sandbox/faults")) {
                if (open.path("path").asText().equals(path)) {
                    return false;
                }
            }
            return true;
        };
    }

    void wellBehaved() {
        web.call("DELETE", "/sandbox/faults", Map.of(), null);
    }

    /** Registers the channel's webhook, as an integrator does; the hub must run, because X asks it for a proof. */
    void pushPosts(String hub) {
        call("POST", "/sandbox/x/2/webhooks", "Bearer app-acme", Map.of("url", hub + "/webhooks/channels/acme-x"));
    }

    /** Registers the desk's webhook. */
    void pushComments(String hub) {
        call(
                "POST",
                "/sandbox/zendesk/api/v2/webhooks",
                HUB,
                Map.of(
                        "webhook",
                        Map.of(
                                "name", "Deskbridge",
                                "endpoint", hub + "/webhooks/desks/zendesk",
                                "http_method", "POST",
                                "request_format", "json",
                                "status", "active")));
    }

    /** All tickets, oldest first. */
    List<Ticket> tickets() {
        var tickets = new ArrayList<Ticket>();
        call("GET", "/sandbox/zendesk/tickets?limit=1000000", "", null)
                .forEach(ticket -> tickets.add(0, Ticket.read(ticket)));
        return tickets;
    }

    /** The tickets into which two entries were being written at the same time. */
    List<String> overlaps() {
        var overlaps = new ArrayList<String>();
        watch().path("overlaps").forEach(ticket -> overlaps.add(ticket.asText()));
        return overlaps;
    }

    /** How many writes of entries it was watched over. */
    int watched() {
        return watch().path("entries").asInt();
    }

    private JsonNode watch() {
        return call("GET", "/sandbox/watch", "", null);
    }

    /** An agent writes into a ticket. */
    void comment(long ticket, String text, boolean isPublic) {
        call(
                "PUT",
                "/sandbox/zendesk/api/v2/tickets/" + ticket + ".json",
                AGENT,
                Map.of("ticket", Map.of("comment", Map.of("body", text, "public", isPublic))));
    }

    @Override
    public void close() {
        process.close();
    }
}
