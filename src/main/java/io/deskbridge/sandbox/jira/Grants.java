package io.deskbridge.sandbox.jira;

import io.deskbridge.sandbox.SandboxPart;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What the hub's user may not do; everything, unless somebody takes it away. */
@Component
@SandboxPart
class Grants {
    private static final String HUB = "hub@sandbox.example";
    static final List<String> KEYS = List.of(
            "BROWSE_PROJECTS",
            "CREATE_ISSUES",
            "EDIT_ISSUES",
            "ADD_COMMENTS",
            "CREATE_ATTACHMENTS",
            "TRANSITION_ISSUES",
            "MODIFY_REPORTER",
            "ADMINISTER");

    private final Set<String> taken = ConcurrentHashMap.newKeySet();

    boolean has(Person person, String key) {
        return !HUB.equals(person.email()) || !taken.contains(key);
    }

    void check(Person person, String key, String refusal) {
        if (!has(person, key)) {
            throw Refusal.forbidden(refusal);
        }
    }

    void set(String key, boolean granted) {
        if (granted) {
            taken.remove(key);
        } else {
            taken.add(key);
        }
    }
}
