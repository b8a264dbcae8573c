package io.deskbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * Runs the cases that {@code -Dbench.case} names, one after the other. Everything that a run may choose is a system
 * property that begins with {@code bench.}; {@code bench/README.md} lists them.
 */
final class Bench {
    private Bench() {}

    /** One case; it writes its own report. */
    @FunctionalInterface
    interface Case {
        void run() throws Exception;
    }

    static Map<String, Case> cases() {
        var cases = new LinkedHashMap<String, Case>();
        cases.put("throughput", () -> new EndToEnd("throughput", 0).run());
        cases.put("delay20", () -> new EndToEnd("delay20", 20).run());
        cases.put("delay200", () -> new EndToEnd("delay200", 200).run());
        cases.put("webhook", () -> new WebhookIntake("webhook", 10_000).run());
        cases.put("webhook-delivering", () -> new WebhookIntake("webhook-delivering", 0).run());
        cases.put("latency", () -> new Latency().run());
        cases.put("growth-unfinished", Growth::unfinished);
        cases.put("growth-conversations", Growth::conversations);
        cases.put("growth-accounts", Growth::accounts);
        cases.put("growth-ledger", Growth::ledger);
        cases.put("idle", () -> new Idle().run());
        cases.put("burst", () -> new Burst().run());
        return cases;
    }

    /** The cases that were asked for, in the order asked. */
    static Map<String, Case> chosen() {
        Map<String, Case> all = cases();
        var chosen = new LinkedHashMap<String, Case>();
        for (String name : text("case", "throughput").split(",")) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException("no case " + name + "; there are " + all.keySet());
            }
            chosen.put(name, () -> {
                clear();
                all.get(name).run();
            });
        }
        return chosen;
    }

    /** Ledgers of earlier cases, which may be large; they are kept until the next case for whoever wants to look. */
    private static void clear() throws IOException {
        try (var folders = Files.newDirectoryStream(folder(), "hub*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder)) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        }
    }

    /** The same as {@code mvn -Pbench verify}, without Maven. */
    public static void main(String[] args) throws Exception {
        for (Case chosen : chosen().values()) {
            chosen.run();
        }
        System.exit(0); // a client's threads may still live
    }

    static String text(String name, String otherwise) {
        return System.getProperty("bench." + name, otherwise);
    }

    static int number(String name, int otherwise) {
        return Integer.getInteger("bench." + name, otherwise);
    }

    /** Behind which server the stub stands: {@code tomcat}, as a desk does, or {@code lean}, which costs nearly nothing. */
    static String stub() {
        return text("stub", "tomcat");
    }

    static int rounds() {
        return number("rounds", 5);
    }

    static int workers() {
        return number("workers", 16);
    }

    /** Where logs, ledgers and results of a run lie. */
    static Path folder() {
        try {
            return Files.createDirectories(
                    Path.of(text("folder", "target/bench")).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
