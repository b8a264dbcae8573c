package io.deskbridge.hub;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comment as programs and routes say it; with {@code solved}, and then with nothing else beside {@code ticket} and
 * {@code changedAt}, how its ticket stands.
 *
 * @param id names the comment among all of the desk, not of its ticket alone
 * @param ticket the id of the ticket that it stands in
 * @param agent who wrote it; needed for what is public
 * @param isPublic only {@code true} itself lets it leave; false or absent is private
 * @param internal {@code true} where an agent wrote it for colleagues alone, so that she is told when it looks like an
 *     answer to a customer who waits; else what is not public is of no interest
 * @param writtenAt ISO 8601; now when absent
 * @param changedAt when it became what it is; what is older than what is known is left out. Now when absent
 * @param deleted it is not there any more
 * @param key what the desk keeps as the key of an entry or note of the hub's; such are the hub's own and never leave
 * @param solved whether the agents are done with the ticket
 */
public record ToldComment(
        @Nullable String id,
        @Nullable String ticket,
        @Nullable Writer agent,
        @Nullable String text,
        @JsonProperty("public") @Nullable Object isPublic,
        @Nullable Boolean internal,
        @Nullable Instant writtenAt,
        @Nullable Instant changedAt,
        @Nullable List<Enclosed> attachments,
        @Nullable Boolean deleted,
        @Nullable String key,
        @Nullable Boolean solved) {

    /** An agent; only the id is needed. */
    public record Writer(@Nullable String id, @Nullable String name) {}

    /** What hangs on it. */
    public record Enclosed(@Nullable URI url, @Nullable String name) {}

    /**
     * The comment, where it may be published.
     *
     * @param desk the configured name
     * @param now the time for what does not say its own
     * @return empty when it is not positively public
     * @throws IllegalArgumentException when something is missing or makes no sense
     */
    public Optional<Comment> published(String desk, Instant now) {
        CommentId name = named(desk);
        if (!mayLeave()) {
            return Optional.empty();
        }
        Agent writer = writer();
        String words = text == null ? "" : text;
        List<Attachment> files = files();
        if (words.isBlank() && files.isEmpty()) {
            throw new IllegalArgumentException("text is missing");
        }
        return Optional.of(new Comment(
                name,
                new Ticket(desk, ticketId(), Optional.empty()),
                writer,
                words,
                files,
                writtenAt == null ? now : writtenAt));
    }

    /**
     * The internal note that it is.
     *
     * @return empty when it is positively none
     * @throws IllegalArgumentException as {@link #published}
     */
    Optional<TicketNews.InternalNote> note(String desk, Instant now) {
        if (!Boolean.TRUE.equals(internal) || isGone() || WriteKey.isOurs(key) || text == null) {
            return Optional.empty();
        }
        if (mayLeave()) {
            throw new IllegalArgumentException("internal: what is public cannot be internal, too");
        }
        return Optional.of(new TicketNews.InternalNote(
                named(desk),
                new Ticket(desk, ticketId(), Optional.empty()),
                writer(),
                text,
                writtenAt == null ? now : writtenAt));
    }

    /**
     * How the ticket stands.
     *
     * @return empty when it tells of a comment
     * @throws IllegalArgumentException when it tells of a comment as well
     */
    Optional<TicketNews.Standing> standing(String desk, Instant now) {
        if (solved == null) {
            return Optional.empty();
        }
        if (Stream.of(id, agent, text, isPublic, internal, writtenAt, attachments, deleted, key)
                .anyMatch(Objects::nonNull)) {
            throw new IllegalArgumentException(
                    "solved tells of a ticket, and stands beside ticket and changedAt alone; tell of a comment apart");
        }
        return Optional.of(new TicketNews.Standing(
                new Ticket(desk, ticketId(), Optional.empty()), solved, changedAt == null ? now : changedAt));
    }

    private Agent writer() {
        Writer person = agent == null ? new Writer(null, null) : agent;
        String agentId = needed("agent.id", person.id());
        return new Agent(agentId, person.name() == null || person.name().isBlank() ? agentId : person.name());
    }

    private boolean isGone() {
        return Boolean.TRUE.equals(deleted);
    }

    CommentId named(String desk) {
        return new CommentId(desk, usable("id", needed("id", id)));
    }

    String ticketId() {
        return usable("ticket", needed("ticket", ticket));
    }

    private static String usable(String field, String id) {
        DeskId.mistake(id).ifPresent(mistake -> {
            throw new IllegalArgumentException(field + " " + mistake);
        });
        return id;
    }

    private boolean mayLeave() {
        if (isPublic != null && !(isPublic instanceof Boolean)) {
            throw new IllegalArgumentException("public: \"" + isPublic + "\" must be true or false");
        }
        return Boolean.TRUE.equals(isPublic) && !isGone() && !WriteKey.isOurs(key);
    }

    private List<Attachment> files() {
        return attachments == null
                ? List.of()
                : attachments.stream()
                        .map(file -> {
                            if (file.url() == null) {
                                throw new IllegalArgumentException("attachments[].url is missing");
                            }
                            Attachment known = Attachment.of(
                                    Attachment.Type.UNKNOWN, file.url().toString());
                            return file.name() == null ? known : known.named(file.name());
                        })
                        .toList();
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
