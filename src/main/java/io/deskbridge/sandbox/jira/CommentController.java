package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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

/** Comments by the platform's API: whoever says nothing of properties makes public ones. */
@RestController
@SandboxPart
@RequestMapping(Paths.API)
class CommentController {
    private final Site site;
    private final People people;

    CommentController(Site site, People people) {
        this.site = site;
        this.people = people;
    }

    @GetMapping("/issue/{issue}/comment")
    Map<String, Object> list(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestParam(defaultValue = "0") int startAt,
            @RequestParam(defaultValue = "50") int maxResults,
            @RequestParam(defaultValue = "created") String orderBy,
            @RequestParam(defaultValue = "") String expand) {
        people.caller(authorization);
        // properties are for the list by ids only
        String shown = expand.replace("properties", "");
        return site.show(issue, one -> {
            var all = new ArrayList<Map<String, @Nullable Object>>();
            one.comments.forEach(said -> all.add(Views.comment(one, said, shown)));
            if (orderBy.equals("-created")) {
                Collections.reverse(all);
            }
            int from = Math.min(startAt, all.size());
            int most = Math.min(maxResults, 100);
            return Map.of(
                    "startAt",
                    startAt,
                    "maxResults",
                    most,
                    "total",
                    all.size(),
                    "comments",
                    all.subList(from, Math.min(from + most, all.size())));
        });
    }

    @PostMapping("/comment/list")
    Map<String, Object> byId(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(defaultValue = "") String expand,
            @RequestBody JsonNode body) {
        people.caller(authorization);
        var ids = new HashSet<Long>();
        body.path("ids").forEach(id -> ids.add(id.asLong()));
        List<List<Map<String, @Nullable Object>>> found = site.list(issue -> Optional.of(issue.comments.stream()
                .filter(said -> ids.contains(said.id))
                .map(said -> Views.comment(issue, said, expand))
                .toList()));
        var values = found.stream().flatMap(List::stream).toList();
        return Map.of("isLast", true, "startAt", 0, "maxResults", 1_048_576, "total", values.size(), "values", values);
    }

    @GetMapping("/issue/{issue}/comment/{id}")
    Map<String, @Nullable Object> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String expand) {
        people.caller(authorization);
        return site.show(issue, one -> Views.comment(one, Site.said(one, id), expand.replace("properties", "")));
    }

    @PostMapping("/issue/{issue}/comment")
    ResponseEntity<Map<String, @Nullable Object>> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestBody JsonNode body) {
        Person caller = people.caller(authorization);
        JsonNode document = Documents.checked(body.get("body"), "comment");
        Said said = site.comment(issue, caller, document, visibility(body), properties(body));
        return ResponseEntity.status(201).body(site.show(issue, one -> Views.comment(one, said, "")));
    }

    @PutMapping("/issue/{issue}/comment/{id}")
    Map<String, @Nullable Object> edit(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable long id,
            @RequestBody JsonNode body) {
        people.caller(authorization);
        JsonNode document = Documents.checked(body.get("body"), "comment");
        site.edit(issue, id, said -> {
            said.body = document;
            said.visibility = visibility(body);
            said.properties.putAll(properties(body));
            return said;
        });
        return site.show(issue, one -> Views.comment(one, Site.said(one, id), ""));
    }

    @DeleteMapping("/issue/{issue}/comment/{id}")
    ResponseEntity<Void> delete(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable long id) {
        people.caller(authorization);
        site.remove(issue, id);
        return ResponseEntity.noContent().build();
    }

    private static @Nullable JsonNode visibility(JsonNode body) {
        return body.path("visibility").has("type") ? body.get("visibility") : null;
    }

    private static Map<String, JsonNode> properties(JsonNode body) {
        var properties = new LinkedHashMap<String, JsonNode>();
        body.path("properties")
                .forEach(property -> properties.put(property.path("key").asText(), property.path("value")));
        return properties;
    }
}
