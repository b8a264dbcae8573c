package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller may do, and an address of the sandbox's own to take it from the hub's user. */
@RestController
@SandboxPart
class PermissionController {
    private final People people;
    private final Grants grants;

    PermissionController(People people, Grants grants) {
        this.people = people;
        this.grants = grants;
    }

    @GetMapping(Paths.API + "/mypermissions")
    Map<String, Object> mine(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(defaultValue = "") String permissions) {
        Person caller = people.caller(authorization);
        var mine = new LinkedHashMap<String, Object>();
        for (String key : List.of(permissions.split(","))) {
            if (!Grants.KEYS.contains(key)) {
                throw Refusal.general(400, "Unrecognized permission: " + key);
            }
            mine.put(key, Map.of("key", key, "type", "PROJECT", "havePermission", grants.has(caller, key)));
        }
        return Map.of("permissions", mine);
    }

    /** By key whether the hub's user has it. */
    @PostMapping(Paths.ROOT + "/permissions")
    Map<String, Boolean> set(@RequestBody Map<String, Boolean> wanted) {
        wanted.forEach(grants::set);
        return wanted;
    }
}
