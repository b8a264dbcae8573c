package io.deskbridge.sandbox.instagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskbridge.sandbox.meta.GraphPart;
import io.deskbridge.sandbox.meta.GraphProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Renews the token of Instagram Login; the old one lives on. */
@RestController("sandboxInstagramTokenController")
@GraphPart
class TokenController {
    private static final Duration LIFE = Duration.ofDays(60);

    private final AtomicInteger renewals = new AtomicInteger();

    @GetMapping("/sandbox/instagram/refresh_access_token")
    ObjectNode renew(
            @RequestParam(name = "grant_type", defaultValue = "") String grantType, HttpServletRequest request) {
        Who caller = Credentials.caller(request);
        if (!grantType.equals("ig_refresh_token") || !caller.isAccount()) {
            throw GraphProblem.permission("only the token of an account is renewed, with grant_type ig_refresh_token");
        }
        return Pages.object()
                .put("access_token", "account-" + caller.id() + "-renewed" + renewals.incrementAndGet())
                .put("token_type", "bearer")
                .put("expires_in", LIFE.toSeconds());
    }
}
