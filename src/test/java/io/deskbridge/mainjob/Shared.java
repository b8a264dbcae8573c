package io.deskbridge.mainjob;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Material beside the project that some proofs read and no everyday test needs. */
final class Shared {
    private Shared() {}

    /** The file or folder; the test that asks is skipped with a clear message where it is missing. */
    static Path path(String below) {
        String folder = System.getenv().getOrDefault("DESKBRIDGE_SHARED", "../shared");
        Path path = Path.of(folder).resolve(below).toAbsolutePath().normalize();
        Assumptions.assumeTrue(
                Files.exists(path),
                () -> "SKIPPED: " + path + " is missing; it is not part of the project. Name another folder by"
                        + " DESKBRIDGE_SHARED.");
        return path;
    }
}
