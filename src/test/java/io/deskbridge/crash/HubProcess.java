package io.deskbridge.crash;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The hub under test, in a folder of its own as on a server: {@code config/}, {@code routes/}, {@code data/}. */
final class HubProcess implements AutoCloseable {
    private static final Pattern ENDED =
            Pattern.compile("(?m)^deskbridge_(?:sent_to_ticketed|comment_to_published)_seconds_count\\S* (\\S+)");
    private static final Pattern SHARE = Pattern.compile("(?m)^deskbridge_share\\S* (\\S+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Path folder;
    private final Path log;
    private final int port;
    private final List<String> program;
    private final List<String> settings;
    private @Nullable JavaProcess process;
    private int worked;

    /**
     * @param program what follows the JVM's own options
     * @param settings more than the configuration file says, {@code key=value}
     */
    HubProcess(String name, Path folder, Path log, int port, List<String> program, List<String> settings) {
        this.name = name;
        this.folder = folder;
        this.log = log;
        this.port = port;
        this.program = program;
        this.settings = settings;
    }

    /** Writes what an integrator writes. */
    void configure(String configuration, Map<String, String> routes) throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("config/deskbridge.yaml"), configuration);
        for (Map.Entry<String, String> route : routes.entrySet()) {
            Files.writeString(folder.resolve("routes/" + route.getKey() + ".camel.yaml"), route.getValue());
        }
    }

    synchronized void start() throws IOException {
        var arguments = new ArrayList<String>();
        arguments.add("--server.port=" + port);
        settings.forEach(setting -> arguments.add("--" + setting));
        process = JavaProcess.start(program, arguments, folder, log);
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
    }

    Web web() {
        return Web.local(port);
    }

    /** How many messages and replies this process brought to their end, in all its lives; what it did last may be missing. */
    synchronized int worked() {
        return worked + workedSinceStart();
    }

    private int workedSinceStart() {
        return (int) sum(ENDED);
    }

    private double sum(Pattern metric) {
        try {
            String metrics = new String(
                    web().exchange("GET", "/actuator/prometheus", Map.of(), null)
                            .body(),
                    StandardCharsets.UTF_8);
            return metric.matcher(metrics)
                    .results()
                    .mapToDouble(value -> Double.parseDouble(value.group(1)))
                    .sum();
        } catch (UncheckedIOException down) {
            return 0;
        }
    }

    /** The part of all conversations that this process works on, by its own word; 0 when it does not answer. */
    double share() {
        return sum(SHARE);
    }

    boolean isReady() {
        try {
            return web().exchange("GET", "/actuator/health/readiness", Map.of(), null)
                            .statusCode()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    void awaitReady() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            checkAlive();
            return isReady();
        });
    }

    /** Fails when it ended without being killed. */
    synchronized void checkAlive() {
        if (process == null || !process.isAlive()) {
            throw new IllegalStateException(name + " ended by itself; see " + log);
        }
    }

    JsonNode get(String path) {
        return web().get(path);
    }

    synchronized void kill() throws InterruptedException {
        if (process != null) {
            worked += workedSinceStart();
            process.kill();
        }
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
        }
    }
}
