package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at one place of a route file, by the schema that Camel ships with its YAML. A general validator would
 * answer that none of 26 alternatives fits; this one knows the few forms that Camel's schema has, and so which word is wrong.
 */
final class DslShape {
    private static final String SCHEMA = "/schema/camelYamlDsl.json";
    private static final String REFERENCE = "#";

    private static final class Root {
        static final JsonNode SCHEMA_JSON = read();
        static final Set<String> LANGUAGES = new DslShape(SCHEMA_JSON
                        .path("items")
                        .path("definitions")
                        .path("org.apache.camel.model.language.ExpressionDefinition"))
                .words()
                .keySet();

        private static JsonNode read() {
            try (InputStream in = DslShape.class.getResourceAsStream(SCHEMA)) {
                return new ObjectMapper().readTree(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final JsonNode schema;
    private final List<JsonNode> alternatives = new ArrayList<>();

    private DslShape(JsonNode schema) {
        this.schema = resolve(schema);
        flatten(this.schema);
    }

    /** What belongs to a file's only word, {@code route}. */
    static DslShape ofRoute() {
        return new DslShape(Root.SCHEMA_JSON.at("/items/properties/route"));
    }

    private static JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.startsWith(REFERENCE) ? resolve(Root.SCHEMA_JSON.at(reference.substring(1))) : schema;
    }

    private void flatten(JsonNode one) {
        alternatives.add(one);
        for (String list : List.of("oneOf", "anyOf", "allOf")) {
            one.path(list).forEach(other -> flatten(resolve(other)));
        }
    }

    private boolean isA(String type) {
        return alternatives.stream().anyMatch(one -> one.path("type").asText().equals(type));
    }

    /** Whether nothing is said about what may stand there. */
    boolean isOpen() {
        return alternatives.stream().noneMatch(one -> one.path("type").isTextual() || one.has("enum"));
    }

    boolean isText() {
        return isA("string") || isA("number") || isA("boolean");
    }

    boolean isNumber() {
        return isA("number") && !isA("string");
    }

    boolean isBoolean() {
        return isA("boolean") && !isA("string");
    }

    boolean isMap() {
        return isA("object");
    }

    boolean isList() {
        return isA("array");
    }

    /** The only texts; empty when any will do. */
    Set<String> values() {
        var values = new LinkedHashSet<String>();
        alternatives.forEach(one -> one.path("enum").forEach(value -> values.add(value.asText())));
        return values;
    }

    /** What may stand below, by word; empty when any word may. */
    Map<String, DslShape> words() {
        var found = new LinkedHashMap<String, JsonNode>();
        for (JsonNode one : alternatives) {
            one.path("properties").properties().forEach(word -> {
                @Nullable JsonNode known = found.get(word.getKey());
                if (known == null || known.isEmpty()) { // a word may be named in one place and described in another
                    found.put(word.getKey(), word.getValue());
                }
            });
        }
        var words = new LinkedHashMap<String, DslShape>();
        found.forEach((word, shape) -> words.put(word, new DslShape(shape)));
        return words;
    }

    Set<String> required() {
        var required = new LinkedHashSet<String>();
        schema.path("required").forEach(word -> required.add(word.asText()));
        return required;
    }

    /** Whether exactly one of the words stands there, as in each step. */
    boolean isOneOf() {
        return schema.path("maxProperties").asInt() == 1;
    }

    /** Whether one of the words that name a language must stand there; camel-core has an order without one. */
    boolean wantsExpression() {
        Set<String> known = words().keySet();
        return known.contains("simple") && known.contains("jq") && !known.contains("comparator");
    }

    /** The words that name a language of expressions. */
    static Set<String> languages() {
        return Root.LANGUAGES;
    }

    DslShape items() {
        return new DslShape(alternatives.stream()
                .map(one -> one.path("items"))
                .filter(items -> !items.isMissingNode())
                .findFirst()
                .orElse(schema.path("items")));
    }
}
