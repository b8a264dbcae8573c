package io.deskbridge.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Makes the calls to the sandbox go wrong as {@link FaultController} was told. A call with the header
 * {@code Sandbox-Faults: none} is spared: it comes from a script that plays customers or agents beside the hub.
 */
@Component
@SandboxPart
@Order(Ordered.LOWEST_PRECEDENCE)
class Faults extends OncePerRequestFilter {
    private final List<Pending> pending = new ArrayList<>();
    private final Random random = new Random();

    synchronized void add(Fault fault) {
        pending.add(new Pending(
                fault,
                new AtomicInteger(fault.skip().orElse(0)),
                new AtomicInteger(fault.times().orElse(1))));
    }

    synchronized void clear() {
        pending.clear();
    }

    /** What is still to go wrong, in the order in which it was asked for. */
    synchronized List<Fault> open() {
        return pending.stream().map(Pending::fault).toList();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/sandbox/")
                || path.startsWith("/sandbox/faults")
                || "none".equals(request.getHeader("Sandbox-Faults"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Fault> met = next(request.getMethod(), request.getRequestURI());
        if (met.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Fault fault = met.get();
        switch (fault.kind()) {
            case STATUS -> answer(fault, response);
            case SLOW -> {
                pause(fault);
                chain.doFilter(request, response);
            }
            case DROP_ANSWER -> {
                chain.doFilter(request, new Unheard(response));
                pause(fault);
                breakConnection(response);
            }
            case MALFORMED -> {
                chain.doFilter(request, new Unheard(response));
                response.setContentType("application/json");
                response.getOutputStream().write("{\"data\": [".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private synchronized Optional<Fault> next(String method, String path) {
        Optional<Pending> met = pending.stream()
                .filter(candidate -> candidate.fault().meets(method, path)
                        && random.nextDouble() < candidate.fault().chance().orElse(1.0)
                        && candidate.skip().getAndDecrement() <= 0)
                .findFirst();
        met.filter(fault -> fault.times().decrementAndGet() <= 0).ifPresent(pending::remove);
        return met.map(Pending::fault);
    }

    private static void answer(Fault fault, HttpServletResponse response) throws IOException {
        response.setStatus(fault.status().orElse(500));
        fault.headers().orElse(Map.of()).forEach(response::setHeader);
        response.setContentType("application/json");
        response.getOutputStream()
                .write(fault.body().orElse("{\"error\":\"on demand\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static void pause(Fault fault) {
        try {
            TimeUnit.MILLISECONDS.sleep(fault.delayMillis().orElse(0L));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Promises more bytes than follow: the container can then only close the connection, and the client sees it break. */
    private static void breakConnection(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        response.setContentLength(1_000_000);
        response.getOutputStream().write('{');
        response.flushBuffer();
    }

    /** Takes an answer and keeps it from the client, its status and error pages included. */
    private static final class Unheard extends ContentCachingResponseWrapper {
        Unheard(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setStatus(int status) {}

        @Override
        public void sendError(int status) {}

        @Override
        public void sendError(int status, String message) {}
    }

    private record Pending(Fault fault, AtomicInteger skip, AtomicInteger times) {}
}
