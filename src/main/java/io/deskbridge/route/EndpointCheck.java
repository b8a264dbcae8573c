package io.deskbridge.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.dsl.yaml.common.YamlSupport;
import org.apache.camel.util.StringHelper;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Opens each endpoint that a route names, so that each mistake in them is told at its place, and all at once. */
final class EndpointCheck {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    /** Steps whose address is made for each message. */
    private static final List<String> DYNAMIC = List.of("toD", "wireTap", "enrich", "pollEnrich");
    /** Steps that may be followed by an address alone. */
    private static final List<String> SHORT = List.of("to", "toD", "wireTap", "poll");
    /** Steps that ask, and so begin a consumer. */
    private static final List<String> ASKING = List.of("poll", "pollEnrich");
    /** What stands behind these is an account's name, with or without options. */
    private static final Pattern ACCOUNT =
            Pattern.compile("((?:channel|comments|desk|inbox):[^?$]+)\\?.*", Pattern.DOTALL);

    private final String file;
    private final CamelContext camel;
    private final List<RouteMistake> mistakes = new ArrayList<>();
    private Optional<Endpoint> from = Optional.empty();

    private EndpointCheck(String file, CamelContext camel) {
        this.file = file;
        this.camel = camel;
    }

    /**
     * @param from where the route begins; empty when that is a mistake
     */
    record Result(Optional<Endpoint> from, List<RouteMistake> mistakes) {}

    static Result of(String file, Node route, CamelContext camel) {
        var check = new EndpointCheck(file, camel);
        check.walk("route", route);
        return new Result(check.from, check.mistakes);
    }

    private void walk(String word, Node node) {
        if (node instanceof MappingNode mapping) {
            Optional<Node> uri = RouteYaml.get(mapping, "uri");
            uri.ifPresent(found -> endpoint(word, mapping, found));
            for (NodeTuple entry : mapping.getValue()) {
                String key = RouteYaml.text(entry.getKeyNode());
                if (!key.equals("parameters")) {
                    walk(key, entry.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> walk(word, item));
        } else if (SHORT.contains(word)) {
            endpoint(word, node, node);
        }
    }

    private void endpoint(String word, Node whole, Node uri) {
        String address = RouteYaml.text(uri);
        if (!DYNAMIC.contains(word) || !address.contains("${")) {
            open(word, whole, uri, address, parameters(whole));
            return;
        }
        Matcher account = ACCOUNT.matcher(address);
        if (account.matches()) { // only its options are made for each message
            open(word, whole, uri, account.group(1), Map.of());
        }
    }

    private void open(String word, Node whole, Node uri, String address, Map<String, Object> parameters) {
        try {
            Endpoint endpoint = camel.getEndpoint(YamlSupport.createEndpointUri(camel, whole, address, parameters));
            if (ASKING.contains(word) && isOurs(endpoint)) {
                throw new IllegalArgumentException(word + " " + address + " does not exist: what the hub has comes by"
                        + " itself to the routes that take it");
            }
            if (word.equals("from")) {
                begin(endpoint);
                from = Optional.of(endpoint);
            } else if (isOurs(endpoint)) {
                endpoint.createProducer();
            }
        } catch (Exception e) {
            String sentence = EndpointMistakes.sentence(camel, address, e);
            mistakes.add(new RouteMistake(file, place(whole, uri, sentence), sentence));
        }
    }

    private static boolean isOurs(Endpoint endpoint) {
        return endpoint.getClass().getPackage() == EndpointCheck.class.getPackage();
    }

    private static void begin(Endpoint endpoint) throws Exception {
        if (isOurs(endpoint)) {
            endpoint.createConsumer(exchange -> {});
        }
    }

    /** Named as Camel names them: a dash is gone before any component sees them. */
    private static Map<String, Object> parameters(Node whole) {
        var parameters = new HashMap<String, Object>();
        if (RouteYaml.get(whole, "parameters").orElse(null) instanceof MappingNode mapping) {
            mapping.getValue()
                    .forEach(entry -> parameters.put(
                            StringHelper.dashToCamelCase(RouteYaml.text(entry.getKeyNode())),
                            RouteYaml.text(entry.getValueNode())));
        }
        return parameters;
    }

    /** Where the word stands that the sentence quotes; else where the endpoint does. */
    private static Optional<RouteMistake.Place> place(Node whole, Node uri, String sentence) {
        if (RouteYaml.get(whole, "parameters").orElse(null) instanceof MappingNode mapping) {
            Matcher words = QUOTED.matcher(sentence);
            while (words.find()) {
                for (NodeTuple entry : mapping.getValue()) {
                    if (RouteYaml.text(entry.getKeyNode()).equals(words.group(1))) {
                        return RouteMistake.Place.of(entry.getKeyNode());
                    }
                    if (entry.getValueNode() instanceof ScalarNode value
                            && value.getValue().contains(words.group(1))) {
                        return RouteMistake.Place.of(value);
                    }
                }
            }
        }
        return RouteMistake.Place.of(uri);
    }
}
