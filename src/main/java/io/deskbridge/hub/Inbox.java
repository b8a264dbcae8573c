package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Media;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Parcel;
import io.deskbridge.http.FileTypes;
import io.deskbridge.http.GuardedFetch;
import io.deskbridge.store.Intake;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a message in from any program or route. */
@Component
public class Inbox {
    private final Accounts accounts;
    private final Door intake;
    private final long maxBytes;
    private final Clock clock;

    public Inbox(Accounts accounts, Door intake, HubSettings settings, Clock clock) {
        this.accounts = accounts;
        this.intake = intake;
        this.maxBytes = settings.maxAttachmentBytes();
        this.clock = clock;
    }

    /** Where messages go in. */
    public interface Door {
        /** Stores the message; returns when it is on disk with all its files. */
        Intake take(Parcel parcel);
    }

    /**
     * A message as programs say it.
     *
     * @param id names the message; the same id with the same text and stars again is a repeat, with others an edit
     * @param kind {@code mention}, {@code comment}, {@code direct}, {@code review} or {@code post}; a comment when absent
     * @param thread the conversation; the message's own id when absent
     * @param stars of a review, 1 to 5
     * @param sentAt ISO 8601; now when absent
     * @param ours the company wrote it itself: it opens no ticket
     */
    public record Item(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String thread,
            @Nullable Person author,
            @Nullable String text,
            @Nullable Integer stars,
            @Nullable Instant sentAt,
            @Nullable URI permalink,
            @Nullable List<File> attachments,
            @Nullable Boolean deleted,
            @Nullable Boolean ours) {

        /** Who wrote it; only the id is needed. */
        public record Person(
                @Nullable String id, @Nullable String handle, @Nullable String name, @Nullable URI profile) {}

        /**
         * What hangs on it.
         *
         * @param url where it can be fetched
         * @param content its bytes instead, as base64; the hub keeps them until the message stands in a desk
         */
        public record File(
                @Nullable String type,
                @Nullable URI url,
                @Nullable String name,
                @Nullable String description,
                byte @Nullable [] content) {}
    }

    /** As many bytes may all files of a message have together for which nobody can be asked again. */
    public long maxFileBytes() {
        return maxBytes;
    }

    /** Now, by the hub's clock. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Stores a message with its files; returns when all is on disk.
     *
     * @return whether it was new
     * @throws IllegalArgumentException when there is no such channel
     */
    public boolean take(Parcel parcel) {
        known(parcel.message().id().channel());
        return intake.take(parcel).taken() > 0;
    }

    private void known(String channel) {
        if (accounts.channel(channel).isEmpty()) {
            throw new IllegalArgumentException("channel \"" + channel + "\" is not configured"
                    + NearestWord.hint(
                            channel,
                            accounts.channels().stream().map(OpenChannel::name).toList()));
        }
    }

    /**
     * Stores the message; returns when it is on disk.
     *
     * @return whether it was new
     * @throws IllegalArgumentException when the item lacks something, or there is no such channel; nothing is stored
     */
    public boolean take(String channel, Item item) {
        known(channel);
        String id = needed("id", item.id());
        Item.Person person = item.author() == null ? new Item.Person(null, null, null, null) : item.author();
        String authorId = needed("author.id", person.id());
        Instant sentAt = item.sentAt() == null ? clock.instant() : item.sentAt();
        String text = item.text() == null ? "" : item.text();
        var author = new Author(
                authorId,
                person.handle() == null ? "" : person.handle(),
                person.name() == null ? "" : person.name(),
                Optional.ofNullable(person.profile()),
                Optional.empty(),
                OptionalLong.empty(),
                false);
        var message = new MessageBuilder(
                        channel, id, kind(item.kind()), item.thread() == null ? id : item.thread(), author, sentAt)
                .text(text)
                .permalink(item.permalink())
                .ours(Boolean.TRUE.equals(item.ours()));
        var files = new Parcel.Files(maxBytes);
        message.attachments(attachments(item, files));
        if (item.stars() != null) {
            message.stars(stars(item.stars()));
        }
        if (Boolean.TRUE.equals(item.deleted())) {
            message.deletedAt(clock.instant());
        } else {
            // the same words are a repeat, others an edit: programs need not count wordings
            message.revision(wording(item.stars() == null ? text : text + "\u0000" + item.stars()), clock.instant());
        }
        return intake.take(new Parcel(message.build(), List.of(), files.kept())).taken() > 0;
    }

    private static String wording(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static int stars(int stars) {
        if (stars < 1 || stars > Message.MOST_STARS) {
            throw new IllegalArgumentException(
                    "stars " + stars + " is no rating; there are 1 to " + Message.MOST_STARS);
        }
        return stars;
    }

    private static Kind kind(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return Kind.COMMENT;
        }
        try {
            return Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "kind \"" + word + "\" is unknown; there is: mention, comment, direct, review, post");
        }
    }

    /** The kept ones and those elsewhere, in their order. */
    private static List<Attachment> attachments(Item item, Parcel.Files files) {
        var attachments = new ArrayList<Attachment>();
        for (Item.File file : item.attachments() == null ? List.<Item.File>of() : item.attachments()) {
            Attachment attachment = file.content() == null ? elsewhere(file) : kept(file, file.content(), files);
            attachment = file.name() == null ? attachment : attachment.named(file.name());
            attachments.add(file.description() == null ? attachment : attachment.described(file.description()));
        }
        return attachments;
    }

    private static Attachment elsewhere(Item.File file) {
        if (file.url() == null) {
            throw new IllegalArgumentException("attachments[].url is missing");
        }
        String url = file.url().toString();
        if (Parcel.isReference(url)) {
            throw new IllegalArgumentException("attachments[].url \"" + url + "\" is no address");
        }
        return Attachment.of(type(file.type()), url);
    }

    private static Attachment kept(Item.File file, byte[] content, Parcel.Files files) {
        String name = GuardedFetch.safeName(file.name() == null ? "" : file.name(), URI.create(""));
        files.add(new Media(name, FileTypes.of(content, name), content));
        List<Attachment> all = files.attachments();
        return all.get(all.size() - 1);
    }

    private static Attachment.Type type(@Nullable String word) {
        if (word == null || word.isBlank()) {
            return Attachment.Type.UNKNOWN;
        }
        try {
            return Attachment.Type.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Attachment.Type.UNKNOWN;
        }
    }
}
