package io.deskbridge.console;

import io.deskbridge.core.Failure;
import io.deskbridge.core.WebhookAnswer;
import io.deskbridge.core.WebhookCall;
import io.deskbridge.hub.HubStart;
import io.deskbridge.hub.Webhooks;
import io.swagger.v3.oas.annotations.Hidden;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Takes what remotes push. An answer of success is given only when all of it is on disk. */
@Hidden
@RestController
@RequestMapping("/webhooks")
class WebhookController {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);
    static final String RETRY_SECONDS = "10";

    private final Webhooks webhooks;
    private final HubStart hub;

    WebhookController(Webhooks webhooks, HubStart hub) {
        this.webhooks = webhooks;
        this.hub = hub;
    }

    @RequestMapping(
            path = "/channels/{name}",
            method = {RequestMethod.GET, RequestMethod.POST})
    void channel(@PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer("channel " + name, request, call -> webhooks.channel(name, call));
    }

    @RequestMapping(
            path = "/desks/{name}",
            method = {RequestMethod.GET, RequestMethod.POST})
    void desk(@PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer("desk " + name, request, call -> webhooks.desk(name, call));
    }

    /** Gives a call to its account. */
    @FunctionalInterface
    private interface Taking {
        Optional<CompletableFuture<WebhookAnswer>> take(WebhookCall call);
    }

    /** The response, which the callers have as a parameter, tells Spring that nobody else answers. */
    private void answer(String account, HttpServletRequest request, Taking taking) throws IOException {
        LaterAnswers.answer(request, take(request, taking).exceptionally(e -> notTaken(account, e)));
    }

    private CompletableFuture<ResponseEntity<byte[]>> take(HttpServletRequest request, Taking taking)
            throws IOException {
        if (!hub.isOpen()) {
            return CompletableFuture.completedFuture(later("the hub is starting"));
        }
        Optional<byte[]> body = RawBody.read(request);
        if (body.isEmpty()) {
            return CompletableFuture.completedFuture(text(413, "at most " + RawBody.MAX_BYTES + " bytes are taken"));
        }
        try {
            return taking.take(new WebhookCall(request.getMethod(), query(request), headers(request), body.get()))
                    .map(answer -> answer.thenApply(WebhookController::answer))
                    .orElseGet(() -> CompletableFuture.completedFuture(text(404, "no such webhook")));
        } catch (Failure | DataAccessException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static ResponseEntity<byte[]> notTaken(String account, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Failure || cause instanceof DataAccessException) {
            LOG.warn("A webhook call for {} is not taken and must come again: {}", account, cause.getMessage());
        } else {
            LOG.error("A webhook call for {} is not taken and must come again", account, cause);
        }
        return later("not taken; send it again");
    }

    private static ResponseEntity<byte[]> answer(WebhookAnswer answer) {
        String type = answer.contentType();
        return ResponseEntity.status(answer.status())
                .header(HttpHeaders.CONTENT_TYPE, type.contains("charset") ? type : type + ";charset=UTF-8")
                .body(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> text(int status, String sentence) {
        return answer(new WebhookAnswer(status, "text/plain", sentence));
    }

    private static ResponseEntity<byte[]> later(String sentence) {
        return ResponseEntity.status(503)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .header(HttpHeaders.CONTENT_TYPE, "text/plain;charset=UTF-8")
                .body(sentence.getBytes(StandardCharsets.UTF_8));
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
        var query = new LinkedHashMap<String, String>();
        String text = request.getQueryString();
        for (String pair : text == null ? new String[0] : text.split("&")) {
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
