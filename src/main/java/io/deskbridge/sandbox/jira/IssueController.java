package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Issues, their properties and transitions. */
@RestController
@SandboxPart
@RequestMapping(Paths.API + "/issue")
class IssueController {
    private final Site site;
    private final People people;
    private static final String NOT_EDITABLE = "You do not have permission to edit issues in this project.";

    private final IssueForm form;
    private final Grants grants;

    IssueController(Site site, People people, IssueForm form, Grants grants) {
        this.site = site;
        this.people = people;
        this.form = form;
        this.grants = grants;
    }

    @PostMapping
    ResponseEntity<Map<String, Object>> create(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody JsonNode body) {
        Person caller = people.caller(authorization);
        grants.check(caller, "CREATE_ISSUES", "You do not have permission to create issues in this project.");
        Issue issue = form.create(caller, body);
        return ResponseEntity.status(201)
                .body(Map.of(
                        "id",
                        String.valueOf(issue.id),
                        "key",
                        issue.key,
                        "self",
                        Paths.address("/rest/api/3/issue/" + issue.id)));
    }

    @PostMapping("/bulkfetch")
    Map<String, Object> several(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody JsonNode body) {
        people.caller(authorization);
        List<String> wanted = SearchController.strings(body.path("issueIdsOrKeys"));
        if (wanted.size() > 100) {
            throw Refusal.general(400, "Too many issues were requested; the limit is 100.");
        }
        List<String> fields = SearchController.strings(body.path("fields"));
        List<String> properties = SearchController.strings(body.path("properties"));
        return Map.of(
                "issues",
                site.list(issue -> wanted.contains(issue.key) || wanted.contains(String.valueOf(issue.id))
                        ? Optional.of(Views.issue(issue, fields, properties))
                        : Optional.empty()),
                "issueErrors",
                List.of());
    }

    @GetMapping("/{issue}")
    Map<String, @Nullable Object> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestParam(defaultValue = "*all") String fields,
            @RequestParam(defaultValue = "") String properties) {
        people.caller(authorization);
        return site.show(issue, one -> Views.issue(one, list(fields), list(properties)));
    }

    @PutMapping("/{issue}")
    ResponseEntity<Void> edit(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestBody JsonNode body) {
        grants.check(people.caller(authorization), "EDIT_ISSUES", NOT_EDITABLE);
        site.change(issue, one -> {
            form.apply(one, body.path("fields"));
            return form.update(one, body.path("update"));
        });
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{issue}")
    ResponseEntity<Void> delete(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue) {
        people.caller(authorization);
        site.delete(issue);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{issue}/properties/{key}")
    Map<String, Object> property(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable String key) {
        people.caller(authorization);
        return site.show(issue, one -> {
            JsonNode value = one.properties.get(key);
            if (value == null) {
                throw Refusal.missing("The property " + key);
            }
            return Map.of("key", key, "value", value);
        });
    }

    @PutMapping("/{issue}/properties/{key}")
    ResponseEntity<Void> putProperty(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable String key,
            @RequestBody JsonNode value) {
        grants.check(people.caller(authorization), "EDIT_ISSUES", NOT_EDITABLE);
        boolean known = site.change(issue, one -> one.properties.put(key, value) != null);
        return ResponseEntity.status(known ? 200 : 201).build();
    }

    @GetMapping("/{issue}/transitions")
    Map<String, Object> transitions(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue) {
        people.caller(authorization);
        return site.show(
                issue,
                one -> Map.of(
                        "transitions",
                        one.project.transitions(one.status).stream()
                                .map(IssueController::view)
                                .toList()));
    }

    private static Map<String, Object> view(Project.Transition transition) {
        var view = new LinkedHashMap<String, Object>();
        view.put("id", transition.id());
        view.put("name", transition.name());
        view.put("to", Views.status(transition.to()));
        view.put("isAvailable", true);
        return view;
    }

    @PostMapping("/{issue}/transitions")
    ResponseEntity<Void> transit(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestBody JsonNode body) {
        people.caller(authorization);
        String id = body.path("transition").path("id").asText("");
        site.change(issue, one -> {
            one.status = one.project.transitions(one.status).stream()
                    .filter(transition -> transition.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Refusal.general(
                            400, "It seems that you have tried to perform an illegal workflow operation."))
                    .to();
            return one;
        });
        return ResponseEntity.noContent().build();
    }

    static List<String> list(String commas) {
        return commas.isEmpty() ? List.of() : new ArrayList<>(Arrays.asList(commas.split(",")));
    }
}
