package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.HttpCall.Effect;
import io.deskbridge.core.Media;
import io.deskbridge.http.JsonApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The calls of the REST API v3 about issues, and about what the site has beside them. */
final class JiraApi {
    private static final String ISSUE = "/rest/api/3/issue/";
    private static final List<String> FIELDS = List.of("project", "status", "reporter", "updated");

    private final Calls calls;

    JiraApi(Calls calls) {
        this.calls = calls;
    }

    Wire.Person me() {
        return DirectoryMessages.me(calls.read("/rest/api/3/myself", Map.of()));
    }

    /**
     * Whether the project is a service project.
     *
     * @throws Failure.Rejected when the hub's user sees none of that key
     */
    boolean isServiceProject(String key) {
        return calls.read("/rest/api/3/project/" + JsonApi.encode(key), Map.of())
                .path("projectTypeKey")
                .asText("")
                .equals("service_desk");
    }

    /** An issue as it is now, its files included. */
    Wire.Issue issue(String id) {
        return JiraMessages.issue(calls.read(
                ISSUE + JsonApi.encode(id),
                Map.of("fields", String.join(",", FIELDS) + ",attachment", "properties", Marks.PROPERTY)));
    }

    /** Issues as they are now, at most 100; those that are not there, or not to be seen, are left out. */
    List<Wire.Issue> issues(List<String> keys) {
        return JiraMessages.found(calls.post(
                        "/rest/api/3/issue/bulkfetch",
                        Map.of("issueIdsOrKeys", keys, "fields", FIELDS, "properties", List.of(Marks.PROPERTY)),
                        Effect.READ))
                .items();
    }

    /** One page of what the search knows, which may lag behind. */
    Wire.Page<Wire.Issue> search(String jql, int most, Optional<String> page) {
        var query = new LinkedHashMap<String, Object>();
        query.put("jql", jql);
        query.put("fields", FIELDS);
        query.put("properties", List.of(Marks.PROPERTY));
        query.put("maxResults", most);
        page.ifPresent(token -> query.put("nextPageToken", token));
        return JiraMessages.found(calls.post("/rest/api/3/search/jql", query, Effect.READ));
    }

    /**
     * Makes an issue, its property in the same step.
     *
     * @return id and key
     */
    Wire.Named create(Map<String, Object> fields, Map<String, Object> property) {
        JsonNode answer = calls.post(
                "/rest/api/3/issue",
                Map.of("fields", fields, "properties", List.of(Map.of("key", Marks.PROPERTY, "value", property))),
                Effect.WRITE);
        return JiraMessages.text(answer, "id")
                .map(id -> new Wire.Named(id, answer.path("key").asText(id), ""))
                .orElseThrow(() -> new Failure.Uncertain("Jira made an issue and did not say which"));
    }

    void putProperty(String issue, Map<String, Object> value) {
        calls.put(ISSUE + issue + "/properties/" + Marks.PROPERTY, value);
    }

    void describe(String issue, Map<String, Object> document) {
        calls.put(ISSUE + issue, Map.of("fields", Map.of("description", document)));
    }

    /** A label that is there already stays once. */
    void label(String issue, String label) {
        calls.put(ISSUE + issue, Map.of("update", Map.of("labels", List.of(Map.of("add", label)))));
    }

    /** Of these labels one, or none. */
    void label(String issue, Set<String> family, Optional<String> label) {
        var operations = new ArrayList<Map<String, String>>();
        family.stream()
                .filter(other -> label.filter(other::equals).isEmpty())
                .sorted()
                .forEach(other -> operations.add(Map.of("remove", other)));
        label.ifPresent(added -> operations.add(Map.of("add", added)));
        calls.put(ISSUE + issue, Map.of("update", Map.of("labels", operations)));
    }

    List<Wire.Transition> transitions(String issue) {
        return DirectoryMessages.transitions(calls.read(ISSUE + issue + "/transitions", Map.of()));
    }

    /** Twice is as good as once: from where it leads to, it leads nowhere. */
    void transit(String issue, String transition) {
        calls.post(
                ISSUE + issue + "/transitions",
                Map.of("transition", Map.of("id", transition)),
                Effect.REPEATABLE_WRITE);
    }

    List<Wire.Field> fields() {
        return DirectoryMessages.fields(calls.read("/rest/api/3/field", Map.of()));
    }

    /** Hangs a file on an issue. Who repeats this looks first whether it hangs there. */
    void upload(String issue, Media media) {
        URI uri = calls.uri(ISSUE + issue + "/attachments");
        var form = new FileForm(media);
        calls.exchange(HttpCall.write("POST", uri, form.contentType(), form.body())
                .having(Effect.REPEATABLE_WRITE)
                .with("X-Atlassian-Token", "no-check"));
    }

    Optional<Wire.File> file(String id) {
        try {
            return JiraMessages.oneFile(calls.read("/rest/api/3/attachment/" + JsonApi.encode(id), Map.of()));
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    List<Wire.Named> peopleLike(String address) {
        return DirectoryMessages.people(calls.read("/rest/api/3/user/search", Map.of("query", address)));
    }
}
