package io.deskbridge.sandbox.x;

import io.deskbridge.sandbox.SandboxPart;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts calls in windows of 15 minutes, for each credential and endpoint, and says so in X's headers. */
@Component("sandboxXBudget")
@SandboxPart
class Budget extends OncePerRequestFilter {
    private static final long WINDOW_SECONDS = 900;
    private final int limit;
    private final Map<String, AtomicInteger> used = new ConcurrentHashMap<>();
    private long window;

    Budget(Environment environment) {
        this.limit = environment.getProperty("deskbridge.sandbox.x.budget", Integer.class, 1_000_000);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/sandbox/x/2/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long now = System.currentTimeMillis() / 1000;
        int count = counter(now, request).incrementAndGet();
        response.setHeader("x-rate-limit-limit", String.valueOf(limit));
        response.setHeader("x-rate-limit-remaining", String.valueOf(Math.max(0, limit - count)));
        response.setHeader("x-rate-limit-reset", String.valueOf((now / WINDOW_SECONDS + 1) * WINDOW_SECONDS));
        if (count <= limit) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(429);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write(("{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\","
                                + "\"type\":\"about:blank\",\"status\":429}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private synchronized AtomicInteger counter(long now, HttpServletRequest request) {
        if (now / WINDOW_SECONDS != window) {
            window = now / WINDOW_SECONDS;
            used.clear();
        }
        String endpoint = request.getMethod() + request.getRequestURI().replaceAll("/\\d+", "/:id");
        return used.computeIfAbsent(request.getHeader("Authorization") + " " + endpoint, key -> new AtomicInteger());
    }
}
