package io.deskbridge.sandbox.zendesk;

import io.deskbridge.sandbox.SandboxPart;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who calls, told from the {@code Authorization} header. The hub's own user needs the right token, agents and light
 * agents any.
 */
@Component
@SandboxPart
class Login {
    private static final String HUB = "hub@sandbox.example";
    private static final String HUB_TOKEN = "sandbox-zendesk-token";
    private static final Pattern STAFF = Pattern.compile("(agent|light)-([\\w.-]+)@sandbox\\.example/token:.+");

    private final People people;

    Login(People people) {
        this.people = people;
    }

    Person caller(@Nullable String authorization) {
        if (authorization != null && authorization.equals("Bearer " + HUB_TOKEN)) {
            return hub();
        }
        if (authorization == null || !authorization.startsWith("Basic ")) {
            throw Refusal.stranger();
        }
        String credentials = decode(authorization.substring("Basic ".length()));
        if (credentials.equals(HUB + "/token:" + HUB_TOKEN)) {
            return hub();
        }
        Matcher staff = STAFF.matcher(credentials);
        if (!staff.matches()) {
            throw Refusal.stranger();
        }
        String name = staff.group(2);
        return people.staff(
                staff.group(1) + "-" + name + "@sandbox.example",
                People.capital(name),
                "agent",
                staff.group(1).equals("light") ? Person.LIGHT : 0);
    }

    private Person hub() {
        return people.staff(HUB, "Deskbridge", "admin", Person.ADMIN);
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.stranger();
        }
    }
}
