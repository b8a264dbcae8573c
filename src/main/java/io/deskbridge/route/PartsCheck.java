package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whether each part that routes lead to with {@code direct:} is there: without it whatever comes to that step fails. */
final class PartsCheck {
    private static final String DIRECT = "direct:";
    private static final List<String> STEPS = List.of("to", "toD", "wireTap", "enrich");
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
                .map(BuiltRoute::from)
                .filter(from -> from.startsWith(DIRECT))
                .map(PartsCheck::name)
                .collect(Collectors.toSet());
        var mistakes = new ArrayList<RouteMistake>();
        for (BuiltRoute route : routes) {
            try {
                new PartsCheck(parts, route.file().name(), mistakes).walk("route", RouteYaml.parse(route.file()));
            } catch (RouteYaml.Unreadable e) {
                throw new IllegalStateException("a route that was built cannot be read", e);
            }
        }
        return mistakes;
    }

    private static String name(String address) {
        return address.replaceFirst("^direct:(?://)?", "")
                .replaceFirst("(?s)\\?.*", "")
                .strip();
    }

    private void walk(String word, Node node) {
        if (node instanceof MappingNode mapping) {
            if (STEPS.contains(word)) {
                RouteYaml.get(node, "uri").ifPresent(uri -> look(word, uri, options(node)));
            }
            mapping.getValue().forEach(entry -> walk(RouteYaml.text(entry.getKeyNode()), entry.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item));
        } else if (STEPS.contains(word)) {
            look(word, node, "");
        }
    }

    /** The parameters, as they would stand in the address. */
    private static String options(Node step) {
        return RouteYaml.get(step, "parameters").orElse(null) instanceof MappingNode parameters
                ? parameters.getValue().stream()
                        .map(entry -> RouteYaml.text(entry.getKeyNode()) + "=" + RouteYaml.text(entry.getValueNode()))
                        .collect(Collectors.joining("&"))
                : "";
    }

    private void look(String word, Node uri, String options) {
        String address = RouteYaml.text(uri);
        boolean isKnownNow = address.startsWith(DIRECT) && !address.contains("${") && !address.contains("{{");
        if (isKnownNow
                && !parts.contains(name(address))
                && !(address + "&" + options).toLowerCase(Locale.ROOT).matches(MAY_BE_MISSING)) {
            mistakes.add(new RouteMistake(
                    file,
                    RouteMistake.Place.of(uri),
                    word + " " + address + ": no route begins with direct:" + name(address)
                            + NearestWord.hint(name(address), parts)));
        }
    }
}
