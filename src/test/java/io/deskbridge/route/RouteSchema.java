package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.core.RouteOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the JSON schema of route files: Camel's own, in the whole form alone, without what is closed to routes, and with
 * the options of the hub's endpoints.
 */
final class RouteSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String MODEL = "org.apache.camel.model.";
    private static final String PREFIX = "#/items/definitions/";
    private static final Set<String> FORMATS = Set.of("json", "mimeMultipart", "rss", "base64");

    private final ObjectNode camels;

    private final List<RouteOption> ofEntries;

    private RouteSchema(ObjectNode camels, List<RouteOption> ofEntries) {
        this.camels = camels;
        this.ofEntries = ofEntries;
    }

    /** Camel's schema in the whole form: where Camel allows a short one, too, that is taken out. */
    static ObjectNode canonical() {
        try (InputStream in = RouteSchema.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            var root = (ObjectNode) new ObjectMapper().readTree(in);
            definitions(root).forEach(definition -> flatten((ObjectNode) definition));
            definitions(root).forEach(definition -> wholeExpression((ObjectNode) definition));
            root.put("$schema", "http://json-schema.org/draft-07/schema#");
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode definitions(ObjectNode root) {
        return (ObjectNode) root.at("/items/definitions");
    }

    /** Puts what stands in alternatives into the definition itself; the alternative that is text alone falls away. */
    private static void flatten(ObjectNode definition) {
        for (String word : List.of("oneOf", "anyOf")) {
            JsonNode alternatives = definition.remove(word);
            if (alternatives == null) {
                continue;
            }
            for (JsonNode alternative : alternatives) {
                if (alternative.has("$ref")
                        || alternative.has("not")
                        || alternative.path("type").asText().equals("string")) {
                    continue;
                }
                var inner = (ObjectNode) alternative;
                flatten(inner);
                definition.put("type", "object");
                if (inner.has("additionalProperties")) {
                    definition.set("additionalProperties", inner.get("additionalProperties"));
                }
                ObjectNode properties = (ObjectNode) definition.withObject("/properties");
                inner.path("properties").properties().forEach(property -> {
                    if (!property.getValue().isEmpty() || !properties.has(property.getKey())) {
                        properties.set(property.getKey(), property.getValue());
                    }
                });
            }
        }
    }

    private static void wholeExpression(ObjectNode definition) {
        if (!(definition.get("properties") instanceof ObjectNode properties) || !properties.has("simple")) {
            return;
        }
        if (properties.has("expression") && properties.get("simple").isEmpty()) {
            properties.remove(DslShape.languages());
            if (!properties.has("comparator")) {
                definition.withArray("/required").add("expression");
            }
        } else {
            definition
                    .put("additionalProperties", false)
                    .put("minProperties", 1)
                    .put("maxProperties", 1);
        }
    }

    /**
     * @param options of each of the hub's endpoints that a step leads to, by its scheme
     * @param ofEntries of {@code from: entries:}
     */
    static ObjectNode of(
            Map<String, List<RouteOption>> options,
            Map<String, List<RouteOption>> deskOptions,
            List<RouteOption> ofEntries) {
        return new RouteSchema(canonical(), ofEntries).with(options, deskOptions);
    }

    private ObjectNode with(Map<String, List<RouteOption>> options, Map<String, List<RouteOption>> deskOptions) {
        ObjectNode definitions = definitions(camels);
        properties("ProcessorDefinition").retain(Allowed.STEPS);
        properties("language.ExpressionDefinition").retain(Allowed.LANGUAGES);
        properties("ExpressionSubElementDefinition").retain(Allowed.LANGUAGES);
        List.of("MarshalDefinition", "UnmarshalDefinition").forEach(this::shippedFormats);
        ObjectNode route = definition("RouteDefinition");
        properties("RouteDefinition").remove(List.of("errorHandlerRef", "routePolicy"));
        route.putArray("required").add("id").add("description").add("from");
        properties("RouteDefinition")
                .putObject("id")
                .put("type", "string")
                .put("description", "The file's name, without .camel.yaml");
        properties("RouteDefinition")
                .putObject("description")
                .put("type", "string")
                .put("minLength", 1)
                .put("description", "In one sentence, what the route is for");
        from();
        to(options, deskOptions);
        var needed = needed(definitions);
        definitions.retain(needed);
        ObjectNode root = JSON.objectNode();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", "A route of a Deskbridge hub");
        root.put(
                "description",
                "Made of the schema that Apache Camel ships (Apache License 2.0) and of the hub's own options");
        root.put("type", "array").put("minItems", 1).put("maxItems", 1);
        ObjectNode items = root.putObject("items");
        items.put("type", "object")
                .put("additionalProperties", false)
                .putArray("required")
                .add("route");
        items.putObject("properties").putObject("route").put("$ref", PREFIX + MODEL + "RouteDefinition");
        items.set("definitions", definitions);
        return root;
    }

    private void shippedFormats(String name) {
        var closed = new ArrayList<String>();
        properties(name).properties().forEach(property -> {
            if (property.getValue().path("$ref").asText().contains(".dataformat.")
                    && !FORMATS.contains(property.getKey())) {
                closed.add(property.getKey());
            }
        });
        properties(name).properties().forEach(property -> {
            if (property.getValue().isEmpty()) {
                closed.add(property.getKey());
            }
        });
        properties(name).remove(closed);
    }

    private ObjectNode definition(String name) {
        return (ObjectNode) definitions(camels).get(MODEL + name);
    }

    private ObjectNode properties(String name) {
        return (ObjectNode) definition(name).get("properties");
    }

    private void from() {
        ObjectNode from = definition("FromDefinition");
        describe(
                from,
                "Where the route begins: channel:<names> for messages, desk:<names> for agents' public comments,"
                        + " outbox:<channel> for replies that the route sends, entries:<desk> for what the route writes into a"
                        + " desk");
        ObjectNode kinds = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        kinds.putObject("properties")
                .putObject("kinds")
                .put("type", "string")
                .put(
                        "description",
                        "Kinds of messages, with commas between them: mention, comment, direct, review, post. All when not given");
        when(from, "^channel:", kinds, false);
        ObjectNode entries = closed();
        ofEntries.forEach(option -> add(entries, option, ""));
        when(from, "^entries:", entries, false);
        when(from, "^desk:", JSON.objectNode().put("maxProperties", 0), false);
        when(from, "^outbox:", options(OutboxOptions.ALL), false);
    }

    private void to(Map<String, List<RouteOption>> options, Map<String, List<RouteOption>> deskOptions) {
        ObjectNode to = definition("ToDefinition");
        describe(
                to,
                "desk:<name> for the ticket, channel:origin for an agent's comment, only:, dismiss: and set: with a name"
                        + " of your own, inbox:<channel>, comments:<desk>, or a component of Camel that is open to routes");
        ObjectNode desk = closed();
        deskOptions.forEach((type, all) -> all.forEach(option -> add(desk, option, type)));
        when(to, "^desk:", desk, false);
        when(to, "^(?:channel|comments):", JSON.objectNode().put("maxProperties", 0), false);
        when(to, "^inbox:", options(InboxOptions.ALL), false);
        options.forEach((scheme, all) -> {
            ObjectNode step = closed();
            all.forEach(option -> add(step, option, ""));
            step.put("minProperties", 1);
            if (scheme.equals("dismiss")) {
                step.putArray("required").add("reason");
            }
            when(to, "^" + scheme + ":", step, true);
        });
    }

    private static ObjectNode options(List<RouteOption> all) {
        ObjectNode endpoint = closed();
        all.forEach(option -> add(endpoint, option, ""));
        return endpoint;
    }

    private static void describe(ObjectNode endpoint, String uri) {
        ((ObjectNode) endpoint.at("/properties/uri")).put("description", uri);
    }

    private static ObjectNode closed() {
        ObjectNode closed = JSON.objectNode().put("type", "object").put("additionalProperties", false);
        closed.putObject("properties");
        return closed;
    }

    private static void add(ObjectNode step, RouteOption option, String desk) {
        boolean open = option.name().endsWith(".");
        ObjectNode all = (ObjectNode) step.withObject(open ? "/patternProperties" : "/properties");
        String name = open ? "^" + option.name().replace(".", "\\.") + ".+" : option.name();
        String description = (desk.isEmpty() ? "" : desk + ": ") + option.description();
        if (all.has(name)) {
            description = all.get(name).get("description").asText() + " " + description;
        }
        all.putObject(name)
                .put("description", description)
                .putArray("type")
                .add("string")
                .add("number")
                .add("boolean");
    }

    private static void when(ObjectNode endpoint, String uri, ObjectNode parameters, boolean required) {
        ObjectNode choice = endpoint.withArray("/allOf").addObject();
        ObjectNode condition = choice.putObject("if");
        condition.putArray("required").add("uri");
        condition.putObject("properties").putObject("uri").put("pattern", uri);
        ObjectNode then = choice.putObject("then");
        if (required) {
            then.putArray("required").add("parameters");
        }
        then.putObject("properties").set("parameters", parameters);
    }

    private static Set<String> needed(ObjectNode definitions) {
        var needed = new LinkedHashSet<String>();
        var open = new ArrayDeque<String>(List.of(MODEL + "RouteDefinition"));
        while (!open.isEmpty()) {
            String name = open.pop();
            if (needed.add(name)) {
                definitions
                        .get(name)
                        .findValuesAsText("$ref")
                        .forEach(ref -> open.push(ref.substring(PREFIX.length())));
            }
        }
        return needed;
    }
}
