package io.deskbridge.hub;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.store.Change;
import io.deskbridge.store.MessageRow;
import io.deskbridge.store.MessageState;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message for a trial, as a program gives it: as {@code /api/inbox} takes it, with the channel's name, or as the ledger's
 * messages are exported. What the ledger made of an exported one is left out of account, but for what never reaches a
 * route: a message that was dismissed without one.
 *
 * @param stoodIn the desks in which the conversation stood before the first message of the trial
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties({
    "item",
    "reason",
    "unrouted",
    "attempts",
    "dueAt",
    "desk",
    "ticket",
    "restriction",
    "unread",
    "endedAt"
})
public record TrialMessage(
        @Nullable Long seq,
        @Nullable String channel,
        @Nullable String id,
        @Nullable String kind,
        @Nullable String change,
        @Nullable String thread,
        @Nullable Person author,
        @Nullable String text,
        @Nullable Integer stars,
        @Nullable List<File> attachments,
        @Nullable URI permalink,
        @Nullable String inReplyTo,
        @Nullable Boolean deleted,
        @Nullable String state,
        @Nullable String route,
        @Nullable Instant sentAt,
        @Nullable Instant receivedAt,
        @Nullable Set<String> stoodIn) {

    /** Who wrote it; only the id is needed. */
    public record Person(
            @Nullable String id,
            @Nullable String handle,
            @Nullable String name,
            @Nullable URI profile,
            @Nullable Long followers,
            @Nullable Boolean verified) {}

    /** What hangs on it. */
    public record File(
            @Nullable String type,
            @Nullable String url,
            @Nullable String reference,
            @Nullable String name,
            @Nullable String description) {}

    /**
     * As the ledger would hold it.
     *
     * @param place its place among the messages, from 1
     * @param now for what says no time
     * @param known whether a message with its id came before it
     * @throws IllegalArgumentException that says what is missing or wrong
     */
    MessageRow row(long place, Instant now, boolean known) {
        Message message = message(now);
        Change what = message.deleted() ? Change.DELETED : changed(known);
        return new MessageRow(
                seq == null ? place : seq,
                message,
                what,
                "dismissed".equals(state) ? MessageState.DISMISSED : MessageState.WAITING,
                "",
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                Optional.ofNullable(route),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                receivedAt == null ? message.sentAt() : receivedAt,
                Optional.empty(),
                OptionalInt.empty());
    }

    private Change changed(boolean known) {
        return change == null ? known ? Change.EDITED : Change.NEW : word(Change.class, "change", change);
    }

    private Message message(Instant now) {
        Person person = author == null ? new Person(null, null, null, null, null, null) : author;
        String name = needed("id", id);
        Instant sent = sentAt == null ? receivedAt == null ? now : receivedAt : sentAt;
        var message = new MessageBuilder(
                        needed("channel", channel),
                        name,
                        kind == null ? Kind.COMMENT : word(Kind.class, "kind", kind),
                        thread == null ? name : thread,
                        author(person),
                        sent)
                .text(text == null ? "" : text)
                .attachments(
                        attachments == null
                                ? List.of()
                                : attachments.stream()
                                        .map(TrialMessage::attachment)
                                        .toList())
                .permalink(permalink)
                .inReplyTo(inReplyTo);
        if (stars != null) {
            if (stars < 1 || stars > Message.MOST_STARS) {
                throw new IllegalArgumentException(
                        "stars " + stars + " is no rating; there are 1 to " + Message.MOST_STARS);
            }
            message.stars(stars);
        }
        if (Boolean.TRUE.equals(deleted) || "deleted".equals(change)) {
            message.deletedAt(sent);
        }
        return message.build();
    }

    private static Author author(Person person) {
        return new Author(
                needed("author.id", person.id()),
                Optional.ofNullable(person.handle()).orElse(""),
                Optional.ofNullable(person.name()).orElse(""),
                Optional.ofNullable(person.profile()),
                Optional.empty(),
                person.followers() == null ? OptionalLong.empty() : OptionalLong.of(person.followers()),
                Boolean.TRUE.equals(person.verified()));
    }

    private static Attachment attachment(File file) {
        String where = file.reference() == null ? needed("attachments[].url", file.url()) : file.reference();
        Attachment.Type type = file.type() == null
                ? Attachment.Type.UNKNOWN
                : word(Attachment.Type.class, "attachments[].type", file.type());
        Attachment attachment = Attachment.of(type, where);
        attachment = file.name() == null ? attachment : attachment.named(file.name());
        return file.description() == null ? attachment : attachment.described(file.description());
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static <E extends Enum<E>> E word(Class<E> type, String field, String word) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            List<String> known = Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            throw new IllegalArgumentException(field + " \"" + word + "\" is unknown" + NearestWord.hint(word, known));
        }
    }
}
