package io.deskbridge.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.core.Sent;
import io.deskbridge.http.AnswerRules;
import io.deskbridge.http.Json;
import io.deskbridge.mail.SmtpFailures;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.eclipse.angus.mail.util.MailConnectException;

/** What became of a reply that a route sent: read from what the service answered, or from how the step failed. */
final class OutboxOutcome {
    private static final int UNAVAILABLE = 503;
    private static final int LONGEST_ID = 300;

    private final String name;
    private final EndpointOptions options;
    private final Clock clock;

    OutboxOutcome(String name, EndpointOptions options, Clock clock) {
        this.name = name;
        this.options = options;
        this.clock = clock;
    }

    /**
     * What stands there after the route came to its end.
     *
     * @param otherwise the id where nobody says one
     * @throws Failure.Rejected when the service answered that it refuses the reply
     */
    Sent sent(Exchange exchange, String otherwise) {
        Optional<JsonNode> answer = asked() ? answer(exchange) : Optional.empty();
        answer.flatMap(json -> refusal(json)).ifPresent(reason -> {
            throw new Failure.Rejected(reason.length() > 300 ? reason.substring(0, 300) + "…" : reason);
        });
        Optional<String> told =
                answer.flatMap(json -> at(json, OutboxOptions.ID)).filter(id -> id.length() <= LONGEST_ID);
        Optional<String> header =
                Optional.ofNullable(exchange.getMessage().getHeader(OutboxEndpoint.SENT_ID, String.class));
        Optional<URI> permalink =
                answer.flatMap(json -> at(json, OutboxOptions.PERMALINK)).flatMap(OutboxOutcome::address);
        return new Sent(
                header.or(() -> told).filter(id -> !id.isBlank()).orElse(otherwise), permalink, clock.instant());
    }

    private boolean asked() {
        return options.get(OutboxOptions.ID).isPresent()
                || options.get(OutboxOptions.PERMALINK).isPresent()
                || options.get(OutboxOptions.REFUSED).isPresent();
    }

    private static Optional<JsonNode> answer(Exchange exchange) {
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null || body.length == 0 ? Optional.empty() : Json.tryRead(body);
    }

    private Optional<String> at(JsonNode json, String option) {
        return options.get(option).flatMap(place -> new JsonPlace(place).text(json));
    }

    /** What stands there, unless it says no; what is more than words is told as it is. */
    private Optional<String> refusal(JsonNode json) {
        return options.get(OutboxOptions.REFUSED)
                .map(place -> new JsonPlace(place).in(json))
                .filter(found -> !found.isMissingNode() && !found.isNull() && (found.isValueNode() || !found.isEmpty()))
                .map(found -> found.isValueNode() ? found.asText() : found.toString())
                .filter(reason -> !reason.isBlank() && !reason.equals("false"));
    }

    private static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() != null && uri.getScheme().matches("(?i)https?") && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * What the failure of the route means for the reply.
     *
     * @param isOnlyStep whether nothing but the step that failed told anybody anything
     */
    Failure failure(Exception thrown, boolean isOnlyStep) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return failure;
            }
        }
        if (isOnlyStep) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                Optional<Failure> known = known(cause);
                if (known.isPresent()) {
                    return known.get();
                }
            }
        }
        // how far the route came nobody knows
        return new Failure.Uncertain("the route from outbox:" + name + " failed: " + thrown.getMessage(), thrown);
    }

    private Optional<Failure> known(Throwable cause) {
        if (cause instanceof HttpOperationFailedException answered) {
            return Optional.of(answered(answered));
        }
        if (cause instanceof AuthenticationFailedException login) {
            return Optional.of(SmtpFailures.login("of the route from outbox:" + name, "the route", login));
        }
        if (cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof MailConnectException) {
            return Optional.of(new Failure.Unavailable(
                    "the route from outbox:" + name + " reached nobody: " + cause.getMessage(), cause));
        }
        if (cause instanceof MessagingException mail) {
            return Optional.of(SmtpFailures.sending("of the route from outbox:" + name, true, mail));
        }
        return Optional.empty();
    }

    private Failure answered(HttpOperationFailedException answered) {
        Map<String, String> headers = answered.getResponseHeaders() == null ? Map.of() : answered.getResponseHeaders();
        String body = answered.getResponseBody() == null ? "" : answered.getResponseBody();
        var answer = new HttpAnswer(answered.getStatusCode(), headers, body.getBytes(StandardCharsets.UTF_8));
        HttpCall call = HttpCall.write("POST", called(answered), "", new byte[0]);
        Optional<Instant> until = answer.header("Retry-After").flatMap(this::moment);
        if (answer.status() == UNAVAILABLE && until.isPresent()) {
            // it says that it did nothing and when it will (RFC 9110, 15.6.4)
            return new Failure.RateLimited(
                    call.name() + " answered 503 with Retry-After", until.get(), Failure.RateLimited.Reach.CALL);
        }
        return AnswerRules.standard(clock).failure(call, answer);
    }

    /** Without a password and without what follows the question mark. */
    private URI called(HttpOperationFailedException answered) {
        try {
            var uri = new URI(String.valueOf(answered.getUri()));
            if (uri.getHost() != null) {
                return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
            }
        } catch (URISyntaxException unreadable) {
            return URI.create("outbox:///");
        }
        return URI.create("outbox:///");
    }

    private Optional<Instant> moment(String value) {
        try {
            return value.strip().matches("\\d{1,8}")
                    ? Optional.of(clock.instant().plusSeconds(Long.parseLong(value.strip())))
                    : Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException notDate) {
            return Optional.empty();
        }
    }
}
