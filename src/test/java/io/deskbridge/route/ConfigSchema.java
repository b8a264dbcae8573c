package io.deskbridge.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Makes the JSON schema of {@code config/deskbridge.yaml} of the records that the hub reads it into. */
final class ConfigSchema {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** A setting may be an environment variable, whole or in part. */
    private static final String VARIABLE = ".*\\$\\{.+\\}.*";

    private final ObjectNode definitions = JSON.objectNode();

    /**
     * @param sections records by the key that they are read from
     * @param channels records by the name of their type
     * @param desks likewise
     */
    ObjectNode of(Map<String, Class<?>> sections, Map<String, Class<?>> channels, Map<String, Class<?>> desks) {
        ObjectNode root = object("Settings of a Deskbridge hub");
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("additionalProperties", true); // Spring's own
        ObjectNode hub = object("The hub");
        properties(root).set("deskbridge", hub);
        sections.forEach((key, type) -> {
            ObjectNode section = hub;
            for (String word : key.split("\\.", -1)) {
                if (!word.equals("deskbridge")) {
                    section = (ObjectNode) properties(section).withObject("/" + word);
                }
            }
            ObjectNode read = record(type);
            if (section == hub) {
                properties(hub).setAll((ObjectNode) read.get("properties"));
            } else {
                section.setAll(read);
            }
        });
        properties(hub)
                .set(
                        "channels",
                        accounts(
                                "Accounts on networks, by a name that you choose; routes use it", "channel", channels));
        properties(hub).set("desks", accounts("Help desks, by a name that you choose; routes use it", "desk", desks));
        unread(hub);
        root.set("definitions", definitions);
        return root;
    }

    /** Settings that no record is read from. */
    private static void unread(ObjectNode hub) {
        ObjectNode hosts = list(JSON.objectNode());
        hosts.put("description", "Private addresses from which attachments may be fetched all the same");
        properties((ObjectNode) properties(hub).get("http")).set("allow-private-hosts", hosts);
        ObjectNode sandbox = object("Networks and desks inside the process, for trying");
        sandbox.put("additionalProperties", true);
        properties(sandbox)
                .set(
                        "enabled",
                        bool().put("description", "Whether it runs; when not said, where nothing is configured"));
        properties(sandbox).set("shipped", bool().put("description", "Whether the hub has accounts in it"));
        properties(hub).set("sandbox", sandbox);
    }

    private ObjectNode accounts(String description, String kind, Map<String, Class<?>> types) {
        ObjectNode account = JSON.objectNode();
        account.putArray("type").add("object");
        account.putArray("required").add("type");
        ArrayNode names = JSON.arrayNode();
        ArrayNode choices = account.putArray("allOf");
        types.forEach((name, type) -> {
            names.add(name);
            ObjectNode settings = record(type);
            properties(settings).set("type", JSON.objectNode().put("const", name));
            definitions.set(kind + "-" + name, settings);
            ObjectNode choice = choices.addObject();
            ObjectNode condition = choice.putObject("if");
            condition.putObject("properties").putObject("type").put("const", name);
            condition.putArray("required").add("type");
            choice.putObject("then").put("$ref", "#/definitions/" + kind + "-" + name);
        });
        ObjectNode type = properties(account).putObject("type");
        type.put("description", "Which kind of account it is");
        type.set("enum", names);
        ObjectNode accounts = JSON.objectNode();
        accounts.putArray("type").add("object").add("null");
        accounts.put("description", description);
        accounts.set("additionalProperties", account);
        return accounts;
    }

