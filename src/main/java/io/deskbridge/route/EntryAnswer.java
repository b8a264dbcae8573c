package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.WatchedDesk.Reopened;
import io.deskbridge.hub.DeskId;
import io.deskbridge.hub.ToldComment;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * What a route that writes into a desk said at its end: a map or JSON. It must say what became of the write in one of the
 * words that are known here; all else says nothing.
 */
final class EntryAnswer {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    private static final List<String> WORDS =
            List.of("ticket", "written", "found", "comment", "open", "refused", "later", "unknown");
    private static final int LONGEST_REASON = 300;

    private final JsonNode said;
    private final String name;

    private EntryAnswer(JsonNode said, String name) {
        this.said = said;
        this.name = name;
    }

    /**
     * Reads the answer.
     *
     * @throws Failure when the route says that the ask was refused, must wait, or ended in an unknown way
     * @throws IllegalStateException when it says nothing that is known here
     */
    static EntryAnswer of(Exchange exchange, EntryAsk ask, String name, Clock clock) {
        Object body = exchange.getMessage().getBody();
        JsonNode said = body == ask.body() ? JSON.nullNode() : read(body, exchange);
        var answer = new EntryAnswer(said, name);
        answer.failure(ask, clock).ifPresent(failure -> {
            throw failure;
        });
        return answer;
    }

    private static JsonNode read(Object body, Exchange exchange) {
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body instanceof Map<?, ?> map) {
            return JSON.valueToTree(map);
        }
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || !text.stripLeading().startsWith("{")) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }

    private Optional<Failure> failure(EntryAsk ask, Clock clock) {
        if (has("refused")) {
            return Optional.of(new Failure.Rejected(reason("refused")));
        }
        if (has("later")) {
            double seconds = said.path("seconds").asDouble(0);
            return Optional.of(
                    seconds > 0
                            ? new Failure.RateLimited(
                                    reason("later"), clock.instant().plusMillis((long) (seconds * 1000)))
                            : new Failure.Unavailable(reason("later")));
        }
        if (has("unknown")) {
            return Optional.of(
                    ask.writes()
                            ? new Failure.Uncertain(reason("unknown"))
                            : new Failure.Unavailable(reason("unknown")));
        }
        return Optional.empty();
    }

    /** The ticket that a new entry stands in. */
    Ticket ticket(String desk) {
        return named(desk).orElseThrow(() -> nothing("a ticket with its id"));
    }

    /** The ticket that a further entry or a note stands in: the given one unless another one is named. */
    Ticket ticket(Ticket known) {
        return named(known.desk()).orElseGet(() -> {
            if (!said.path("written").asBoolean(false)) {
                throw nothing("written: true, or the ticket");
            }
            return known;
        });
    }

    /** Where it stands; empty only when the route says so. */
    Optional<Ticket> found(String desk, Optional<Ticket> known) {
        if (said.path("found").isBoolean() && !said.path("found").booleanValue()) {
            return Optional.empty();
        }
        Optional<Ticket> ticket = named(desk).or(() -> said.path("found").asBoolean(false) ? known : Optional.empty());
        if (ticket.isEmpty()) {
            throw nothing("found: false, or the ticket");
        }
        return ticket;
    }

    /** How the comment stands; empty only when the route says that it is not there. */
    Optional<ToldComment> comment() {
        if (said.path("found").isBoolean() && !said.path("found").booleanValue()) {
            return Optional.empty();
        }
        if (!said.path("comment").isObject()) {
            throw nothing("found: false, or the comment");
        }
        return Optional.of(CommentJson.of(said.path("comment")));
    }

    /** What became of the wish to reopen a ticket; a route that is not allowed to says refused. */
    Reopened reopened() {
        if (said.path("open").asBoolean(false)) {
            return Reopened.WAS_OPEN;
        }
        if (!said.path("written").asBoolean(false)) {
            throw nothing("written: true, or open: true where it was not solved");
        }
        return Reopened.DONE;
    }

    private Optional<Ticket> named(String desk) {
        JsonNode ticket = said.path("ticket");
        JsonNode id = ticket.isObject() ? ticket.path("id") : ticket;
        if (!id.isTextual() && !id.isIntegralNumber()) {
            return Optional.empty();
        }
        String text = id.asText();
        DeskId.mistake(text).ifPresent(mistake -> {
            throw new IllegalStateException(
                    "the id of the ticket that the route from entries:" + name + " names " + mistake);
        });
        return Optional.of(new Ticket(desk, text, url(ticket.path("url").asText(""))));
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text)).filter(uri -> text.matches("https?://.+"));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // agents find the ticket by its id
        }
    }

    private boolean has(String word) {
        return said.hasNonNull(word);
    }

    private String reason(String word) {
        String text = said.path(word).asText("").replaceAll("\\p{Cntrl}+", " ").strip();
        String whole = text.isEmpty() ? "the route from entries:" + name + " says \"" + word + "\"" : text;
        return whole.length() > LONGEST_REASON ? whole.substring(0, LONGEST_REASON) + "…" : whole;
    }

    private IllegalStateException nothing(String wanted) {
        return new IllegalStateException("the route from entries:" + name + " ended without saying what became of it;"
                + " it must end with a map or JSON that has " + wanted + ", or one of "
                + String.join(", ", WORDS.subList(WORDS.indexOf("refused"), WORDS.size())));
    }
}
