package io.deskbridge.console;

import io.deskbridge.core.Failure;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.Webhooks;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Takes what remotes push. An answer of success is given only when all of it is on disk.
 *
 * <p>It stands before everything else of the server: nobody logs in here, a signature over the raw bytes guards each
 * account, and what Spring does for a page (sessions, users, forms, finding a method) costs more than the whole taking.
 */
final class WebhookFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFilter.class);
    static final String PATH = "/webhooks";

    private final transient Webhooks webhooks;
    private final transient HubStart hub;
    private final transient WebhookTimes times;

    WebhookFilter(Webhooks webhooks, HubStart hub, WebhookTimes times) {
        this.webhooks = webhooks;
        this.hub = hub;
        this.times = times;
    }

    /** Whom a call is for. */
    private record Addressee(String kind, String name) {
        /** Of {@code /webhooks/<kind>/<name>}; empty for any other path. */
        static Optional<Addressee> of(String path) {
            String[] parts = path.split("/", -1);
            return parts.length == 4 && !parts[3].isEmpty()
                    ? Optional.of(new Addressee(parts[2], parts[3]))
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return kind + "/" + name;
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        long began = System.nanoTime();
        Optional<Addressee> addressee = Addressee.of(request.getServletPath());
        var later = new LaterAnswer(request, response);
        CompletableFuture<WebhookAnswer> answer = addressee.isEmpty()
                ? CompletableFuture.completedFuture(unknown())
                : take(addressee.get(), request).exceptionally(e -> notTaken(addressee.get(), e));
        later.give(answer.thenApply(given -> {
            times.took(given.status(), System.nanoTime() - began);
            return given;
        }));
    }

    private CompletableFuture<WebhookAnswer> take(Addressee addressee, HttpServletRequest request) throws IOException {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("POST")) {
            return CompletableFuture.completedFuture(text(405, "GET and POST are taken"));
        }
        if (!hub.isOpen()) {
            return CompletableFuture.completedFuture(text(503, "the hub is starting"));
        }
        Optional<byte[]> body = RawBody.read(request);
        if (body.isEmpty()) {
            return CompletableFuture.completedFuture(text(413, "at most " + RawBody.MAX_BYTES + " bytes are taken"));
        }
        try {
            return take(addressee, new WebhookCall(method, query(request), headers(request), body.get()))
                    .orElseGet(() -> CompletableFuture.completedFuture(unknown()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Optional<CompletableFuture<WebhookAnswer>> take(Addressee addressee, WebhookCall call) {
        return switch (addressee.kind()) {
            case "channels" -> webhooks.channel(addressee.name(), call);
            case "apps" -> webhooks.app(addressee.name(), call);
            case "desks" -> webhooks.desk(addressee.name(), call);
            default -> Optional.empty();
        };
    }

    private static WebhookAnswer notTaken(Addressee addressee, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Failure || cause instanceof DataAccessException) {
            LOG.warn("A webhook call for {} is not taken and must come again: {}", addressee, cause.getMessage());
        } else {
            LOG.error("A webhook call for {} is not taken and must come again", addressee, cause);
        }
        return text(503, "not taken; send it again");
    }

    private static WebhookAnswer unknown() {
        return text(404, "no such webhook");
    }

    private static WebhookAnswer text(int status, String sentence) {
        return new WebhookAnswer(status, "text/plain", sentence);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new LinkedHashMap<String, String>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }

    /** From the query string alone: to ask the request for parameters would read a form body before we do. */
    private static Map<String, String> query(HttpServletRequest request) {
        String text = request.getQueryString();
        if (text == null) {
            return Map.of();
        }
        var query = new LinkedHashMap<String, String>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            query.putIfAbsent(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign: the signature will tell whether it matters
        }
    }
}
