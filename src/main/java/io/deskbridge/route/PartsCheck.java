package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Whether each part that routes lead to with {@code direct:} or {@code seda:} is there: without it whatever comes to that
 * step fails, or lies in memory where nobody takes it.
 */
final class PartsCheck {
    private static final Pattern PART = Pattern.compile("(direct|seda):(?://)?([^?]*).*", Pattern.DOTALL);
    private static final List<String> STEPS = List.of("to", "toD", "wireTap", "enrich");
    /** Take out of a queue as the beginning of a route does. */
    private static final List<String> TAKE = List.of("poll", "pollEnrich");
    /** Says that the part may be missing. */
    private static final String MAY_BE_MISSING = "(?s).*fail-?if-?no-?consumers=false.*";

    private final Set<String> parts;
    private final String file;
    private final List<RouteMistake> mistakes;

    private PartsCheck(Set<String> parts, String file, List<RouteMistake> mistakes) {
        this.parts = parts;
        this.file = file;
        this.mistakes = mistakes;
    }

    static List<RouteMistake> of(List<BuiltRoute> routes) {
        Set<String> parts = routes.stream()
                .flatMap(route -> part(route.from()).stream())
                .collect(Collectors.toCollection(HashSet::new));
        for (BuiltRoute route : routes) {
            walk(route, (word, uri, options) -> {
                if (TAKE.contains(word)) {
                    part(RouteYaml.text(uri)).ifPresent(parts::add);
                }
            });
        }
        var mistakes = new ArrayList<RouteMistake>();
        for (BuiltRoute route : routes) {
            var check = new PartsCheck(parts, route.file().name(), mistakes);
            walk(route, check::look);
        }
        return mistakes;
    }

    /** The part that an address leads to, as {@code direct:name}; empty where it leads elsewhere, or is not known yet. */
    private static Optional<String> part(String address) {
        return Optional.of(PART.matcher(address))
                .filter(Matcher::matches)
                .filter(found -> !address.contains("${") && !address.contains("{{"))
                .map(found -> found.group(1) + ":" + found.group(2).strip());
    }

    /** Looks at a step with an address. */
    private interface Look {
        /**
         * @param options its parameters, as they would stand in the address
         */
        void at(String word, Node uri, String options);
    }

    private static void walk(BuiltRoute route, Look look) {
        try {
            walk("route", RouteYaml.parse(route.file()), look);
        } catch (RouteYaml.Unreadable e) {
            throw new IllegalStateException("a route that was built cannot be read", e);
        }
    }

    private static void walk(String word, Node node, Look look) {
        if (node instanceof MappingNode mapping) {
            RouteYaml.get(node, "uri").ifPresent(uri -> look.at(word, uri, options(node)));
            mapping.getValue().forEach(entry -> walk(RouteYaml.text(entry.getKeyNode()), entry.getValueNode(), look));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item, look));
        } else {
            look.at(word, node, "");
        }
    }

    private static String options(Node step) {
        return RouteYaml.get(step, "parameters").orElse(null) instanceof MappingNode parameters
                ? parameters.getValue().stream()
                        .map(entry -> RouteYaml.text(entry.getKeyNode()) + "=" + RouteYaml.text(entry.getValueNode()))
                        .collect(Collectors.joining("&"))
                : "";
    }

    /** Among those of the same kind. */
    private String hint(String wanted) {
        String kind = wanted.substring(0, wanted.indexOf(':') + 1);
        List<String> same = parts.stream().filter(part -> part.startsWith(kind)).toList();
        return same.isEmpty() ? "" : NearestWord.hint(wanted, same);
    }

    private void look(String word, Node uri, String options) {
        String address = RouteYaml.text(uri);
        Optional<String> part = part(address).filter(wanted -> STEPS.contains(word) && !parts.contains(wanted));
        if (part.isPresent()
                && !(address + "&" + options).toLowerCase(Locale.ROOT).matches(MAY_BE_MISSING)) {
            mistakes.add(new RouteMistake(
                    file,
                    RouteMistake.Place.of(uri),
                    word + " " + address + ": no route begins with " + part.get() + hint(part.get())));
        }
    }
}
