package io.deskbridge.route;

import io.deskbridge.hub.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.spi.Language;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Compiles each expression of a route at its place. */
final class ExpressionCheck {
    /** Words whose expression is a condition, which has operators that others have not. */
    private static final Set<String> CONDITIONS =
            Set.of("filter", "when", "onWhen", "validate", "retryWhile", "handled", "continued", "completionPredicate");
    /** What these say is no text to compile: a name, a class, a list of settings. */
    private static final Set<String> NO_TEXT =
            Set.of("method", "ref", "language", "tokenize", "xtokenize", "constant", "java", "joor", "wasm");

    private static final Pattern UNKNOWN = Pattern.compile("Unknown function: ([A-Za-z]+)");
    private static final List<String> FUNCTIONS = List.of(
            "body",
            "bodyAs",
            "header",
            "headers",
            "variable",
            "variables",
            "exchangeProperty",
            "exchangeId",
            "routeId",
            "exception",
            "date",
            "env",
            "sys",
            "random",
            "uuid",
            "jq",
            "jsonpath",
            "replace",
            "substring");

    private final String file;
    private final CamelContext camel;
    private final List<RouteMistake> mistakes = new ArrayList<>();

    private ExpressionCheck(String file, CamelContext camel) {
        this.file = file;
        this.camel = camel;
    }

    static List<RouteMistake> of(String file, Node route, CamelContext camel) {
        var check = new ExpressionCheck(file, camel);
        check.walk("route", route, false);
        return check.mistakes;
    }

    private void walk(String word, Node node, boolean condition) {
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item, condition));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                String key = RouteYaml.text(entry.getKeyNode());
                Node value = entry.getValueNode();
                if (key.equals("parameters")) {
                    continue;
                }
                boolean below = key.equals("expression") ? condition : CONDITIONS.contains(key);
                if (DslShape.languages().contains(key) && !NO_TEXT.contains(key)) {
                    text(value).ifPresent(text -> compile(key, text, condition));
                } else if (key.equals("log")) {
                    logged(value).ifPresent(text -> compile("simple", text, false));
                } else {
                    walk(key, value, below);
                }
            }
        }
    }

    private static Optional<ScalarNode> text(Node value) {
        return value instanceof ScalarNode scalar ? Optional.of(scalar) : scalar(value, "expression");
    }

    private static Optional<ScalarNode> logged(Node value) {
        return value instanceof ScalarNode scalar ? Optional.of(scalar) : scalar(value, "message");
    }

    private static Optional<ScalarNode> scalar(Node value, String word) {
        return RouteYaml.get(value, word).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }

    private void compile(String name, ScalarNode text, boolean condition) {
        try {
            Language language = camel.resolveLanguage(name);
            String words = camel.resolvePropertyPlaceholders(text.getValue());
            if (condition) {
                language.createPredicate(words).init(camel);
            } else {
                language.createExpression(words).init(camel);
            }
        } catch (NoSuchLanguageException e) {
            add(text, "the language \"" + name + "\" is not part of this hub; there is: simple, jq, jsonpath, xpath");
        } catch (Exception e) {
            add(text, name + " cannot read \"" + text.getValue().strip() + "\": " + reason(e));
        }
    }

    /** Only the first line: those below it draw an arrow, or list each character that could stand there. */
    private static String reason(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .strip();
        Matcher unknown = UNKNOWN.matcher(reason);
        if (reason.contains("functionEnd")) {
            return "a } is missing";
        }
        if (reason.startsWith("Unexpected token")) {
            return reason.toLowerCase(Locale.ROOT) + "; a condition looks like ${body.kind} == 'DIRECT'";
        }
        return unknown.find() ? "there is no function \"" + unknown.group(1) + "\"" + hint(unknown.group(1)) : reason;
    }

    private static String hint(String function) {
        String hint = NearestWord.hint(function, FUNCTIONS);
        return hint.contains("did you mean") ? hint : "";
    }

    private void add(Node node, String sentence) {
        mistakes.add(new RouteMistake(file, RouteMistake.Place.of(node), sentence));
    }
}
