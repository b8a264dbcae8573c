package io.deskbridge.desk.jira;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The issues beside the newest one that the search knows, read from the issues themselves: an issue that the search does
 * not know yet has a number close by, because each project counts its issues.
 */
final class Neighbours {
    private static final int RECENT = 50;
    private static final int BEFORE = 60;
    private static final int BEHIND = 39;

    private final JiraApi api;
    private final String project;

    Neighbours(JiraApi api, JiraSettings settings) {
        this.api = api;
        project = settings.project();
    }

    /** The conversation's issues among them. */
    List<Wire.Issue> filed(String externalId) {
        return projects().stream()
                .flatMap(key -> api.issues(keysBeside(key)).stream())
                .filter(issue -> issue.filed()
                        .filter(filed -> filed.conversation().equals(externalId))
                        .isPresent())
                .toList();
    }

    /** Routes may name others than the settings do; the hub's last issues tell which. */
    private Set<String> projects() {
        var projects = new LinkedHashSet<String>();
        projects.add(project);
        api.search("creator = currentUser() ORDER BY created DESC", RECENT, Optional.empty()).items().stream()
                .map(Wire.Issue::key)
                .filter(key -> key.contains("-"))
                .forEach(key -> projects.add(key.substring(0, key.lastIndexOf('-'))));
        return projects;
    }

    private List<String> keysBeside(String key) {
        int newest = api.search("project = \"" + key + "\" ORDER BY created DESC", 1, Optional.empty()).items().stream()
                .map(issue -> issue.key().replaceAll("^.*-", ""))
                .filter(number -> number.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
        return IntStream.rangeClosed(Math.max(1, newest - BEFORE), newest + BEHIND)
                .mapToObj(number -> key + "-" + number)
                .toList();
    }
}
