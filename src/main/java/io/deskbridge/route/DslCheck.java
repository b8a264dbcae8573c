package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Holds a file against Camel's schema: words that do not exist, that are missing, or that say the wrong sort of thing. */
final class DslCheck {
    /** A longer list helps nobody. */
    private static final int MOST_WORDS = 12;

    private static final String EXPRESSION = "expression: {simple: {expression: \"...\"}}";
    /** How to write what is often forgotten. */
    private static final Map<String, String> HOW = Map.of(
            "from", "from: {uri: \"channel:<name>\", steps: [...]}",
            "uri", "uri: \"desk:<name>\"",
            "steps", "steps: and below it, each after a dash, what happens",
            "expression", EXPRESSION,
            "name", "name: <a name>",
            "message", "message: \"...\"");

    private final String file;
    private final List<RouteMistake> mistakes = new ArrayList<>();

    private DslCheck(String file) {
        this.file = file;
    }

    static List<RouteMistake> of(String file, Node document) {
        var check = new DslCheck(file);
        check.file(document);
        return check.mistakes;
    }

    private void file(Node document) {
        if (!(document instanceof SequenceNode entries)) {
            add(document, "a route file begins with \"- route:\"; the dash, or all of it, is missing");
            return;
        }
        for (Node entry : entries.getValue()) {
            if (!(entry instanceof MappingNode mapping)
                    || mapping.getValue().size() != 1
                    || !RouteYaml.text(mapping.getValue().get(0).getKeyNode()).equals("route")) {
                String word = entry instanceof MappingNode mapping
                                && !mapping.getValue().isEmpty()
                        ? RouteYaml.text(mapping.getValue().get(0).getKeyNode())
                        : RouteYaml.text(entry);
                add(
                        entry,
                        "here stands \"" + word + "\"; a file has one \"- route:\" and nothing beside it"
                                + near(word)
                                + (word.equals("route") ? ": what follows it belongs two columns further in" : ""));
            } else {
                check("route", mapping.getValue().get(0).getValueNode(), DslShape.ofRoute());
            }
        }
        if (mistakes.isEmpty() && entries.getValue().size() != 1) {
            Node second =
                    entries.getValue().isEmpty() ? document : entries.getValue().get(1);
            add(second, "it has " + entries.getValue().size() + " routes; a file has one");
        }
    }

    private static String near(String word) {
        String hint = NearestWord.hint(word, List.of("route"));
        return !word.equals("route") && hint.contains("did you mean") ? hint : "";
    }

    private void check(String word, Node node, DslShape shape) {
        if (shape.isOpen()) {
            return;
        }
        if (node instanceof MappingNode mapping) {
            if (!shape.isMap()) {
                add(node, quoted(word) + " must be " + (shape.isList() ? list() : "one line of text"));
            } else {
                map(word, mapping, shape);
            }
        } else if (node instanceof SequenceNode sequence) {
            if (!shape.isList()) {
                add(node, quoted(word) + " must be no list; take away the dash or the brackets");
            } else {
                sequence.getValue().forEach(item -> check(word, item, shape.items()));
            }
        } else {
            scalar(word, (ScalarNode) node, shape);
        }
    }

    private static String list() {
        return "a list; begin each line below it with a dash";
    }

    private void map(String word, MappingNode mapping, DslShape shape) {
        Map<String, DslShape> words = shape.words();
        if (words.isEmpty()) {
            return;
        }
        if (shape.isOneOf() && mapping.getValue().size() > 1) {
            Node second = mapping.getValue().get(1).getKeyNode();
            String first = RouteYaml.text(mapping.getValue().get(0).getKeyNode());
            add(
                    second,
                    quoted(RouteYaml.text(second))
                            + " begins no step; perhaps a dash is missing before it, or it belongs"
                            + " further in, below " + quoted(first));
            return;
        }
        var given = new ArrayList<String>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = RouteYaml.text(entry.getKeyNode());
            DslShape below = words.get(key);
            if (below == null) {
                add(entry.getKeyNode(), unknown(word, key, shape, words.keySet()));
            } else {
                check(key, entry.getValueNode(), below);
            }
            given.add(key);
        }
        shape.required().stream()
                .filter(required -> !given.contains(required))
                .forEach(missing -> add(mapping, missing(word, missing)));
        if (shape.wantsExpression() && given.stream().noneMatch(DslCheck::isLanguage) && allKnown(given, words)) {
            add(mapping, missing(word, "expression"));
        }
    }

    private static boolean allKnown(List<String> given, Map<String, DslShape> words) {
        return words.keySet().containsAll(given); // else the expression is there, misspelt
    }

    private static boolean isLanguage(String word) {
        return word.equals("expression") || DslShape.languages().contains(word);
    }

    private static String missing(String word, String missing) {
        String how = word.equals("from") && missing.equals("uri") ? "uri: \"channel:<name>\"" : HOW.get(missing);
        return quoted(word) + " lacks \"" + missing + "\"" + (how == null ? "" : "; write " + how);
    }

    private static String unknown(String word, String key, DslShape shape, Collection<String> words) {
        String wrong = shape.isOneOf() ? quoted(key) + " is no step" : quoted(word) + " has no \"" + key + "\"";
        return wrong + hint(key, words);
    }

    /** The nearest word; a list of all only where it can be read. */
    static String hint(String word, Collection<String> words) {
        String hint = NearestWord.hint(word, words);
        return words.size() > MOST_WORDS && !hint.contains("did you mean")
                ? "; routes/README.md says what there is"
                : hint;
    }

    private void scalar(String word, ScalarNode node, DslShape shape) {
        String text = node.getValue();
        if (text.contains("{{")) {
            return; // a setting, seen where it is used
        }
        if (Tag.NULL.equals(node.getTag()) || text.isBlank() && !shape.isText()) {
            if (shape.isList() || !shape.required().isEmpty() || shape.wantsExpression()) {
                add(node, quoted(word) + " is followed by nothing; what belongs to it stands below it, further in");
            }
            return;
        }
        if (!shape.isText()) {
            add(node, quoted(word) + " must be " + (shape.isList() ? list() : followed(word, shape)));
        } else if (shape.isNumber() && !text.matches("-?\\d+(\\.\\d+)?")) {
            add(node, quoted(word) + " must be a number, and is \"" + text + "\"");
        } else if (shape.isBoolean() && !List.of("true", "false").contains(text.toLowerCase(Locale.ROOT))) {
            add(node, quoted(word) + " must be true or false, and is \"" + text + "\"");
        } else if (!shape.values().isEmpty() && shape.values().stream().noneMatch(text::equalsIgnoreCase)) {
            add(node, quoted(word) + " cannot be \"" + text + "\"" + NearestWord.hint(text, shape.values()));
        }
    }

    private static String followed(String word, DslShape shape) {
        return shape.wantsExpression()
                ? "followed by a language; write "
                        + (word.equals("expression") ? EXPRESSION : word + ": {" + EXPRESSION + "}")
                : "followed by lines of its own, further in";
    }

    private static String quoted(String word) {
        return "\"" + word + "\"";
    }

    private void add(Node node, String sentence) {
        mistakes.add(new RouteMistake(file, RouteMistake.Place.of(node), sentence));
    }
}
