package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issue of the sandbox; its {@link Site} guards it. */
final class Issue {
    final long id;
    final String key;
    final Project project;
    final Person creator;
    final Instant created;
    final Map<String, JsonNode> properties = new LinkedHashMap<>();
    final Map<String, JsonNode> custom = new LinkedHashMap<>();
    final List<Said> comments = new ArrayList<>();
    final List<StoredFile> files = new ArrayList<>();
    /** What the search knew and knows: it answers with the newest that is old enough. */
    final List<Indexed> index = new ArrayList<>();

    List<String> labels = List.of();
    String summary = "";
    JsonNode description;
    String issueType;
    Project.Status status;
    Person reporter;
    Instant updated;

    @Nullable
    String priority;

    /** What the search knows of an issue since a moment. */
    record Indexed(Instant at, List<String> labels, String status, Instant updated) {}

    Issue(long id, String key, Project project, Person creator, String issueType, JsonNode description, Instant now) {
        this.id = id;
        this.key = key;
        this.project = project;
        this.creator = creator;
        this.reporter = creator;
        this.created = now;
        this.updated = now;
        this.issueType = issueType;
        this.description = description;
        this.status = project.statuses().get(0);
    }

    boolean isRequest() {
        return project.isServiceDesk() && custom.containsKey(Fields.REQUEST_TYPE);
    }
}
