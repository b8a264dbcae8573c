package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Failure;
import io.deskbridge.core.RouteOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a route may say about its tickets, and what Zendesk is told then. */
final class TicketFields {
    private static final List<String> PRIORITIES = List.of("low", "normal", "high", "urgent");
    private static final List<String> TYPES = List.of("question", "incident", "problem", "task");
    private static final List<String> STATUSES = List.of("new", "open", "pending", "hold", "solved");
    private static final String FIELD = "field.";

    static final List<RouteOption> OPTIONS = List.of(
            new RouteOption("group", "Name or id of the group the ticket goes to.", TicketFields::blank),
            new RouteOption("tags", "Tags of the ticket, with commas between them.", TicketFields::blank),
            oneOf("priority", "Priority of the ticket.", PRIORITIES),
            oneOf("type", "Type of the ticket.", TYPES),
            oneOf("status", "Status in which the ticket is opened.", STATUSES),
            new RouteOption("brand", "Name or id of the brand the ticket belongs to.", TicketFields::blank),
            RouteOption.text(FIELD, "Value of a custom field, by the field's id: field.360001234."));

    private final ZendeskSettings settings;
    private final Names groups;
    private final Names brands;

    TicketFields(ZendeskSettings settings, ZendeskApi api) {
        this.settings = settings;
        this.groups = new Names("group", () -> api.named("groups"));
        this.brands = new Names("brand", () -> api.named("brands"));
    }

    /** The fields of a new ticket that carry the route's options. */
    Map<String, Object> of(Map<String, String> options) {
        var fields = new LinkedHashMap<String, Object>();
        said(options, "group", settings.group()).ifPresent(group -> fields.put("group_id", groups.idOf(group)));
        said(options, "brand", settings.brand()).ifPresent(brand -> fields.put("brand_id", brands.idOf(brand)));
        for (String word : List.of("priority", "type", "status")) {
            said(options, word, "").ifPresent(value -> fields.put(word, value.toLowerCase(Locale.ROOT)));
        }
        fields.put("tags", tags(options.getOrDefault("tags", "")));
        List<Map<String, Object>> custom = custom(options);
        if (!custom.isEmpty()) {
            fields.put("custom_fields", custom);
        }
        return fields;
    }

    /** A tag of Zendesk has no blanks. */
    private List<String> tags(String option) {
        var tags = new LinkedHashSet<String>();
        var all = new ArrayList<>(settings.tags());
        all.addAll(Arrays.asList(option.split(",")));
        for (String tag : all) {
            String clean = tag.strip().replaceAll("\\s+", "_").toLowerCase(Locale.ROOT);
            if (!clean.isEmpty()) {
                tags.add(clean);
            }
        }
        return List.copyOf(tags);
    }

    private static List<Map<String, Object>> custom(Map<String, String> options) {
        return options.entrySet().stream()
                .filter(option -> option.getKey().startsWith(FIELD))
                .sorted(Map.Entry.comparingByKey())
                .map(option -> Map.<String, Object>of("id", fieldId(option.getKey()), "value", option.getValue()))
                .toList();
    }

    private static long fieldId(String word) {
        String id = word.substring(FIELD.length());
        if (!id.matches("\\d{1,18}")) {
            throw new Failure.Rejected("route option " + word
                    + " names no custom field; after \"field.\" stands the field's id, a number");
        }
        return Long.parseLong(id);
    }

    private static Optional<String> said(Map<String, String> options, String word, String otherwise) {
        return Optional.of(options.getOrDefault(word, otherwise).strip()).filter(value -> !value.isEmpty());
    }

    private static RouteOption oneOf(String name, String description, List<String> values) {
        Function<String, Optional<String>> mistake = value -> values.contains(value.toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of(name + " is \"" + value + "\"; it must be one of " + String.join(", ", values));
        return new RouteOption(name, description + " One of " + String.join(", ", values) + ".", mistake);
    }

    private static Optional<String> blank(String value) {
        return value.isBlank() ? Optional.of("the value is blank; it must name something") : Optional.empty();
    }
}
