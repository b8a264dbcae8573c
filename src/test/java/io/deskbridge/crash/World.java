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
 * All networks and desks but the shop in a process of their own, which outlives all the kills: the hub with its sandbox alone.
 * The limits that real ones have are raised, because here happens in minutes what takes days.
 */
final class World implements AutoCloseable {
    /** It keeps all that a run writes, unlike the hub; with no room it would be slow as no counterpart is. */
    private static final String ROOM = "-Xmx1500m";

    private static final int NEVER_OVER = 1_000_000_000;

    private final JavaProcess process;
    private final Web web;
    private final MailDoor mail;

    World(Path folder, Path log, Random random) throws IOException {
        Files.createDirectories(folder.resolve("routes")); // none: the shipped ones name accounts that are not there
        int port = Web.freePort(random);
        web = Web.local(port);
        var program = new ArrayList<>(List.of(ROOM));
        program.addAll(WatchedWorld.program());
        process = JavaProcess.start(
                program,
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
        mail = new MailDoor(ports().path("smtp").asInt());
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

    /** Where the hub hands in its mails; the agents hand theirs in behind it. */
    int smtpPort() {
        return mail.port();
    }

    /** How many mails were taken without the hub hearing of it. */
    int unansweredMails() {
        return mail.unanswered();
    }

    int imapPort() {
        return ports().path("imap").asInt();
    }

    private JsonNode ports() {
        return call("GET", "/sandbox/watch/mail", "", null);
    }

    /** From now on some of these writes, and of the mails, are answered late, and the answers to some are lost after the write. */
    void misbehave(Size size, List<String> writes) {
        for (String write : writes) {
            fault(write, "DROP_ANSWER", size.dropped());
            fault(write, "SLOW", size.late());
        }
        mail.misbehave(size.late(), size.dropped());
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
    BooleanSupplier lookOut(String method, String path) {
        web.call(
                "POST",
                "/sandbox/faults",
                Map.of(),
                Map.of("method", method, "path", path, "kind", "SLOW", "delayMillis", 0));
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
        mail.misbehave(0, 0);
    }

    /** The tickets into which two entries were being written at the same time. */
    List<String> overlaps() {
        var overlaps = new ArrayList<String>();
        watch().path("overlaps").forEach(ticket -> overlaps.add(ticket.asText()));
        return overlaps;
    }

    /** How many writes of entries into a desk were watched. */
    int watched(HelpDesk desk) {
        return watch().path("entries").path(desk.name()).asInt();
    }

    private JsonNode watch() {
        return call("GET", "/sandbox/watch", "", null);
    }

    @Override
    public void close() throws IOException {
        mail.close();
        process.close();
    }
}
