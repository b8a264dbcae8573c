package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Checks what a request says of an issue, and applies it. */
@Component
@SandboxPart
class IssueForm {
    private final Site site;
    private final People people;
    private final Grants grants;

    IssueForm(Site site, People people, Grants grants) {
        this.site = site;
        this.people = people;
        this.grants = grants;
    }

    Issue create(Person caller, JsonNode body) {
        if (caller.isCustomer()) {
            throw Refusal.general(400, "Anonymous users and customers do not have permission to create issues here.");
        }
        JsonNode fields = body.path("fields");
        Project project = project(fields.path("project"));
        if (fields.path("summary").asText("").isBlank()) {
            throw Refusal.field("summary", "You must specify a summary of the issue.");
        }
        if (fields.has("reporter") && !grants.has(caller, "MODIFY_REPORTER")) {
            throw Refusal.field(
                    "reporter", "Field 'reporter' cannot be set. It is not on the appropriate screen, or unknown.");
        }
        String type = issueType(project, fields.path("issuetype"));
        JsonNode description = Documents.checked(fields.get("description"), "description");
        return site.create(caller, project, type, description, issue -> {
            apply(issue, fields);
            body.path("properties")
                    .forEach(property ->
                            issue.properties.put(property.path("key").asText(), property.path("value")));
            return issue;
        });
    }

    private static Project project(JsonNode field) {
        return Project.ALL.stream()
                .filter(project -> project.key().equals(field.path("key").asText(""))
                        || project.id().equals(field.path("id").asText("")))
                .findFirst()
                .orElseThrow(() -> Refusal.field("project", "valid project is required"));
    }

    private static String issueType(Project project, JsonNode field) {
        return project.types().entrySet().stream()
                .filter(type -> type.getKey().equals(field.path("id").asText(""))
                        || type.getValue().equals(field.path("name").asText("")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> Refusal.field("issuetype", "Specify a valid issue type"));
    }

    /** All of it or nothing. */
    Issue apply(Issue issue, JsonNode fields) {
        fields.fieldNames().forEachRemaining(field -> {
            if (!Fields.SYSTEM.contains(field) && !Fields.ALL.containsKey(field)) {
                throw Refusal.field(
                        field, "Field '" + field + "' cannot be set. It is not on the appropriate screen, or unknown.");
            }
        });
        checkCustom(issue.project, fields);
        String summary = fields.path("summary").asText(issue.summary);
        if (summary.length() > 255 || summary.contains("\n")) {
            throw Refusal.field("summary", "Summary must be one line of at most 255 characters.");
        }
        issue.summary = summary;
        if (fields.has("description")) {
            issue.description = Documents.checked(fields.get("description"), "description");
        }
        if (fields.has("labels")) {
            issue.labels = labels(fields.get("labels"));
        }
        if (fields.has("priority")) {
            String priority = fields.path("priority").path("name").asText("");
            if (!Fields.PRIORITIES.contains(priority)) {
                throw Refusal.field("priority", "The priority selected is invalid.");
            }
            issue.priority = priority;
        }
        if (fields.has("reporter")) {
            JsonNode reporter = fields.path("reporter");
            String id = reporter.path("id").asText(reporter.path("accountId").asText(""));
            issue.reporter = people.byId(id)
                    .orElseThrow(() -> Refusal.field("reporter", "The reporter specified is not a user."));
        }
        Fields.ALL.keySet().stream().filter(fields::has).forEach(field -> issue.custom.put(field, fields.get(field)));
        return issue;
    }

    /** What is added to a field or taken out of it; of labels alone. */
    Issue update(Issue issue, JsonNode update) {
        var labels = new ArrayList<String>(issue.labels);
        for (JsonNode operation : update.path("labels")) {
            labels.remove(operation.path("remove").asText(""));
            if (operation.has("add") && !labels.contains(operation.path("add").asText())) {
                labels.add(operation.path("add").asText());
            }
        }
        issue.labels = labels(JsonNodeFactory.instance
                .arrayNode()
                .addAll(labels.stream().map(JsonNodeFactory.instance::textNode).toList()));
        return issue;
    }

    private static void checkCustom(Project project, JsonNode fields) {
        if (fields.has(Fields.REQUEST_TYPE)
                && !project.requestTypes()
                        .containsKey(fields.path(Fields.REQUEST_TYPE).asText(""))) {
            throw Refusal.field(Fields.REQUEST_TYPE, "Request type is not valid for this project.");
        }
        Fields.ALL.forEach((id, field) -> {
            JsonNode value = fields.path(id);
            boolean right = value.isMissingNode()
                    || switch (field[1]) {
                        case "number" -> value.isNumber();
                        case "option" -> value.path("value").isTextual();
                        default ->
                            field[2].endsWith(":textarea")
                                    ? value.path("type").asText("").equals("doc")
                                    : value.isTextual();
                    };
            if (!right) {
                throw Refusal.field(id, "Operation value must be a " + field[1]);
            }
        });
    }

    private static ArrayList<String> labels(JsonNode field) {
        var labels = new ArrayList<String>();
        field.forEach(label -> labels.add(label.asText()));
        if (labels.stream().anyMatch(label -> label.matches(".*\\s.*") || label.length() > 255)) {
            throw Refusal.field("labels", "The label contains spaces which is invalid.");
        }
        return labels;
    }
}
