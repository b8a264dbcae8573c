package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the hub's user may do in its project what it has to do, before a message comes that needs it
 * (developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions, Get my permissions).
 */
final class Permissions {
    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    /** Without these no message becomes an issue. */
    private static final Map<String, String> NEEDED = names(
            "BROWSE_PROJECTS", "Browse projects", "CREATE_ISSUES", "Create issues", "ADD_COMMENTS", "Add comments");

    /** Without these something is left away. */
    private static final Map<String, String> USEFUL = names(
            "EDIT_ISSUES", "Edit issues",
            "CREATE_ATTACHMENTS", "Create attachments",
            "TRANSITION_ISSUES", "Transition issues");

    /** Beside these where customers are made. */
    private static final String REPORTER = "MODIFY_REPORTER";

    private static final Map<String, String> LEFT_AWAY = Map.of(
            "EDIT_ISSUES",
            "labels that tell of answers are left away, and a comment says which files hang on an issue",
            "CREATE_ATTACHMENTS",
            "files of customers are named in the issue and do not hang on it",
            "TRANSITION_ISSUES",
            "issues that are done stay so when their customer writes",
            REPORTER,
            "issues have the hub's user as their reporter and not the customer (customer-address)");

    private final Calls calls;
    private final String project;
    private final Map<String, String> useful;
    /** Told once, and again when it changes. */
    private volatile List<String> told = List.of();

    Permissions(Calls calls, JiraSettings settings) {
        this.calls = calls;
        project = settings.project();
        useful = new LinkedHashMap<>(USEFUL);
        if (!settings.customerAddress().isBlank()) {
            useful.put(REPORTER, "Modify reporter");
        }
    }

    private static Map<String, String> names(String... words) {
        var names = new LinkedHashMap<String, String>();
        for (int i = 0; i < words.length; i += 2) {
            names.put(words[i], words[i + 1]);
        }
        return names;
    }

    /**
     * @throws Failure.Unauthorized naming each permission without which nothing works
     */
    void check() {
        Optional<JsonNode> mine = mine();
        if (mine.isEmpty()) {
            return;
        }
        List<String> needed = missing(mine.get(), NEEDED);
        if (!needed.isEmpty()) {
            throw new Failure.Unauthorized("Jira's project " + project + " does not give the hub's user the permission"
                    + (needed.size() > 1 ? "s " : " ") + quoted(needed, NEEDED)
                    + "; give it in the project's settings (Access or Permissions)");
        }
        List<String> leftAway = missing(mine.get(), useful);
        if (!leftAway.equals(told)) {
            told = leftAway;
            leftAway.forEach(key -> LOG.warn(
                    "Jira's project {} does not give the hub's user the permission \"{}\": {}",
                    project,
                    useful.get(key),
                    LEFT_AWAY.get(key)));
        }
    }

    /** Empty where Jira does not tell; then the first message finds out. */
    private Optional<JsonNode> mine() {
        var keys = new ArrayList<>(NEEDED.keySet());
        keys.addAll(useful.keySet());
        try {
            return Optional.of(calls.read(
                            "/rest/api/3/mypermissions",
                            Map.of("projectKey", project, "permissions", String.join(",", keys)))
                    .path("permissions"));
        } catch (Failure.Rejected untold) {
            LOG.debug("Jira does not tell the hub's permissions in project {}: {}", project, untold.getMessage());
            return Optional.empty();
        }
    }

    /** Only what Jira says in so many words is missing. */
    private static List<String> missing(JsonNode mine, Map<String, String> names) {
        return names.keySet().stream()
                .filter(key -> mine.path(key).path("havePermission").isBoolean()
                        && !mine.path(key).path("havePermission").asBoolean())
                .toList();
    }

    private static String quoted(List<String> keys, Map<String, String> names) {
        return String.join(
                ", ", keys.stream().map(key -> "\"" + names.get(key) + "\"").toList());
    }
}
