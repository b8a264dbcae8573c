package io.deskbridge.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import io.deskbridge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a case found: printed for people, and kept as JSON with the machine it ran on and every single round. */
final class Report {
    private final String name;
    private final Map<String, Object> values = new LinkedHashMap<>();

    Report(String name) {
        this.name = name;
        Instant now = Instant.now();
        values.put("case", name);
        values.put("at", now.toString());
        values.put("machine", machine());
        values.put("a flush to disk, ms", Disk.flushMillis());
        values.put("load average", load());
    }

    Report put(String key, Object value) {
        values.put(key, value instanceof Double number ? Math.round(number * 1000) / 1000.0 : value);
        return this;
    }

    void write() {
        Path folder = Bench.folder().resolve("results");
        String day = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now());
        Path file = folder.resolve(day + "-" + name + ".json");
        try {
            Files.createDirectories(folder);
            Files.write(
                    file,
                    Json.MAPPER
                            .writer()
                            .with(SerializationFeature.INDENT_OUTPUT)
                            .writeValueAsBytes(values));
        } catch (IOException e) {
            throw new UncheckedIOException("the results of " + name + " cannot be written", e);
        }
        System.out.println("\n" + name);
        values.forEach((key, value) -> System.out.printf("  %-28s %s%n", key, value));
        System.out.println("  kept in " + file);
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors (" + processor() + "), "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }

    /** What else ran: the average of processes that want to run, over the last minute. */
    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
