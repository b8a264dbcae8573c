package io.deskbridge.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Names at its place what a route may not use, before anything of it is built. {@link Guards} refuse the same while the
 * route works, for what is put together only then.
 */
final class AllowCheck {
    /** Words whose text, or whose "uri", is an address. */
    private static final Set<String> ADDRESSES = Set.of(
            "uri", "to", "toD", "wireTap", "poll", "enrich", "pollEnrich", "deadLetterUri", "from", "interceptFrom");
    /** Words that take a bean or a class by its name. */
    private static final Set<String> BEAN_WORDS = Set.of(
            "aggregationController",
            "aggregationStrategy",
            "aggregationStrategyMethodAllowNull",
            "aggregationStrategyMethodName",
            "allowJmsType",
            "allowUnmarshallType",
            "beanType",
            "collectionType",
            "collectionTypeName",
            "comparator",
            "customLoadBalancer",
            "instanceClassName",
            "jsonView",
            "moduleClassNames",
            "moduleRefs",
            "objectMapper",
            "onPrepare",
            "refErrorHandler",
            "routePolicy",
            "unmarshalType",
            "unmarshalTypeName");
    /** Options of components that load classes by their names. */
    private static final Pattern CLASS_OPTION =
            Pattern.compile("(^|[?&])additional-?java-?mail-?properties", Pattern.CASE_INSENSITIVE);

    private static final Pattern REFERENCE =
            Pattern.compile("(?:^|[=(,])\\s*(?:RAW[({])?\\s*(#(?:bean:|class:|type:|valueAs\\(|autowired|property:))");
    private static final Set<String> PLAIN_TYPES = Stream.concat(
                    SafeFunctions.TYPES.stream(),
                    Stream.of(
                            "java.lang.Integer",
                            "java.lang.Long",
                            "java.lang.Double",
                            "java.lang.Boolean",
                            "java.util.LinkedHashMap",
                            "java.util.ArrayList",
                            "java.io.InputStream",
                            "java.io.Reader",
                            "com.fasterxml.jackson.databind.JsonNode"))
            .collect(Collectors.toUnmodifiableSet());
    /** Steps in which "ref" and "method" belong to the step. */
    private static final Set<String> NAMED_BY_REF = Set.of("process", "bean", "policy", "transacted");

    private static final Set<String> CONVERSIONS = Set.of("convertBodyTo", "convertHeaderTo", "convertVariableTo");

    private final String file;
    private final CamelContext camel;
    private final Allowed allowed;
    private final List<RouteMistake> mistakes = new ArrayList<>();

    private AllowCheck(String file, CamelContext camel, Allowed allowed) {
        this.file = file;
        this.camel = camel;
        this.allowed = allowed;
    }

    static List<RouteMistake> of(String file, Node route, CamelContext camel, Allowed allowed) {
        var check = new AllowCheck(file, camel, allowed);
        check.walk("route", route);
        return check.mistakes;
    }

