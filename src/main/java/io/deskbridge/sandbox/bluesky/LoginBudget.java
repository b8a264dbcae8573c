package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Holds logins to 30 in 5 minutes for each account, as the real PDS does: a client that logs in per poll stands still. */
@Component
@SandboxPart
class LoginBudget {
    private static final int WINDOW_SECONDS = 300;

    private int limit;
    private final Map<String, Deque<Instant>> logins = new HashMap<>();

    /**
     * @param limit 0 for none
     */
    LoginBudget(@Value("${deskbridge.sandbox.bluesky.login-limit:30}") int limit) {
        this.limit = limit;
    }

    /** From now on so many logins are taken; 0 for any number. */
    synchronized void limit(int logins) {
        limit = logins;
    }

    synchronized void spend(String did) {
        Instant now = Instant.now();
        Deque<Instant> recent = logins.computeIfAbsent(did, any -> new ArrayDeque<>());
        recent.removeIf(login -> login.isBefore(now.minusSeconds(WINDOW_SECONDS)));
        if (limit > 0 && recent.size() >= limit) {
            var headers = new HttpHeaders();
            headers.set("RateLimit-Limit", String.valueOf(limit));
            headers.set("RateLimit-Remaining", "0");
            headers.set(
                    "RateLimit-Reset",
                    String.valueOf(recent.getFirst().plusSeconds(WINDOW_SECONDS).getEpochSecond()));
            headers.set("RateLimit-Policy", limit + ";w=" + WINDOW_SECONDS);
            throw new XrpcError(429, "RateLimitExceeded", "Rate Limit Exceeded", headers);
        }
        recent.add(now);
    }
}
