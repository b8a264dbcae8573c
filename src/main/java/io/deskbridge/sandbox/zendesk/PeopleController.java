package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** Users. */
@RestController
@SandboxPart
@RequestMapping(Paths.API + "/users")
class PeopleController {
    private final People people;
    private final Login login;

    PeopleController(People people, Login login) {
        this.people = people;
        this.login = login;
    }

    @GetMapping("/me")
    Map<String, Person> me(@RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        return Map.of("user", login.caller(authorization));
    }

    @GetMapping("/{id:\\d+}")
    Map<String, Person> show(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable long id) {
        login.caller(authorization);
        return Map.of("user", people.byId(id).orElseThrow(Refusal::notFound));
    }

    @GetMapping("/search")
    Map<String, Object> search(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(name = "external_id") String externalId) {
        login.caller(authorization);
        List<Person> found = people.byExternalId(externalId).stream().toList();
        return Map.of("users", found, "count", found.size());
    }

    @PostMapping("/create_or_update")
    ResponseEntity<Map<String, Person>> createOrUpdate(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody PersonRequest.Envelope body) {
        login.caller(authorization);
        if (body.user() == null) {
            throw Refusal.badParameter(400, "Parameter user is required");
        }
        Optional<Person> known = people.known(body.user());
        return ResponseEntity.status(known.isPresent() ? 200 : 201)
                .body(Map.of("user", people.createOrUpdate(body.user())));
    }
}
