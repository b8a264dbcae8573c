package io.deskbridge.mainjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The plainest route there is: from one place to another. */
final class RouteFile {
    private RouteFile() {}

    static void write(Path routes, String id, String from, String to) throws IOException {
        Files.writeString(
                routes.resolve(id + ".camel.yaml"),
                """
                - route:
                    id: %s
                    description: Carries %s to %s.
                    from:
                      uri: %s
                      steps:
                        - to:
                            uri: %s
                """
                        .formatted(id, from, to, from, to));
    }
}
