package io.deskbridge.channel.bluesky;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Material beside the project that is not part of it; tests that need it are skipped where it is missing. */
final class Shared {
    private Shared() {}

    static Path path(String name) {
        Path path =
                Path.of(Optional.ofNullable(System.getenv("DESKBRIDGE_SHARED")).orElse("../shared"), name);
        assumeTrue(Files.exists(path), () -> "skipped: " + path + " is not there");
        return path;
    }

    /** The lines of a file of test vectors, without comments. */
    static List<String> lines(String name) throws IOException {
        return Files.readAllLines(path(name)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
