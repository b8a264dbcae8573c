package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Refreshes tokens: {@code refresh-acme} is good once, and so is each one that is answered. */
@RestController("sandboxXTokenController")
@SandboxPart
@RequestMapping("/sandbox/x/2/oauth2/token")
class TokenController {
    private static final Pattern REFRESH = Pattern.compile("refresh-([A-Za-z0-9_]{1,30})(?:-[0-9a-f]+)?");
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    @PostMapping
    ResponseEntity<Map<String, Object>> token(
            @RequestParam(name = "grant_type", defaultValue = "") String grant,
            @RequestParam(name = "refresh_token", defaultValue = "") String refresh) {
        Matcher known = REFRESH.matcher(refresh);
        if (!grant.equals("refresh_token") || !known.matches() || !used.add(refresh)) {
            return ResponseEntity.badRequest()
                    .body(Map.of(
                            "error",
                            "invalid_request",
                            "error_description",
                            "Value passed for the token was invalid."));
        }
        String name = known.group(1);
        long expires = Instant.now().getEpochSecond() + Credentials.LIFE_SECONDS;
        return ResponseEntity.ok(Map.of(
                "token_type",
                "bearer",
                "expires_in",
                Credentials.LIFE_SECONDS,
                "access_token",
                "access-" + name + "-" + expires + "-" + random(),
                "refresh_token",
                "refresh-" + name + "-" + random(),
                "scope",
                "tweet.read users.read tweet.write dm.read dm.write media.write offline.access"));
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
