package io.deskbridge.route;

import io.deskbridge.core.RelayedDesk;
import io.deskbridge.hub.Accounts;
import io.deskbridge.hub.OpenDesk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whether each desk that routes lead to and the hub cannot write into has a route that does. */
final class EntriesCheck {
    private static final String DESK = "desk:";

    private final Set<String> missing;
    private final String file;
    private final List<RouteMistake> mistakes;

    private EntriesCheck(Set<String> missing, String file, List<RouteMistake> mistakes) {
        this.missing = missing;
        this.file = file;
        this.mistakes = mistakes;
    }

    static List<RouteMistake> of(List<BuiltRoute> routes, Accounts accounts) {
        Set<String> missing = accounts.desks().stream()
                .filter(open -> open.desk() instanceof RelayedDesk)
                .map(OpenDesk::name)
                .filter(desk -> routes.stream().noneMatch(route -> writes(route, desk)))
                .collect(Collectors.toSet());
        var mistakes = new ArrayList<RouteMistake>();
        if (!missing.isEmpty()) {
            for (BuiltRoute route : routes) {
                try {
                    new EntriesCheck(missing, route.file().name(), mistakes)
                            .walk("route", RouteYaml.parse(route.file()));
                } catch (RouteYaml.Unreadable e) {
                    throw new IllegalStateException("a route that was built cannot be read", e);
                }
            }
        }
        return mistakes;
    }

    private static boolean writes(BuiltRoute route, String desk) {
        String from = route.from().replaceFirst("^entries:(?://)?", "").replaceFirst("\\?.*", "");
        return route.from().startsWith("entries:") && from.equals(desk);
    }

    private void walk(String word, Node node) {
        if (word.equals("to")) {
            Node uri = RouteYaml.get(node, "uri").orElse(node);
            String to = RouteYaml.text(uri);
            String desk = to.startsWith(DESK)
                    ? to.substring(DESK.length()).replaceFirst("\\?.*", "").strip()
                    : "";
            if (missing.contains(desk)) {
                mistakes.add(new RouteMistake(
                        file,
                        RouteMistake.Place.of(uri),
                        "to " + to + ": no route begins with entries:" + desk
                                + ", so nothing would be written there; write" + " one, or name another desk"));
            }
        } else if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> walk(RouteYaml.text(entry.getKeyNode()), entry.getValueNode()));
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item));
        }
    }
}
