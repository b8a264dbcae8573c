package io.deskbridge.console;

import io.deskbridge.core.WebhookAnswer;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a webhook call's thread go while the answer waits for the disk: a few threads take in as many calls as come, and
 * calls that wait for a database that is lost do not use up the threads by which people look what is wrong.
 */
final class LaterAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(LaterAnswer.class);
    private static final int NOT_NOW = 503;
    static final String RETRY_SECONDS = "10";

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    LaterAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /**
     * Answers the call as soon as there is an answer; returns at once. Nobody else may touch the response any more: it is
     * written by whoever has the answer.
     *
     * @param answer never fails
     */
    void give(CompletionStage<WebhookAnswer> answer) {
        AsyncContext open = request.startAsync(request, response);
        open.setTimeout(0); // who has the answer has limits of its own
        var unused = answer.thenAccept(given -> {
                    try {
                        write(given);
                    } finally {
                        open.complete();
                    }
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) { // mostly because whoever called has gone
                        LOG.warn("A webhook call could not be told its answer: {}", failure.toString());
                        LOG.debug("A webhook call could not be told its answer", failure);
                    }
                });
    }

    private void write(WebhookAnswer answer) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        String type = answer.contentType();
        response.setStatus(answer.status());
        response.setHeader("Content-Type", type.contains("charset") ? type : type + ";charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
        if (answer.status() == NOT_NOW) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
