package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Steps that fit another beginning: messages end in a desk, agents' comments in a channel. */
final class FlowCheck {
    /** What customers wrote, or goes out, or is on its way into a desk. */
    private static final List<String> CARRIED = List.of("channel:", "desk:", "outbox:", "entries:");

    private final String file;
    private final String from;
    private final List<RouteMistake> mistakes = new ArrayList<>();

    private FlowCheck(String file, String from) {
        this.file = file;
        this.from = from;
    }

    static List<RouteMistake> of(String file, Node route) {
        String from = RouteYaml.get(route, "from")
                .flatMap(begin -> RouteYaml.get(begin, "uri"))
                .map(RouteYaml::text)
                .orElse("");
        var check = new FlowCheck(file, from);
        check.walk("route", route);
        return check.mistakes;
    }

    private void walk(String word, Node node) {
        if (word.equals("to")) {
            Node uri = RouteYaml.get(node, "uri").orElse(node);
            wrong(RouteYaml.text(uri))
                    .ifPresent(sentence -> mistakes.add(new RouteMistake(file, RouteMistake.Place.of(uri), sentence)));
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> walk(RouteYaml.text(entry.getKeyNode()), entry.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item));
        }
    }

    private Optional<String> wrong(String to) {
        if (from.startsWith("desk:") && to.startsWith("desk:")) {
            return Optional.of("to " + to + " in a route from " + from + ": an agent's comment goes to a channel; write"
                    + " channel:origin");
        }
        if (from.startsWith("channel:") && to.startsWith("channel:")) {
            return Optional.of(
                    "to " + to + " in a route from " + from + ": a message goes to a desk; write desk:<name>");
        }
        if (from.startsWith("outbox:") && (to.startsWith("desk:") || to.startsWith("channel:"))) {
            return Optional.of("to " + to + " in a route from " + from + ": what comes out there is a reply on its way,"
                    + " and this route sends it");
        }
        if (from.startsWith("entries:") && (to.startsWith("desk:") || to.startsWith("channel:"))) {
            return Optional.of("to " + to + " in a route from " + from
                    + ": what comes out there is an entry on its way," + " and this route writes it");
        }
        if (to.startsWith("comments:") && CARRIED.stream().anyMatch(from::startsWith)) {
            return Optional.of(
                    "to " + to + " in a route from " + from + ": what comes out there never becomes an agent's"
                            + " comment; a route that reads the desk brings those");
        }
        return Optional.empty();
    }
}
