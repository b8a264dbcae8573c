package io.deskbridge.sandbox.bluesky;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says on each answer what the real PDS says about its limit of calls; the sandbox itself does not hold it. */
@Component
@SandboxPart
class RateLimitHeaders extends OncePerRequestFilter {
    private static final int WINDOW_SECONDS = 300;
    private static final int LIMIT = 3000;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/sandbox/bluesky/xrpc/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long reset = (Instant.now().getEpochSecond() / WINDOW_SECONDS + 1) * WINDOW_SECONDS;
        response.setHeader("RateLimit-Limit", String.valueOf(LIMIT));
        response.setHeader("RateLimit-Remaining", String.valueOf(LIMIT - 1));
        response.setHeader("RateLimit-Reset", String.valueOf(reset));
        response.setHeader("RateLimit-Policy", LIMIT + ";w=" + WINDOW_SECONDS);
        chain.doFilter(request, response);
    }
}
