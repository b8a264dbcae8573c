package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Users, projects and fields. */
@RestController
@SandboxPart
@RequestMapping(Paths.API)
class DirectoryController {
    private final People people;

    DirectoryController(People people) {
        this.people = people;
    }

    @GetMapping("/myself")
    Map<String, @Nullable Object> myself(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        return Views.person(people.caller(authorization));
    }

    @GetMapping("/user/search")
    List<Map<String, @Nullable Object>> users(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam String query) {
        people.caller(authorization);
        return people.like(query).stream().map(Views::person).toList();
    }

    @GetMapping("/project/{key}")
    Map<String, Object> project(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @PathVariable String key) {
        people.caller(authorization);
        return Project.ALL.stream()
                .filter(project -> project.key().equals(key) || project.id().equals(key))
                .findFirst()
                .map(Views::project)
                .orElseThrow(() -> Refusal.general(404, "No project could be found with key '" + key + "'."));
    }

    @GetMapping("/field")
    List<Map<String, Object>> fields(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        people.caller(authorization);
        return Fields.views();
    }
}
