package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.http.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Values of fields as Jira wants them: a route says a word, and what kind of field it is decides how the word is wrapped.
 * A value that is JSON in itself is given as it is.
 */
final class FieldValues {
    private static final String REQUEST_TYPE = "com.atlassian.servicedesk:vp-origin";
    private static final String TEXT_AREA = "textarea";

    private final JiraApi api;
    private volatile List<Wire.Field> known = List.of();

    FieldValues(JiraApi api) {
        this.api = api;
    }

    /** The id of the field that makes an issue a customer request; it differs from site to site. */
    String requestTypeField() {
        return find(field -> field.custom().equals(REQUEST_TYPE))
                .map(Wire.Field::id)
                .orElseThrow(() -> new Failure.Rejected(
                        "this Jira has no request types; leave request-type away, or is the hub's user no agent?"));
    }

    /**
     * @param nameOrId of a field
     * @throws Failure.Rejected when there is none, or when the value is none of its kind
     */
    void put(Map<String, Object> fields, String nameOrId, String value) {
        Wire.Field field = find(one -> one.id().equals(nameOrId)
                        || one.id().equals("customfield_" + nameOrId)
                        || one.name().equalsIgnoreCase(nameOrId))
                .orElseThrow(() -> new Failure.Rejected("Jira has no field \"" + nameOrId
                        + "\"; after \"field.\" stands a field's name or its id, such as customfield_10050"));
        fields.put(field.id(), wrapped(field, value));
    }

    private Optional<Wire.Field> find(Predicate<Wire.Field> test) {
        Optional<Wire.Field> found = known.stream().filter(test).findFirst();
        if (found.isEmpty()) {
            known = api.fields();
            found = known.stream().filter(test).findFirst();
        }
        return found;
    }

    private static Object wrapped(Wire.Field field, String value) {
        Optional<JsonNode> json = value.startsWith("{") || value.startsWith("[")
                ? Json.tryRead(value.getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
        if (json.isPresent()) {
            return json.get();
        }
        return field.type().equals("array")
                ? Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .map(item -> single(field.items(), field, item))
                        .toList()
                : single(field.type(), field, value);
    }

    private static Object single(String type, Wire.Field field, String value) {
        return switch (type) {
            case "number" -> number(field, value);
            case "option" -> Map.of("value", value);
            case "user" -> Map.of("accountId", value);
            case "component", "version", "priority", "group", "resolution", "securitylevel" -> Map.of("name", value);
            default -> field.custom().endsWith(":" + TEXT_AREA) ? Document.of(PlainText.body(value)) : value;
        };
    }

    private static BigDecimal number(Wire.Field field, String value) {
        try {
            return new BigDecimal(value.strip());
        } catch (NumberFormatException notOne) {
            throw new Failure.Rejected("field \"" + field.name() + "\" takes a number and not \"" + value + "\"");
        }
    }
}
