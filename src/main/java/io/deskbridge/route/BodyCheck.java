package io.deskbridge.route;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import io.deskbridge.core.Reply;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * What a route asks of the message, comment or reply that it begins with. Camel finds out with the first message, which
 * then ends as a dead letter. Looked at until a step puts something else into its place.
 */
final class BodyCheck {
    private static final Map<String, Class<?>> BODIES =
            Map.of("channel", Message.class, "desk", Comment.class, "outbox", Reply.class);
    /** Steps that leave the body as it is. */
    private static final Set<String> HARMLESS = Set.of(
            "filter", "choice", "log", "setHeader", "setProperty", "setVariable", "delay", "stop", "doTry", "throttle");

    private static final Pattern ASKED =
            Pattern.compile("\\$\\{body((?:\\??\\.[A-Za-z][A-Za-z0-9]*(?![A-Za-z0-9(]))+)");

    private final String file;
    private final String what;
    private final Class<?> body;
    private final List<RouteMistake> mistakes = new ArrayList<>();
    private boolean changed;

    private BodyCheck(String file, String what, Class<?> body) {
        this.file = file;
        this.what = what;
        this.body = body;
    }

    static List<RouteMistake> of(String file, Node route) {
        String from = RouteYaml.get(route, "from")
                .flatMap(begin -> RouteYaml.get(begin, "uri"))
                .map(RouteYaml::text)
                .orElse("");
        String scheme = from.substring(0, Math.max(0, from.indexOf(':')));
        Class<?> body = BODIES.get(scheme);
        if (body == null || isMadeInto(route)) {
            return List.of();
        }
        var check = new BodyCheck(file, body.getSimpleName().toLowerCase(Locale.ROOT), body);
        RouteYaml.get(route, "from")
                .flatMap(begin -> RouteYaml.get(begin, "steps"))
                .ifPresent(check::steps);
        return check.mistakes;
    }

    /** The endpoint itself puts something else into its place. */
    private static boolean isMadeInto(Node route) {
        return RouteYaml.get(route, "from")
                .flatMap(begin -> RouteYaml.get(begin, "parameters"))
                .flatMap(parameters -> RouteYaml.get(parameters, OutboxOptions.AS))
                .isPresent();
    }

    private void steps(Node steps) {
        if (steps instanceof SequenceNode list) {
            for (Node step : list.getValue()) {
                if (step instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
                    step(mapping.getValue().get(0));
                }
            }
        }
    }

    private void step(NodeTuple step) {
        String word = RouteYaml.text(step.getKeyNode());
        if (!HARMLESS.contains(word) && !isOurs(step.getValueNode())) {
            expressions(step.getValueNode()); // it still sees the body that it changes
            changed = true;
        } else {
            inside(step.getValueNode());
        }
    }

    private static boolean isOurs(Node to) {
        String uri = RouteYaml.text(RouteYaml.get(to, "uri").orElse(to));
        return uri.startsWith("desk:") || uri.startsWith("channel:");
    }

    private void inside(Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (RouteYaml.text(entry.getKeyNode()).equals("steps")) {
                    steps(entry.getValueNode());
                } else {
                    inside(entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::inside);
        } else {
            asked((ScalarNode) node);
        }
    }

    private void expressions(Node node) {
        RouteYaml.get(node, "expression").ifPresent(this::inside);
    }

    private void asked(ScalarNode text) {
        Matcher found = ASKED.matcher(text.getValue());
        while (!changed && found.find()) {
            unknown(found.group(1).replace("?", "").substring(1).split("\\."))
                    .ifPresent(sentence -> mistakes.add(new RouteMistake(file, RouteMistake.Place.of(text), sentence)));
        }
    }

    private Optional<String> unknown(String[] names) {
        Class<?> type = body;
        String owner = what;
        for (String name : names) {
            if (!type.isRecord()) {
                return Optional.empty(); // what others offer is theirs to say
            }
            Optional<Method> method = method(type, name);
            if (method.isEmpty()) {
                return Optional.of(
                        "${body." + String.join(".", names) + "}: a" + (owner.matches("[aeiou].*") ? "n " : " ") + owner
                                + " has no \"" + name + "\"" + DslCheck.hint(name, components(type)));
            }
            type = method.get().getReturnType();
            owner = name;
        }
        return Optional.empty();
    }

    private static Optional<Method> method(Class<?> type, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> Set.of(name, "get" + capital, "is" + capital).contains(method.getName()))
                .findFirst();
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }
}
