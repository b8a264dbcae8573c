package io.deskbridge.route;

import io.deskbridge.core.Failure;
import io.deskbridge.core.HttpAnswer;
import io.deskbridge.core.HttpCall;
import io.deskbridge.http.AnswerRules;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** What it means for a write when a step of its route fails: an answer of HTTP by its status, all else by how far it came. */
final class RouteFailures {
    private RouteFailures() {}

    /** Empty when it tells nothing: a mistake in the route, for instance. */
    static Optional<Failure> of(Exception thrown, EntryAsk ask, String name, Clock clock) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Failure failure) {
                return Optional.of(failure);
            }
            if (cause instanceof HttpOperationFailedException answered) {
                return Optional.of(of(answered, ask, clock));
            }
            if (cause instanceof IOException broken) {
                String sentence = "the route from entries:" + name + " failed: " + words(broken);
                return Optional.of(
                        wasNotHeard(broken) || !ask.writes()
                                ? new Failure.Unavailable(sentence, broken)
                                : new Failure.Uncertain(sentence, broken));
            }
        }
        return Optional.empty();
    }

    private static Failure of(HttpOperationFailedException answered, EntryAsk ask, Clock clock) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        if (answered.getResponseHeaders() != null) {
            headers.putAll(answered.getResponseHeaders());
        }
        String body = answered.getResponseBody() == null ? "" : answered.getResponseBody();
        var answer = new HttpAnswer(answered.getStatusCode(), headers, body.getBytes(StandardCharsets.UTF_8));
        Failure failure = AnswerRules.standard(clock).failure(call(ask, String.valueOf(answered.getUri())), answer);
        // an address that is not there looks the same as an entry that is not
        return failure instanceof Failure.Rejected && ask.isFind()
                ? new Failure.Unreadable(
                        failure.getMessage() + "; where that means that it does not stand there, say so: found: false")
                : failure;
    }

    private static HttpCall call(EntryAsk ask, String uri) {
        URI address = withoutUser(uri);
        return ask.writes() ? HttpCall.write("write to", address, "", new byte[0]) : HttpCall.get(address);
    }

    /** Somebody may have put a password into the address. */
    private static URI withoutUser(String uri) {
        try {
            URI address = URI.create(uri);
            return new URI(
                    address.getScheme(), null, address.getHost(), address.getPort(), address.getPath(), null, null);
        } catch (IllegalArgumentException | URISyntaxException e) {
            return URI.create("http://unknown/");
        }
    }

    private static boolean wasNotHeard(IOException broken) {
        return broken instanceof ConnectException
                || broken instanceof ConnectTimeoutException
                || broken instanceof ConnectionRequestTimeoutException
                || broken instanceof UnknownHostException
                || broken instanceof NoRouteToHostException
                || broken instanceof SSLHandshakeException;
    }

    private static String words(IOException broken) {
        return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
    }
}
