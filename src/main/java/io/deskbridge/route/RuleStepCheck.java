package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Steps such as {@code only:} and {@code set:} at places where they do nothing: in a route that carries no messages, behind
 * the desk, or before desks that do not take what they set.
 */
final class RuleStepCheck {
    private static final Set<String> RULES = Set.of("only", "dismiss", "set", "acknowledge");
    /** Where messages of a route may come from; what goes through direct: and seda: keeps its message. */
    private static final Set<String> CARRY_MESSAGES = Set.of("channel", "direct", "seda");

    private final String file;
    private final String from;
    private final SetCheck sets;
    private final AcknowledgeCheck acknowledgements;
    private final List<RouteMistake> mistakes = new ArrayList<>();

    private RuleStepCheck(String file, String from, CamelContext camel) {
        this.file = file;
        this.from = from;
        this.sets = new SetCheck(camel.getComponent("desk", DeskComponent.class));
        this.acknowledgements = new AcknowledgeCheck(camel.getComponent("channel", ChannelComponent.class));
    }

    static List<RouteMistake> of(String file, Node route, CamelContext camel) {
        Optional<Node> from = RouteYaml.get(route, "from");
        String uri = from.flatMap(begin -> RouteYaml.get(begin, "uri"))
                .map(RouteYaml::text)
                .orElse("");
        var check = new RuleStepCheck(file, uri, camel);
        from.flatMap(begin -> RouteYaml.get(begin, "steps")).ifPresent(steps -> check.steps(steps, false, List.of()));
        return check.mistakes;
    }

    /**
     * @param delivered whether each message that comes here stands in a desk
     * @param after desks that follow these steps
     * @return whether each message that leaves here stands in a desk
     */
    private boolean steps(Node steps, boolean delivered, List<Node> after) {
        List<Node> all = steps instanceof SequenceNode list ? list.getValue() : List.of();
        boolean in = delivered;
        for (int i = 0; i < all.size(); i++) {
            var following = new ArrayList<Node>();
            all.subList(i + 1, all.size()).forEach(step -> following.addAll(desksIn(step)));
            following.addAll(after);
            if (all.get(i) instanceof MappingNode step && !step.getValue().isEmpty()) {
                in = step(step.getValue().get(0), in, following);
            }
        }
        return in;
    }

    private boolean step(NodeTuple step, boolean delivered, List<Node> after) {
        String word = RouteYaml.text(step.getKeyNode());
        Node content = step.getValueNode();
        if (word.equals("to")) {
            String scheme = scheme(content);
            if (RULES.contains(scheme)) {
                wrong(content, scheme, delivered, after)
                        .ifPresent(sentence ->
                                mistakes.add(new RouteMistake(file, RouteMistake.Place.of(uri(content)), sentence)));
                return delivered;
            }
            return delivered || scheme.equals("desk");
        }
        var branches = new ArrayList<Boolean>();
        below(content, "").forEach(steps -> branches.add(steps(steps, delivered, after)));
        boolean all = !branches.isEmpty() && !branches.contains(false);
        return delivered
                || all
                        && word.equals("choice")
                        && RouteYaml.get(content, "otherwise").isPresent();
    }

    /** The lists of steps directly below a step. */
    private static Stream<Node> below(Node node, String word) {
        if (word.equals("steps")) {
            return Stream.of(node);
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(entry -> below(entry.getValueNode(), RouteYaml.text(entry.getKeyNode())));
        }
        return node instanceof SequenceNode list
                ? list.getValue().stream().flatMap(item -> below(item, word))
                : Stream.empty();
    }

    private Optional<String> wrong(Node step, String scheme, boolean delivered, List<Node> after) {
        String name = RouteYaml.text(uri(step));
        if (!CARRY_MESSAGES.contains(from.substring(0, Math.max(0, from.indexOf(':'))))) {
            return Optional.of("to " + name + " in a route from " + from
                    + ": it judges messages, so it stands in a route from channel:<name>");
        }
        if (delivered) {
            return Optional.of(
                    "to " + name + " stands behind to desk:..., and has no effect there; put it before the desk");
        }
        if (scheme.equals("acknowledge")) {
            return acknowledgements.mistake(step, name, from);
        }
        return scheme.equals("set") && !after.isEmpty() ? sets.mistake(step, name, after) : Optional.empty();
    }

    private static List<Node> desksIn(Node step) {
        if (step instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .flatMap(entry -> RouteYaml.text(entry.getKeyNode()).equals("to")
                                    && scheme(entry.getValueNode()).equals("desk")
                            ? Stream.of(entry.getValueNode())
                            : desksIn(entry.getValueNode()).stream())
                    .toList();
        }
        return step instanceof SequenceNode list
                ? list.getValue().stream()
                        .flatMap(item -> desksIn(item).stream())
                        .toList()
                : List.of();
    }

    static Node uri(Node to) {
        return RouteYaml.get(to, "uri").orElse(to);
    }

    private static String scheme(Node to) {
        String uri = RouteYaml.text(uri(to));
        return uri.substring(0, Math.max(0, uri.indexOf(':')));
    }
}
