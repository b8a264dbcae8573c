package io.deskbridge.route;

import java.util.List;
import java.util.stream.Collectors;

/** Words routes as an admin writes them. */
final class Yaml {
    private Yaml() {}

    /** A route with its steps, each one line of flow style. */
    static String route(String id, String from, String... steps) {
        return """
            - route:
                id: %s
                description: A route of a test.
                from:
                  uri: "%s"
                  steps:
            %s
            """
                .formatted(
                        id,
                        from,
                        List.of(steps).stream().map(step -> "        - " + step).collect(Collectors.joining("\n")));
    }
}
