package io.deskbridge.desk.zendesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads Zendesk's JSON. A list that is not there at all is {@link Failure.Unreadable}; an item in it that makes no sense
 * is left out, so that it never holds up the others.
 */
final class ZendeskMessages {
    /** The role types of light agents and of contributors. */
    private static final Set<Integer> PRIVATE_ONLY = Set.of(1, 3);

    private ZendeskMessages() {}

    static Wire.Ticket ticket(JsonNode answer) {
        return oneTicket(answer.path("ticket"))
                .orElseThrow(() -> new Failure.Unreadable("Zendesk answered a ticket without id"));
    }

    static Wire.Page<Wire.Ticket> tickets(JsonNode answer) {
        return page(answer, "tickets", ZendeskMessages::oneTicket);
    }

    static Wire.Changed changed(JsonNode answer) {
        return new Wire.Changed(
                items(answer, "tickets", ZendeskMessages::oneTicket),
                text(answer, "after_cursor"),
                answer.path("end_of_stream").asBoolean(true));
    }

    private static Optional<Wire.Ticket> oneTicket(JsonNode ticket) {
        return text(ticket, "id")
                .map(id -> new Wire.Ticket(
                        id,
                        text(ticket, "external_id"),
                        ticket.path("status").asText(""),
                        ticket.path("updated_at").asText(""),
                        tags(ticket.path("tags"))));
    }

    private static Set<String> tags(JsonNode list) {
        var tags = new LinkedHashSet<String>();
        list.forEach(tag -> tags.add(tag.asText()));
        return Collections.unmodifiableSet(tags);
    }

    static Wire.Comments comments(JsonNode answer) {
        var people = new HashMap<String, Wire.Person>();
        for (JsonNode user : answer.path("users")) {
            onePerson(user).ifPresent(person -> people.put(person.id(), person));
        }
        return new Wire.Comments(page(answer, "comments", ZendeskMessages::oneComment), Map.copyOf(people));
    }

    private static Optional<Wire.Comment> oneComment(JsonNode comment) {
        JsonNode metadata = comment.path("metadata");
        var flags = new HashSet<String>();
        metadata.path("flags").forEach(flag -> flags.add(flag.asText()));
        text(metadata, "suspension_type_id").ifPresent(kind -> flags.add("suspended"));
        JsonNode isPublic = comment.path("public");
        return text(comment, "id")
                .map(id -> new Wire.Comment(
                        id,
                        comment.path("type").asText(""),
                        isPublic.isBoolean() && isPublic.booleanValue(),
                        comment.path("author_id").asText(""),
                        words(comment),
                        attachments(comment),
                        time(comment.path("created_at").asText("")),
                        metadata.path("custom").has(Marks.FIELD),
                        // the comment tells it, its metadata, or both
                        Stream.of(comment.path("via"), metadata.path("via"))
                                .flatMap(via -> via(via).stream())
                                .toList(),
                        Set.copyOf(flags),
                        metadata.path("trusted").isBoolean()
                                && !metadata.path("trusted").booleanValue()));
    }

    private static Optional<Wire.Via> via(JsonNode via) {
        return via.isObject()
                ? Optional.of(new Wire.Via(
                        text(via, "channel").orElse(""),
                        text(via.path("source"), "rel").orElse("")))
                : Optional.empty();
    }

    /** {@code plain_body} is without the Markdown that {@code body} has, but keeps this one HTML entity. */
    private static String words(JsonNode comment) {
        return text(comment, "plain_body")
                .map(plain -> plain.replace("&nbsp;", " "))
                .orElseGet(() -> comment.path("body").asText(""));
    }

    private static List<Attachment> attachments(JsonNode comment) {
        var all = new ArrayList<Attachment>();
        for (JsonNode file : comment.path("attachments")) {
            text(file, "content_url").ifPresent(url -> {
                Optional<String> mime = text(file, "content_type");
                JsonNode size = file.path("size");
                all.add(new Attachment(
                        kind(mime.orElse("")),
                        url,
                        text(file, "file_name"),
                        mime,
                        Optional.empty(),
                        size.canConvertToLong() ? OptionalLong.of(size.longValue()) : OptionalLong.empty()));
            });
        }
        return List.copyOf(all);
    }

    private static Attachment.Type kind(String mime) {
        return mime.startsWith("image/")
                ? Attachment.Type.IMAGE
                : mime.startsWith("video/")
                        ? Attachment.Type.VIDEO
                        : mime.startsWith("audio/") ? Attachment.Type.AUDIO : Attachment.Type.FILE;
    }

    /** The marks of the hub in each write to a ticket; a write without one brings nothing. */
    static Wire.Page<Set<String>> marks(JsonNode answer) {
        return page(answer, "audits", audit -> text(audit.path("metadata").path("custom"), Marks.FIELD)
                .map(Marks::read));
    }

    static Wire.Person person(JsonNode answer) {
        return onePerson(answer.path("user"))
                .orElseThrow(() -> new Failure.Unreadable("Zendesk answered a user without id"));
    }

    static List<Wire.Person> people(JsonNode answer) {
        return items(answer, "users", ZendeskMessages::onePerson);
    }

    private static Optional<Wire.Person> onePerson(JsonNode user) {
        return text(user, "id")
                .map(id -> new Wire.Person(
                        id,
                        user.path("name").asText(""),
                        user.path("role").asText(""),
                        PRIVATE_ONLY.contains(user.path("role_type").asInt(0))
                                || user.path("suspended").asBoolean(false)));
    }

    static Wire.Page<Wire.Named> named(JsonNode answer, String list) {
        return page(answer, list, item -> text(item, "id")
                .filter(id -> !item.path("deleted").asBoolean(false))
                .map(id -> new Wire.Named(id, item.path("name").asText(""))));
    }

    static String uploadToken(JsonNode answer) {
        return text(answer.path("upload"), "token")
                .orElseThrow(() -> new Failure.Unreadable("Zendesk answered an upload without token"));
    }

    /** The ticket that a webhook call tells of: our trigger's own body, or Zendesk's event for tickets. */
    static Optional<String> ticketOfCall(JsonNode body) {
        String subject = body.path("subject").asText("");
        return text(body, "ticket_id")
                .or(() -> subject.startsWith("zen:ticket:")
                        ? Optional.of(subject.substring("zen:ticket:".length()))
                        : Optional.empty())
                // the id becomes part of a path, and the body of a call comes from outside
                .filter(id -> id.matches("\\d{1,19}"));
    }

    private static <T> Wire.Page<T> page(JsonNode answer, String list, Function<JsonNode, Optional<T>> read) {
        JsonNode meta = answer.path("meta");
        return new Wire.Page<>(
                items(answer, list, read),
                meta.path("has_more").asBoolean(false) ? text(meta, "after_cursor") : Optional.empty());
    }

    private static <T> List<T> items(JsonNode answer, String list, Function<JsonNode, Optional<T>> read) {
        if (!answer.path(list).isArray()) {
            throw new Failure.Unreadable("Zendesk's answer has no list of " + list);
        }
        var all = new ArrayList<T>();
        answer.path(list).forEach(item -> read.apply(item).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** A text or number as text; empty when it is missing, null or blank. */
    private static Optional<String> text(JsonNode parent, String field) {
        JsonNode value = parent.path(field);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notTime) {
            return Optional.empty();
        }
    }
}