    private void walk(String word, Node node) {
        if (node instanceof MappingNode mapping) {
            boolean ours = RouteYaml.get(node, "uri")
                    .map(RouteYaml::text)
                    .filter(this::isOurs)
                    .isPresent();
            for (NodeTuple entry : mapping.getValue()) {
                String key = RouteYaml.text(entry.getKeyNode());
                if (key.equals("parameters")) {
                    if (!ours) {
                        parameters(entry.getValueNode());
                    }
                } else if (word(key, word, entry)) {
                    walk(key, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                if (!word.equals("steps") || step(item)) {
                    walk(word.equals("steps") ? "step of steps" : word, item);
                }
            }
        } else {
            text(word, (ScalarNode) node);
        }
    }

    /** Whether what stands below is to be looked at, too. */
    private boolean step(Node item) {
        if (!(item instanceof MappingNode mapping) || mapping.getValue().isEmpty()) {
            return true;
        }
        Node key = mapping.getValue().get(0).getKeyNode();
        String name = RouteYaml.text(key);
        if (!allowed.step(name)) {
            add(key, Allowed.refusal("the step \"" + name + "\"", name));
            return false;
        }
        return true;
    }

    private boolean word(String key, String above, NodeTuple entry) {
        Node at = entry.getKeyNode();
        if (BEAN_WORDS.contains(key) || key.endsWith("Ref")) {
            return allowed.beans()
                    || add(
                            at,
                            "\"" + key + "\" is closed to routes, because it names code of the hub; "
                                    + Allowed.opening("bean"));
        }
        if (DslShape.languages().contains(key)
                && !NAMED_BY_REF.contains(above)
                && !allowed.language(key)
                && isShipped(key)) {
            return add(at, Allowed.refusal("the language \"" + key + "\"", key));
        }
        boolean isType = key.equals("resultType") || key.equals("type") && CONVERSIONS.contains(above);
        String value = RouteYaml.text(entry.getValueNode());
        if (isType && !PLAIN_TYPES.contains(value) && !allowed.beans()) {
            return add(
                    entry.getValueNode(),
                    "\"" + value + "\" is closed to routes; a type is one of String, byte[], Integer,"
                            + " Long, Double, Boolean, Map, List, java.io.InputStream. "
                            + capital(Allowed.opening("class")));
        }
        if (key.equals("logLanguage") && !allowed.language(value)) {
            return add(entry.getValueNode(), Allowed.refusal("the language \"" + value + "\"", value));
        }
        return true;
    }

    private static String capital(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** One that is not there at all is told elsewhere. */
    private boolean isShipped(String language) {
        return Set.of("method", "ref", "language").contains(language)
                || camel.getClassResolver().loadResourceAsURL("META-INF/services/org/apache/camel/language/" + language)
                        != null;
    }

    private void parameters(Node parameters) {
        if (!(parameters instanceof MappingNode mapping)) {
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String name = RouteYaml.text(entry.getKeyNode());
            Node value = entry.getValueNode();
            if (RouteYaml.text(value).startsWith("#") && !allowed.beans()) {
                add(value, reference(RouteYaml.text(value)));
            } else if (CLASS_OPTION.matcher(name).find() && !allowed.beans()) {
                add(entry.getKeyNode(), reference(name));
            } else if (value instanceof ScalarNode scalar) {
                text("parameters", scalar);
            }
        }
    }

    private static String reference(String word) {
        return "\"" + word + "\" is closed to routes, because it names code of the hub; " + Allowed.opening("bean");
    }

    private void text(String word, ScalarNode node) {
        String text = node.getValue().strip();
        if (ADDRESSES.contains(word)) {
            address(node, text);
        }
        Matcher reference = REFERENCE.matcher(text);
        if (!allowed.beans() && reference.find()) {
            add(node, reference(reference.group(1)));
        }
        if (text.startsWith("resource:") && !allowed.files()) {
            add(node, Allowed.refusal("\"resource:\"", "file"));
        }
        SafeFunctions.refusal(text, allowed).ifPresent(sentence -> add(node, sentence));
    }

    private void address(ScalarNode node, String text) {
        Optional<String> scheme = scheme(text);
        if (scheme.isPresent() && !isOurs(text) && !allowed.component(scheme.get())) {
            if (EndpointMistakes.components().contains(scheme.get())) {
                add(node, Allowed.refusal("\"" + scheme.get() + ":\"", scheme.get()));
            }
        } else if (CLASS_OPTION.matcher(text).find() && !allowed.beans()) {
            add(node, reference("additionalJavaMailProperties"));
        } else if (text.matches("(?:rss|atom):(?!https?:|//https?:).*") && !allowed.files()) {
            add(node, "a feed is read from http: or https:, such as rss:https://shop.example/feed");
        }
    }

    private static Optional<String> scheme(String address) {
        int colon = address.indexOf(':');
        String scheme = address.substring(0, Math.max(0, colon));
        return scheme.matches("[A-Za-z0-9.+-]+") ? Optional.of(scheme) : Optional.empty();
    }

    private boolean isOurs(String address) {
        return scheme(address).filter(scheme -> Guards.isOurs(scheme, camel)).isPresent();
    }

    private boolean add(Node node, String sentence) {
        mistakes.add(new RouteMistake(file, RouteMistake.Place.of(node), sentence));
        return false;
    }
}
