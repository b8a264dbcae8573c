package io.deskbridge.sandbox.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.sandbox.SandboxPart;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** The service project's customers and request types. */
@RestController
@SandboxPart
@RequestMapping(Paths.DESK)
class ServiceDeskController {
    private final People people;
    private final Grants grants;
    private final Set<String> customers = ConcurrentHashMap.newKeySet();

    ServiceDeskController(People people, Grants grants) {
        this.people = people;
        this.grants = grants;
    }

    @GetMapping("/servicedesk/{desk}/requesttype")
    Map<String, Object> requestTypes(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String desk,
            @RequestParam(defaultValue = "0") int start,
            @RequestParam(defaultValue = "50") int limit) {
        people.caller(authorization);
        List<Map<String, Object>> types = known(desk).requestTypes().entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(type -> Map.<String, Object>of(
                        "id",
                        type.getKey(),
                        "name",
                        type.getValue(),
                        "issueTypeId",
                        Project.REQUEST_ISSUE_TYPE,
                        "serviceDeskId",
                        "2"))
                .toList();
        return Views.page(types, start, limit);
    }

    @PostMapping("/customer")
    ResponseEntity<Map<String, @Nullable Object>> create(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody JsonNode body) {
        Person caller = people.caller(authorization);
        if (!grants.has(caller, "ADMINISTER")) {
            throw Refusal.desk(403, "You need the Jira administrator global permission to create customers.");
        }
        String email = body.path("email").asText("");
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw Refusal.desk(400, "Email address is not valid.");
        }
        if (people.withAddress(email).isPresent()) {
            throw Refusal.desk(400, "An account already exists for this email.");
        }
        Person made = people.add(body.path("displayName").asText(email), email, "customer");
        return ResponseEntity.status(201).body(Views.person(made));
    }

    @GetMapping("/servicedesk/{desk}/customer")
    Map<String, Object> customers(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "X-ExperimentalApi", defaultValue = "") String experimental,
            @PathVariable String desk,
            @RequestParam(defaultValue = "") String query,
            @RequestParam(defaultValue = "0") int start,
            @RequestParam(defaultValue = "50") int limit) {
        people.caller(authorization);
        known(desk);
        if (!experimental.equals("opt-in")) {
            throw Refusal.desk(412, "This API is experimental. You must opt in to use it.");
        }
        return Views.page(
                people.like(query).stream()
                        .filter(person -> customers.contains(person.accountId()))
                        .map(Views::person)
                        .toList(),
                start,
                limit);
    }

    @PostMapping("/servicedesk/{desk}/customer")
    ResponseEntity<Void> add(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String desk,
            @RequestBody JsonNode body) {
        people.caller(authorization);
        known(desk);
        body.path("accountIds").forEach(id -> customers.add(id.asText()));
        return ResponseEntity.noContent().build();
    }

    private static Project known(String desk) {
        return Project.ALL.stream()
                .filter(project -> project.isServiceDesk() && (desk.equals(project.key()) || desk.equals("2")))
                .findFirst()
                .orElseThrow(() -> Refusal.desk(404, "The Service Desk you are trying to view does not exist."));
    }
}
