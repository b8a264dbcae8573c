package io.deskbridge.console;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a webhook call's thread go while the answer waits for the disk: a few threads take in as many calls as come, and
 * calls that wait for a database that is lost do not use up the threads by which people look what is wrong.
 *
 * <p>An answer is written only after the call has left all other filters, because they set headers of it on their way
 * out, and nothing of a response may be done by two threads at once.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LaterAnswers extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(LaterAnswers.class);
    private static final String LEFT = LaterAnswers.class.getName();

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var call = new Call(request, response, new CompletableFuture<>());
        request.setAttribute(LEFT, call);
        try {
            chain.doFilter(request, response);
        } finally {
            call.left().complete(true);
        }
    }

    private record Call(HttpServletRequest request, HttpServletResponse response, CompletableFuture<Boolean> left) {}

    /**
     * Answers the call as soon as there is an answer; returns at once.
     *
     * @param request of a call at this moment
     * @param answer never fails
     */
    static void answer(HttpServletRequest request, CompletionStage<ResponseEntity<byte[]>> answer) {
        Call call = (Call) request.getAttribute(LEFT);
        AsyncContext open = call.request().startAsync(call.request(), call.response());
        open.setTimeout(0); // who has the answer has limits of its own
        var unused = answer.thenAcceptBoth(call.left(), (entity, left) -> {
                    try {
                        write(call.response(), entity);
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

    private static void write(HttpServletResponse response, ResponseEntity<byte[]> answer) {
        byte[] body = answer.getBody() == null ? new byte[0] : answer.getBody();
        response.setStatus(answer.getStatusCode().value());
        HttpHeaders headers = answer.getHeaders();
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
