package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Customer requests by the service desk API: the only one that says, and lets say, what customers see. */
@RestController
@SandboxPart
@RequestMapping(Paths.DESK)
class RequestController {
    private final Site site;
    private final People people;

    RequestController(Site site, People people) {
        this.site = site;
        this.people = people;
    }

    @GetMapping("/request/{issue}/comment")
    Map<String, Object> list(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestParam(name = "public", defaultValue = "true") boolean withPublic,
            @RequestParam(name = "internal", defaultValue = "true") boolean withInternal,
            @RequestParam(defaultValue = "0") int start,
            @RequestParam(defaultValue = "50") int limit) {
        boolean customer = people.caller(authorization).isCustomer();
        return site.show(issue, one -> {
            checkRequest(one);
            List<Map<String, Object>> shown = one.comments.stream()
                    .filter(said -> said.isPublic() ? withPublic : withInternal && !customer)
                    .map(said -> Views.deskComment(one, said))
                    .toList();
            return Views.page(shown, start, limit);
        });
    }

    @GetMapping("/request/{issue}/comment/{id}")
    Map<String, Object> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @PathVariable long id) {
        people.caller(authorization);
        return site.show(issue, one -> {
            checkRequest(one);
            return Views.deskComment(one, Site.said(one, id));
        });
    }

    @PostMapping("/request/{issue}/comment")
    ResponseEntity<Map<String, Object>> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String issue,
            @RequestBody JsonNode body) {
        Person caller = people.caller(authorization);
        boolean isPublic = body.path("public").asBoolean(true);
        if (caller.isCustomer() && !isPublic) {
            throw Refusal.desk(400, "Customers can add public comments only.");
        }
        site.show(issue, one -> {
            checkRequest(one);
            return one;
        });
        JsonNode document =
                Documents.checked(Documents.ofMarkup(body.path("body").asText("")), "comment");
        JsonNode internal = JsonNodeFactory.instance.objectNode().put("internal", true);
        Said said = site.comment(issue, caller, document, null, isPublic ? Map.of() : Map.of(Said.INTERNAL, internal));
        return ResponseEntity.status(201).body(site.show(issue, one -> Views.deskComment(one, said)));
    }

    private static void checkRequest(Issue issue) {
        if (!issue.isRequest()) {
            throw Refusal.desk(404, "The request you are trying to view does not exist.");
        }
    }
}
