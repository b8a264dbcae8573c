package io.deskbridge.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deskbridge.hub.Inbox;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Makes messages of maps, lists and JSON: with the inbox's own fields, or with fields that the route's options name. */
final class JsonInbox {
    private static final ObjectMapper JSON =
            JsonMapper.builder().findAndAddModules().build();
    /** Seconds since 1970 stay below for thousands of years, milliseconds are above since 1973. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    private final String name;
    private final EndpointOptions options;
    private final Set<String> own;
    private final boolean named;

    JsonInbox(String name, EndpointOptions options) {
        this.name = name;
        this.options = options;
        this.own = options.names("own");
        this.named = options.get("id").isPresent();
    }

    /**
     * What came, in its order; each is read when it is asked for, so that one that cannot be read costs no other.
     */
    List<JsonNode> nodes(Exchange exchange) throws JsonProcessingException {
        JsonNode root = root(exchange);
        JsonNode list =
                options.get("items").map(place -> new JsonPlace(place).in(root)).orElse(root);
        if (options.get("items").isPresent() && !list.isArray()) {
            throw new IllegalArgumentException("to inbox:" + name + " finds no list at "
                    + options.get("items").get());
        }
        var nodes = new ArrayList<JsonNode>();
        if (list.isArray()) {
            list.forEach(nodes::add);
        } else {
            nodes.add(list);
        }
        return nodes;
    }

    private JsonNode root(Exchange exchange) throws JsonProcessingException {
        Object body = exchange.getMessage().getBody();
        if (body instanceof JsonNode node) {
            return node;
        }
        if (body instanceof Map<?, ?> || body instanceof List<?>) {
            return JSON.valueToTree(body);
        }
        String text = exchange.getMessage().getBody(String.class);
        if (text == null || !text.stripLeading().matches("(?s)[{\\[].*")) {
            throw new IllegalArgumentException("to inbox:" + name
                    + " wants a map or JSON with id, text and author; the body is "
                    + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
        }
        return JSON.readTree(text);
    }

    Inbox.Item item(JsonNode node) throws JsonProcessingException {
        Inbox.Item item = named ? fromPlaces(node) : JSON.treeToValue(node, Inbox.Item.class);
        Inbox.Item.Person author = item.author();
        boolean ours = Boolean.TRUE.equals(item.ours()) || author != null && isOwn(author);
        return new Inbox.Item(
                item.id(),
                options.get("kind").orElse(item.kind()),
                item.thread(),
                author,
                item.text(),
                item.stars(),
                item.sentAt(),
                item.permalink(),
                item.attachments(),
                item.deleted(),
                ours);
    }

    private boolean isOwn(Inbox.Item.Person author) {
        return isOwn(author.id()) || isOwn(author.handle()) || isOwn(author.name());
    }

    private boolean isOwn(@Nullable String word) {
        return word != null && own.contains(EndpointOptions.bare(word));
    }

    private Inbox.Item fromPlaces(JsonNode node) {
        return new Inbox.Item(
                needed(node, "id"),
                null,
                at(node, InboxOptions.THREAD).orElse(null),
                new Inbox.Item.Person(
                        needed(node, "author"),
                        at(node, "author-handle").orElse(null),
                        at(node, "author-name").orElse(null),
                        null),
                at(node, "text").orElse(""),
                at(node, "stars").map(JsonInbox::stars).orElse(null),
                at(node, "sent-at").flatMap(JsonInbox::time).orElse(null),
                at(node, "permalink").flatMap(JsonInbox::address).orElse(null),
                null,
                at(node, "deleted")
                        .map(word -> !word.equals("false") && !word.equals("0"))
                        .orElse(false),
                null);
    }

    private Optional<String> at(JsonNode node, String option) {
        return options.get(option).flatMap(place -> new JsonPlace(place).text(node));
    }

    private String needed(JsonNode node, String option) {
        return at(node, option)
                .orElseThrow(() -> new IllegalArgumentException(
                        "nothing stands at " + options.get(option).orElseThrow() + ", where " + option + " is to be"));
    }

    private static int stars(String text) {
        try {
            return (int) Math.round(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("stars \"" + text + "\" is no number");
        }
    }

    /** A time that cannot be read is none: the message matters more. */
    private static Optional<Instant> time(String text) {
        try {
            if (text.matches("\\d{1,18}")) {
                long number = Long.parseLong(text);
                return Optional.of(
                        number < MOST_SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
            }
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<URI> address(String text) {
        try {
            var uri = new URI(text);
            return uri.getScheme() != null && uri.getScheme().matches("(?i)https?")
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
