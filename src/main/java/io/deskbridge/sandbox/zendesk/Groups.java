package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The teams and brands that tickets go to; every sandbox has the same. */
@RestController
@SandboxPart
@RequestMapping(Paths.API)
class Groups {
    private static final List<String> GROUPS = List.of("Support", "Social", "Billing");
    private static final long FIRST = 7001;

    private final Login login;

    Groups(Login login) {
        this.login = login;
    }

    static void checkKnown(long id) {
        if (id < FIRST || id >= FIRST + GROUPS.size()) {
            throw Refusal.invalid("group_id", "Group: is not valid");
        }
    }

    @GetMapping("/groups")
    Map<String, Object> groups(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        login.caller(authorization);
        var page = new LinkedHashMap<String, Object>();
        page.put(
                "groups",
                GROUPS.stream()
                        .map(name -> Map.of("id", FIRST + GROUPS.indexOf(name), "name", name, "deleted", false))
                        .toList());
        page.put("meta", Map.of("has_more", false));
        page.put("count", GROUPS.size());
        return page;
    }

    @GetMapping("/brands")
    Map<String, Object> brands(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        login.caller(authorization);
        return Map.of(
                "brands",
                List.of(Map.of("id", 8001, "name", "Acme", "active", true, "default", true)),
                "meta",
                Map.of("has_more", false),
                "count",
                1);
    }
}
