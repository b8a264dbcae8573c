package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Hints at what is written in Camel's short forms: they run, but Camel gives them up, and its tools write only the whole
 * form. For a file that {@link DslCheck} finds right.
 */
final class ShortForms {
    private static final String EXPRESSION = "expression";
    private static final int LONGEST = 60;

    private final String file;
    private final List<RouteMistake> hints = new ArrayList<>();

    private ShortForms(String file) {
        this.file = file;
    }

    static List<RouteMistake> of(RouteFile file) {
        var forms = new ShortForms(file.name());
        try {
            Node entry = ((SequenceNode) RouteYaml.parse(file)).getValue().get(0);
            forms.walk("route", RouteYaml.get(entry, "route").orElseThrow(), DslShape.ofRoute());
        } catch (RouteYaml.Unreadable e) {
            throw new IllegalStateException(file.name() + " was read before", e);
        }
        return List.copyOf(forms.hints);
    }

    private void walk(String word, Node node, DslShape shape) {
        if (shape.isOpen()) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            Map<String, DslShape> words = shape.words();
            for (NodeTuple entry : mapping.getValue()) {
                String key = RouteYaml.text(entry.getKeyNode());
                DslShape below = words.get(key);
                if (below != null) {
                    entry(word, shape, key, entry, below);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item, shape.items()));
        }
    }

    private void entry(String word, DslShape shape, String key, NodeTuple entry, DslShape below) {
        Node value = entry.getValueNode();
        if (shape.wantsExpression()
                && shape.words().containsKey(EXPRESSION)
                && DslShape.languages().contains(key)) {
            String whole =
                    value instanceof ScalarNode scalar ? "{" + EXPRESSION + ": " + quoted(scalar) + "}" : "{...}";
            hint(
                    entry,
                    "\"" + key + "\" stands right below \"" + word + "\"",
                    EXPRESSION + ": {" + key + ": " + whole + "}");
        } else if (value instanceof ScalarNode scalar
                && !scalar.getValue().isBlank()
                && below.isMap()
                && below.isText()) {
            String inner = Stream.concat(below.required().stream(), Stream.of(EXPRESSION, "message", "uri", "name"))
                    .filter(below.words()::containsKey)
                    .findFirst()
                    .orElse("...");
            hint(entry, "\"" + key + "\" is followed by text alone", key + ": {" + inner + ": " + quoted(scalar) + "}");
        } else {
            walk(key, value, below);
        }
    }

    private static String quoted(ScalarNode scalar) {
        String text = scalar.getValue();
        return text.length() > LONGEST || text.contains("\n") || text.contains("\"") ? "\"...\"" : "\"" + text + "\"";
    }

    private void hint(NodeTuple entry, String what, String whole) {
        hints.add(new RouteMistake(
                file,
                RouteMistake.Place.of(entry.getKeyNode()),
                what + ", Camel's short form; it runs, and the form that stays is " + whole));
    }
}
