package io.deskbridge.sandbox.jira;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields beside those that every issue has; every sandbox has the same. */
final class Fields {
    static final String REQUEST_TYPE = "customfield_10010";
    static final Set<String> SYSTEM = Set.of(
            "project", "issuetype", "summary", "description", "labels", "priority", "reporter", "assignee", "parent");
    static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low", "Lowest");

    private static final String CUSTOM = "com.atlassian.jira.plugin.system.customfieldtypes:";

    /** By id: name, type of the value, and what kind of field. */
    static final Map<String, String[]> ALL = Map.of(
            REQUEST_TYPE,
            new String[] {"Request Type", "sd-customerrequesttype", "com.atlassian.servicedesk:vp-origin"},
            "customfield_10050",
            new String[] {"Channel", "string", CUSTOM + "textfield"},
            "customfield_10051",
            new String[] {"Followers", "number", CUSTOM + "float"},
            "customfield_10052",
            new String[] {"Mood", "option", CUSTOM + "select"},
            "customfield_10053",
            new String[] {"Story", "string", CUSTOM + "textarea"});

    private Fields() {}

    static List<Map<String, Object>> views() {
        return ALL.entrySet().stream()
                .map(field -> Map.<String, Object>of(
                        "id", field.getKey(),
                        "key", field.getKey(),
                        "name", field.getValue()[0],
                        "custom", true,
                        "schema", Map.of("type", field.getValue()[1], "custom", field.getValue()[2])))
                .toList();
    }
}
