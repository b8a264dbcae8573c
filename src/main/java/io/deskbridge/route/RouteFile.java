package io.deskbridge.route;

import io.deskbridge.rule.AuthorList;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * One file of the admins' folder: a route, or a list of authors that a route names.
 *
 * @param name the file's name
 * @param text its content; what is no UTF-8 stands there as U+FFFD
 * @param problem why it could not be read; empty when it could
 * @param lists that the text has the addresses of, kept for it; empty until they stand in it
 */
record RouteFile(String name, String text, Optional<String> problem, Set<AuthorList> lists) {
    static final String ENDING = ".camel.yaml";

    RouteFile {
        lists = Set.copyOf(lists);
    }

    RouteFile(String name, String text, Optional<String> problem) {
        this(name, text, problem, Set.of());
    }

    RouteFile(String name, String text) {
        this(name, text, Optional.empty());
    }

    RouteFile with(String other, Set<AuthorList> held) {
        return new RouteFile(name, other, problem, held);
    }

    static RouteFile unreadable(String name, String problem) {
        return new RouteFile(name, "", Optional.of(problem));
    }

    /** Whether a file of that name is a route; what editors put beside their files is none. */
    static boolean isRoute(String name) {
        return name.endsWith(ENDING) && !name.startsWith(".") && !name.startsWith("#");
    }

    /** Whether a file of that name is a list that routes may name. */
    static boolean isList(String name) {
        return name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]*\\.txt");
    }

    /** What the route in it must be called. */
    String id() {
        return name.substring(0, name.length() - ENDING.length());
    }

    Resource resource() {
        return ResourceHelper.fromBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
