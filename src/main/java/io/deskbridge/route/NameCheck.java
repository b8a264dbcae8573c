package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** What every route says of itself: its name, what it is for, and at least one step. */
final class NameCheck {
    private NameCheck() {}

    static List<RouteMistake> of(RouteFile file, Node route) {
        var mistakes = new ArrayList<RouteMistake>();
        Node id = RouteYaml.get(route, "id").orElse(route);
        String name = RouteYaml.text(id);
        if (name.isBlank()) {
            mistakes.add(mistake(file, id, "id is missing; write id: " + file.id() + ", the file's name"));
        } else if (!name.equals(file.id())) {
            mistakes.add(mistake(
                    file,
                    id,
                    "its route is called \"" + name + "\"; a route is called as its file, \"" + file.id() + "\""));
        }
        Node description = RouteYaml.get(route, "description").orElse(route);
        if (RouteYaml.text(description).isBlank()) {
            mistakes.add(
                    mistake(file, description, "description is missing; say in one sentence what the route is for"));
        }
        RouteYaml.get(route, "from")
                .flatMap(from -> RouteYaml.get(from, "steps"))
                .filter(steps ->
                        !(steps instanceof SequenceNode list) || list.getValue().isEmpty())
                .ifPresent(steps -> mistakes.add(mistake(
                        file,
                        steps,
                        "steps is empty, so the route would do nothing; write what happens, such as"
                                + " - to: {uri: \"desk:<name>\"}")));
        return mistakes;
    }

    private static RouteMistake mistake(RouteFile file, Node node, String sentence) {
        return new RouteMistake(file.name(), RouteMistake.Place.of(node), sentence);
    }
}
