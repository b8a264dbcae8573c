package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the API shows of the sandbox's issues, in Jira's field names. */
final class Views {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private Views() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    static Map<String, @Nullable Object> person(Person person) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("accountId", person.accountId());
        view.put("accountType", person.accountType());
        view.put("emailAddress", person.email());
        view.put("displayName", person.displayName());
        view.put("active", true);
        view.put("timeZone", "Europe/Vienna");
        return view;
    }

    /** Only what was asked for, as Jira does it. */
    static Map<String, @Nullable Object> issue(Issue issue, List<String> fields, List<String> properties) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", String.valueOf(issue.id));
        boolean onlyIds = fields.isEmpty() || fields.equals(List.of("id"));
        if (onlyIds) {
            return view;
        }
        view.put("key", issue.key);
        view.put("self", "https://sandbox.example/rest/api/3/issue/" + issue.id);
        var shown = new LinkedHashMap<>(fields(issue));
        if (!fields.contains("*all")) {
            shown.keySet().retainAll(fields);
        }
        view.put("fields", shown);
        if (!properties.isEmpty()) {
            var asked = new LinkedHashMap<>(issue.properties);
            asked.keySet().retainAll(properties);
            view.put("properties", asked);
        }
        return view;
    }

    private static Map<String, @Nullable Object> fields(Issue issue) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("summary", issue.summary);
        fields.put("description", issue.description);
        fields.put("project", project(issue.project));
        fields.put(
                "issuetype",
                Map.of(
                        "id",
                        issue.issueType,
                        "name",
                        Objects.requireNonNull(issue.project.types().get(issue.issueType))));
        fields.put("status", status(issue.status));
        fields.put("labels", issue.labels);
        fields.put("priority", Map.of("name", issue.priority == null ? "Medium" : issue.priority));
        fields.put("reporter", person(issue.reporter));
        fields.put("creator", person(issue.creator));
        fields.put("created", time(issue.created));
        fields.put("updated", time(issue.updated));
        fields.put("attachment", issue.files.stream().map(Views::file).toList());
        fields.putAll(issue.custom);
        return fields;
    }

    static Map<String, Object> project(Project project) {
        return Map.of(
                "id", project.id(), "key", project.key(), "name", project.name(), "projectTypeKey", project.type());
    }

    static Map<String, Object> status(Project.Status status) {
        return Map.of(
                "id",
                status.id(),
                "name",
                status.name(),
                "statusCategory",
                Map.of("key", status.category(), "name", status.category()));
    }

    static Map<String, @Nullable Object> comment(Issue issue, Said said, String expand) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", String.valueOf(said.id));
        view.put("self", "https://sandbox.example/rest/api/3/issue/" + issue.id + "/comment/" + said.id);
        view.put("author", person(said.author));
        view.put("updateAuthor", person(said.author));
        view.put("body", said.body);
        if (expand.contains("renderedBody")) {
            view.put("renderedBody", Documents.html(said.body, issue));
        }
        if (said.visibility != null) {
            view.put("visibility", said.visibility);
        }
        if (expand.contains("properties")) {
            view.put("properties", properties(said.properties));
        }
        view.put("created", time(said.created));
        view.put("updated", time(said.updated));
        view.put("jsdPublic", said.isPublic());
        return view;
    }

    private static List<Map<String, Object>> properties(Map<String, JsonNode> properties) {
        return properties.entrySet().stream()
                .map(property -> Map.<String, Object>of("key", property.getKey(), "value", property.getValue()))
                .toList();
    }

    /** Webhooks show the text of a comment and no document. */
    static Map<String, @Nullable Object> hookComment(Issue issue, Said said) {
        var view = comment(issue, said, "");
        view.put("body", Documents.text(said.body).strip());
        return view;
    }

    static Map<String, Object> deskComment(Issue issue, Said said) {
        return Map.of(
                "id",
                String.valueOf(said.id),
                "body",
                Documents.text(said.body).strip(),
                "public",
                said.isPublic(),
                "author",
                person(said.author),
                "created",
                Map.of("iso8601", said.created.toString(), "epochMillis", said.created.toEpochMilli()),
                "_links",
                Map.of(
                        "self",
                        "https://sandbox.example/rest/servicedeskapi/request/" + issue.id + "/comment/" + said.id));
    }

    static Map<String, @Nullable Object> file(StoredFile file) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", String.valueOf(file.id()));
        view.put("filename", file.name());
        view.put("author", person(file.author()));
        view.put("created", time(file.created()));
        view.put("size", file.bytes().length);
        view.put("mimeType", file.mimeType());
        view.put("content", "https://sandbox.example/rest/api/3/attachment/content/" + file.id());
        return view;
    }

    /** A page as the service desk API gives it. */
    static <T> Map<String, Object> page(List<T> all, int start, int limit) {
        int from = Math.max(0, Math.min(start, all.size()));
        int to = Math.min(from + Math.max(1, Math.min(limit, 50)), all.size());
        return Map.of(
                "size",
                to - from,
                "start",
                from,
                "limit",
                limit,
                "isLastPage",
                to == all.size(),
                "values",
                all.subList(from, to));
    }
}
