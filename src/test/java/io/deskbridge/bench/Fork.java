package io.deskbridge.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java process of the bench, with the bench's own class path. What it prints goes to a file of its name. */
final class Fork implements AutoCloseable {
    /** The JVM's settings that the image ships, and room for all that a bench leaves waiting. */
    static final List<String> AS_SHIPPED =
            List.of("@" + Path.of("bin/jvm.options").toAbsolutePath(), "-Xmx1g");

    private static final int KILO = 1024;

    private final String name;
    private final Process process;
    private final int port;

    /**
     * Starts the process and returns when it is ready.
     *
     * @param name of the process, for messages and its log
     */
    Fork(String name, Class<?> main, List<String> jvm, List<String> arguments) {
        this.name = name;
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Path log = Bench.folder().resolve(name + ".log");
        try {
            process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            port = ready(out, log);
            var rest = new Thread(() -> drain(out, log), name + "-out");
            rest.setDaemon(true);
            rest.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the process " + name + " does not start", e);
        }
    }

    private int ready(BufferedReader out, Path log) throws IOException {
        var before = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(Child.READY)) {
                return Integer.parseInt(line.substring(Child.READY.length()));
            }
            before.append(line).append('\n');
        }
        throw new IllegalStateException(
                "the process " + name + " ended before it was ready; see " + log + "\n" + before);
    }

    private static void drain(BufferedReader out, Path log) {
        try (var file = Files.newBufferedWriter(log.resolveSibling(log.getFileName() + ".out"))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException e) {
            System.err.println("the output of " + log + " ended: " + e.getMessage());
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** How much processor time it has used. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory in MB; 0 where the system does not tell. */
    long residentMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / KILO)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Asks it to stop, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