    private ObjectNode record(Class<?> type) {
        RecordDocs docs = RecordDocs.of(type);
        ObjectNode section = object(docs.whole().orElse(""));
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode value = value(component.getGenericType(), component);
            docs.of(component.getName()).ifPresent(text -> value.put("description", text));
            properties(section).set(key(component.getName()), value);
            if (isRequired(component)) {
                required.add(key(component.getName()));
            }
        }
        if (!required.isEmpty()) {
            section.set("required", required);
        }
        return section;
    }

    static String key(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private ObjectNode value(Type generic, RecordComponent component) {
        if (generic instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            Type last = parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1];
            if (Optional.class.equals(raw)) {
                return value(last, component);
            }
            if (Collection.class.isAssignableFrom(raw)) {
                return ((Class<?>) last).isRecord()
                        ? array(record((Class<?>) last))
                        : withDefault(list(item(component)), component);
            }
            ObjectNode map = JSON.objectNode();
            map.putArray("type").add("object").add("null");
            map.set("additionalProperties", text("", ""));
            return map;
        }
        Class<?> type = (Class<?>) generic;
        if (type.isRecord()) {
            return record(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return withDefault(bool(), component);
        }
        if (type == int.class || type == long.class) {
            return withDefault(number(component), component);
        }
        if (type == Duration.class) {
            return withDefault(duration(), component);
        }
        if (type.isEnum()) {
            return withDefault(words(type), component);
        }
        Pattern pattern = component.getAccessor().getAnnotation(Pattern.class);
        return withDefault(
                text(pattern == null ? "" : pattern.regexp(), isRequired(component) ? "" : "null"), component);
    }

    private static ObjectNode text(String pattern, String orNull) {
        ObjectNode text = JSON.objectNode();
        ArrayNode types = text.putArray("type").add("string").add("number");
        if (!orNull.isEmpty()) {
            types.add(orNull);
        }
        if (!pattern.isEmpty()) {
            text.put("pattern", "^(?:" + pattern + "|" + VARIABLE + ")$");
        }
        return text;
    }

    private static ObjectNode bool() {
        ObjectNode bool = JSON.objectNode();
        bool.putArray("type").add("boolean").add("string");
        return bool.put("pattern", "^(?:true|false|" + VARIABLE + ")$");
    }

    private static ObjectNode number(RecordComponent component) {
        ObjectNode number = JSON.objectNode();
        number.putArray("type").add("integer").add("string");
        number.put("pattern", "^(?:-?[0-9]+|" + VARIABLE + ")$");
        Min min = component.getAccessor().getAnnotation(Min.class);
        Max max = component.getAccessor().getAnnotation(Max.class);
        if (min != null) {
            number.put("minimum", min.value());
        }
        if (max != null) {
            number.put("maximum", max.value());
        }
        return number;
    }

    private static ObjectNode duration() {
        ObjectNode duration = JSON.objectNode();
        duration.putArray("type").add("string").add("integer");
        return duration.put("pattern", "^(?:[0-9]+ *(?:ns|us|ms|s|m|h|d)?|[Pp].+|" + VARIABLE + ")$");
    }

    private static ObjectNode words(Class<?> type) {
        ObjectNode words = JSON.objectNode();
        ArrayNode choices = words.putArray("anyOf");
        ArrayNode names = choices.addObject().putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        choices.addObject().put("type", "string").put("pattern", "^" + VARIABLE + "$");
        return words;
    }

    /** One word may stand for a list of one, and several with commas. */
    private static ObjectNode list(ObjectNode item) {
        ObjectNode list = JSON.objectNode();
        list.putArray("type").add("array").add("string").add("null");
        list.set("items", item.isEmpty() ? text("", "") : item);
        return list;
    }

    private static ObjectNode item(RecordComponent component) {
        Pattern pattern = component.getAnnotatedType() instanceof AnnotatedParameterizedType list
                ? list.getAnnotatedActualTypeArguments()[0].getAnnotation(Pattern.class)
                : null;
        return text(pattern == null ? "" : pattern.regexp(), "");
    }

    private static ObjectNode array(ObjectNode item) {
        ObjectNode array = JSON.objectNode();
        array.putArray("type").add("array").add("null");
        array.set("items", item);
        return array;
    }

    private static ObjectNode withDefault(ObjectNode value, RecordComponent component) {
        DefaultValue given = component.getAccessor().getAnnotation(DefaultValue.class);
        if (given == null) {
            given = ofParameter(component);
        }
        if (given != null && given.value().length == 1 && !given.value()[0].isEmpty()) {
            String text = given.value()[0];
            Class<?> type = component.getType();
            if (type == boolean.class) {
                value.put("default", Boolean.parseBoolean(text));
            } else if (type == int.class || type == long.class) {
                value.put("default", Long.parseLong(text));
            } else if (Collection.class.isAssignableFrom(type)) {
                value.putArray("default").add(text);
            } else {
                value.put("default", text);
            }
        } else if (given != null && given.value().length > 1) {
            ArrayNode all = value.putArray("default");
            List.of(given.value()).forEach(all::add);
        }
        return value;
    }

    /** Whether the hub would not start without it. */
    private static boolean isRequired(RecordComponent component) {
        var accessor = component.getAccessor();
        if (accessor.isAnnotationPresent(NotBlank.class) || accessor.isAnnotationPresent(NotNull.class)) {
            DefaultValue given = ofParameter(component);
            return given == null || given.value().length == 0 || given.value()[0].isEmpty();
        }
        if (component.getType().isRecord()) {
            for (RecordComponent inner : component.getType().getRecordComponents()) {
                if (isRequired(inner)) {
                    return true;
                }
            }
            return false;
        }
        DefaultValue given = ofParameter(component);
        Pattern pattern = accessor.getAnnotation(Pattern.class);
        if (given != null) {
            return pattern != null && given.value().length == 1 && !given.value()[0].matches(pattern.regexp());
        }
        return !component.getType().isPrimitive()
                && !Optional.class.equals(component.getType())
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Spring's annotation is for parameters alone. */
    private static @Nullable DefaultValue ofParameter(RecordComponent component) {
        Class<?> type = component.getDeclaringRecord();
        RecordComponent[] all = type.getRecordComponents();
        for (var constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == all.length) {
                for (int i = 0; i < all.length; i++) {
                    if (all[i].getName().equals(component.getName())) {
                        return constructor.getParameters()[i].getAnnotation(DefaultValue.class);
                    }
                }
            }
        }
        return null;
    }

    private static ObjectNode object(String description) {
        ObjectNode object = JSON.objectNode();
        object.putArray("type").add("object").add("null");
        if (!description.isEmpty()) {
            object.put("description", description);
        }
        object.put("additionalProperties", false);
        object.putObject("properties");
        return object;
    }

    private static ObjectNode properties(ObjectNode of) {
        return of.has("properties") ? (ObjectNode) of.get("properties") : of.putObject("properties");
    }
}
