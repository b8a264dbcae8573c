package io.deskbridge.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.springframework.util.FileSystemUtils;

/**
 * The packaged hub as the image has it: the jar, with an archive of the classes that a start loads. A proof starts it
 * dozens of times, and the archive makes each start cheaper.
 */
final class Packaged {
    private static final Path JAR = Path.of("target/deskbridge.jar").toAbsolutePath();
    private static final Path HOME = Path.of("target/crash-image").toAbsolutePath();
    /** A copy, which a build beside a running proof leaves alone. */
    private static final Path COPY = HOME.resolve(JAR.getFileName());

    private static final Path ARCHIVE = HOME.resolve("deskbridge.jsa");

    private static Optional<List<String>> made = Optional.empty();

    private Packaged() {}

    /** What starts a hub, after the JVM's own options; the first call makes it. */
    static synchronized List<String> program() throws Exception {
        if (made.isEmpty()) {
            copy();
            train();
            made = Optional.of(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-jar", COPY.toString()));
        }
        return made.get();
    }

    private static void copy() throws IOException {
        FileSystemUtils.deleteRecursively(HOME);
        Files.createDirectories(HOME);
        Files.copy(JAR, COPY);
    }

    /** Starts it once, with nothing configured: then the sandbox runs, which loads nearly all that a hub needs. */
    private static void train() throws IOException {
        Path log = HOME.resolve("train.log");
        try (var hub = new HubProcess(
                "train",
                HOME.resolve("train"),
                log,
                Web.freePort(new Random()),
                List.of("-XX:ArchiveClassesAtExit=" + ARCHIVE, "-jar", COPY.toString()),
                List.of())) {
            hub.start();
            hub.awaitReady();
        }
        if (!Files.exists(ARCHIVE)) {
            throw new IllegalStateException("no archive of classes was written; see " + log);
        }
    }
}
