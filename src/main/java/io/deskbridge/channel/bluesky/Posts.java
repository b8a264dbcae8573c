package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads posts. Notifications and views of posts share the fields that matter here: {@code uri}, {@code cid},
 * {@code author}, {@code record} and {@code indexedAt}; a view also has addresses of files and tells whether we may reply.
 *
 * @param channel the channel's configured name
 * @param us our account's DID
 * @param service that is asked for files without an address
 */
record Posts(String channel, String us, URI service) {
    /** A JSON in which nothing is found. */
    static final JsonNode NOTHING = MissingNode.getInstance();

    private static final long FARTHEST_SECOND = 100_000_000_000L;

    private static final Words CLOSED = new Words(
            "The author has closed this thread for replies from this account.",
            "Der Verfasser lässt in diesem Thread keine Antworten dieses Kontos zu.");
    private static final Words BLOCKED = new Words(
            "The author has blocked this account; a reply is not possible.",
            "Der Verfasser hat dieses Konto blockiert; eine Antwort ist nicht möglich.");
    private static final Words BLOCKING = new Words(
            "This account has blocked the author; a reply is not possible.",
            "Dieses Konto hat den Verfasser blockiert; eine Antwort ist nicht möglich.");

    /**
     * Reads one post; what cannot be understood becomes a placeholder.
     *
     * @param now when it was read; stands in for a time that is missing
     */
    Message read(JsonNode post, Instant now) {
        return read(post, now, Optional.empty());
    }

    /**
     * Reads one post in a wording that is newer than one that was read before. An edited post keeps its times on the
     * network, so the moment at which it was noticed stands for the edit's.
     */
    Message readEdited(JsonNode post, Instant now) {
        return read(post, now, Optional.of(now));
    }

    private Message read(JsonNode post, Instant now, Optional<Instant> editedAt) {
        Optional<PostUri> uri = PostUri.parse(post.path("uri").asText());
        if (uri.isEmpty()) {
            return unreadable(post, now);
        }
        JsonNode record = post.path("record");
        Author author = author(post.path("author"), uri.get().did());
        Instant sentAt = time(post.path("indexedAt"))
                .or(() -> time(record.path("createdAt")))
                .orElse(now);
        String parent = record.at("/reply/parent/uri").asText();
        String root = record.at("/reply/root/uri").asText();
        String thread =
                !root.isBlank() ? root : !parent.isBlank() ? parent : uri.get().toString();
        URI permalink = uri.get().permalink(author.handle());
        Embeds embeds = Embeds.read(uri.get().did(), record.path("embed"), post.path("embed"), service);
        var message = new MessageBuilder(channel, uri.get().toString(), kind(record), thread, author, sentAt)
                .attachments(embeds.attachments())
                .permalink(permalink)
                .inReplyTo(parent.isBlank() ? null : parent)
                .ours(uri.get().did().equals(us))
                .restriction(restriction(post));
        String cid = post.path("cid").asText();
        if (!cid.isBlank()) {
            message.revision(cid, editedAt.orElse(sentAt));
        }
        if (!record.path("text").isTextual()) {
            String missing = record.isObject() ? "record.text" : "record";
            return message.text(placeholder(missing, permalink.toString()))
                    .unread(missing)
                    .build();
        }
        return message.text(text(record, embeds)).build();
    }

    private Message unreadable(JsonNode post, Instant now) {
        String missing = post.path("uri").asText().isBlank() ? "uri" : "uri of a post";
        // the same answer read twice gives the same id
        String id = "unreadable:" + UUID.nameUUIDFromBytes(post.toString().getBytes(StandardCharsets.UTF_8));
        Author author = author(post.path("author"), post.at("/author/did").asText("unknown"));
        return new MessageBuilder(
                        channel,
                        id,
                        Kind.MENTION,
                        id,
                        author,
                        time(post.path("indexedAt")).orElse(now))
                .text(placeholder(missing, ""))
                .unread(missing)
                .build();
    }

    private static String placeholder(String missing, String where) {
        return ("[A post that could not be read: " + missing + " is missing. " + where).strip() + "]";
    }

    /** By what the post says and not by the notification's reason: a reply that names us is told of as a mention only. */
    private Kind kind(JsonNode record) {
        if (!record.isObject()) {
            return Kind.MENTION; // nobody should overlook what cannot be read
        }
        for (JsonNode facet : record.path("facets")) {
            for (JsonNode feature : facet.path("features")) {
                if (feature.path("did").asText().equals(us)) {
                    return Kind.MENTION;
                }
            }
        }
        if (record.path("reply").isObject()) {
            return Kind.COMMENT;
        }
        return quotesUs(record) ? Kind.MENTION : Kind.POST;
    }

    private boolean quotesUs(JsonNode record) {
        return record.at("/embed/record/uri").asText().startsWith("at://" + us + "/")
                || record.at("/embed/record/record/uri").asText().startsWith("at://" + us + "/");
    }

    private static String text(JsonNode record, Embeds embeds) {
        String words = RichText.expand(record.path("text").asText(), record.path("facets"));
        var text = new StringBuilder(words);
        for (String link : embeds.links()) {
            if (text.indexOf(link) < 0) {
                text.append(text.isEmpty() ? "" : "\n").append(link);
            }
        }
        return text.toString();
    }

    private static @Nullable Words restriction(JsonNode post) {
        if (post.at("/author/viewer/blockedBy").asBoolean()) {
            return BLOCKED;
        }
        if (post.at("/author/viewer").hasNonNull("blocking")) {
            return BLOCKING;
        }
        return post.at("/viewer/replyDisabled").asBoolean() ? CLOSED : null;
    }

    /** Handles change and names are free text; the DID in the post's own address is what counts. */
    static Author author(JsonNode profile, String did) {
        String handle = profile.path("handle").asText();
        return new Author(
                did,
                Handles.isValid(handle) ? handle : did,
                profile.path("displayName").asText(),
                did.startsWith("did:")
                        ? address("https://bsky.app/profile/" + (Handles.isValid(handle) ? handle : did))
                        : Optional.empty(),
                address(profile.path("avatar").asText()),
                profile.path("followersCount").isNumber()
                        ? OptionalLong.of(profile.path("followersCount").asLong())
                        : OptionalLong.empty(),
                profile.at("/verification/verifiedStatus").asText().equals("valid"));
    }

    private static Optional<URI> address(String text) {
        try {
            return text.startsWith("https://") || text.startsWith("http://")
                    ? Optional.of(new URI(text))
                    : Optional.empty();
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Empty for what is no time, and for years so far off that a database could not keep them: anybody may write any. */
    static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.asText()).toInstant())
                    .filter(time -> Math.abs(time.getEpochSecond()) < FARTHEST_SECOND);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
