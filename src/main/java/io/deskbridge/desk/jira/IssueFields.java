package io.deskbridge.desk.jira;

import io.deskbridge.core.RouteOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a route may say about its issues, and what Jira is told then. */
final class IssueFields {
    private static final String FIELD = "field.";

    static final List<RouteOption> OPTIONS = List.of(
            new RouteOption(
                    "project",
                    "Key of the project the issue is made in.",
                    value -> value.matches("[A-Za-z][A-Za-z0-9_]*|\\d+")
                            ? Optional.empty()
                            : Optional.of(
                                    "project is \"" + value + "\"; it must be the key of a project, such as SOC")),
            new RouteOption("type", "Name or id of the issue type.", IssueFields::blank),
            new RouteOption(
                    "request-type",
                    "Name or id of the customer request type, in service projects.",
                    IssueFields::blank),
            new RouteOption("priority", "Name of the priority.", IssueFields::blank),
            new RouteOption("labels", "Labels of the issue, with commas between them.", IssueFields::blank),
            RouteOption.text(FIELD, "Value of a field, by its id or name: field.customfield_10050, field.Channel."));

    private final JiraSettings settings;
    private final FieldValues values;
    private final ServiceDeskApi serviceDesk;
    private final Map<String, Names> requestTypes = new ConcurrentHashMap<>();

    IssueFields(JiraSettings settings, JiraApi api, ServiceDeskApi serviceDesk) {
        this.settings = settings;
        this.serviceDesk = serviceDesk;
        values = new FieldValues(api);
    }

    String project(Map<String, String> options) {
        return said(options, "project", settings.project()).orElse("");
    }

    /** The fields of a new issue that carry the route's options, and those by which it is found. */
    Map<String, Object> of(Map<String, String> options, String externalId) {
        String project = project(options);
        var fields = new LinkedHashMap<String, Object>();
        fields.put("project", Map.of(project.matches("\\d+") ? "id" : "key", project));
        Optional<Wire.Named> requestType =
                said(options, "request-type", settings.requestType()).map(type -> requestType(project, type));
        fields.put("issuetype", issueType(options, requestType));
        // Jira's screens call it request type; for its API it is a field like any other
        requestType.ifPresent(type -> fields.put(values.requestTypeField(), type.id()));
        said(options, "priority", settings.priority()).ifPresent(name -> fields.put("priority", Map.of("name", name)));
        fields.put("labels", labels(options.getOrDefault("labels", ""), externalId));
        options.entrySet().stream()
                .filter(option -> option.getKey().startsWith(FIELD))
                .sorted(Map.Entry.comparingByKey())
                .forEach(option -> values.put(fields, option.getKey().substring(FIELD.length()), option.getValue()));
        return fields;
    }

    private Map<String, Object> issueType(Map<String, String> options, Optional<Wire.Named> requestType) {
        String named = said(options, "type", "").orElse("");
        String type = named.isEmpty()
                ? requestType
                        .map(Wire.Named::issueType)
                        .filter(id -> !id.isEmpty())
                        .orElse(settings.issueType())
                : named;
        return Map.of(type.matches("\\d+") ? "id" : "name", type);
    }

    private Wire.Named requestType(String project, String nameOrId) {
        return requestTypes
                .computeIfAbsent(
                        project, key -> new Names("request type of " + key, () -> serviceDesk.requestTypes(key)))
                .get(nameOrId);
    }

    /** A label of Jira has no blanks. */
    private List<String> labels(String option, String externalId) {
        var labels = new LinkedHashSet<String>();
        labels.add(Filing.LABEL);
        labels.add(Filing.label(externalId));
        var all = new ArrayList<>(settings.labels());
        all.addAll(Arrays.asList(option.split(",")));
        for (String label : all) {
            String clean = label.strip().replaceAll("\\s+", "_");
            if (!clean.isEmpty()) {
                labels.add(clean);
            }
        }
        return List.copyOf(labels);
    }

    private static Optional<String> said(Map<String, String> options, String word, String otherwise) {
        return Optional.of(options.getOrDefault(word, otherwise).strip()).filter(value -> !value.isEmpty());
    }

    private static Optional<String> blank(String value) {
        return value.isBlank() ? Optional.of("the value is blank; it must name something") : Optional.empty();
    }
}
