package io.deskbridge.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Material beside the project that some tests read and none needs; those are skipped where it is missing. */
public final class Shared {
    private Shared() {}

    /** The file or folder; the test that asks is skipped with a clear message where it is missing. */
    public static Path path(String below) {
        String folder = System.getenv().getOrDefault("DESKBRIDGE_SHARED", "../shared");
        Path path = Path.of(folder).resolve(below).toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.exists(path),
                () -> "SKIPPED: " + path + " is missing; it is not part of the project. Name another folder by"
                        + " DESKBRIDGE_SHARED.");
        return path;
    }

    /** The lines of a file of test vectors, without comments. */
    public static List<String> lines(String below) throws IOException {
        return Files.readAllLines(path(below)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
