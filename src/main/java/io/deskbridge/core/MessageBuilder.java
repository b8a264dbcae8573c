package io.deskbridge.core;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Builds a {@link Message}; what is not said stays empty. */
public final class MessageBuilder {
    private final MessageId id;
    private final Kind kind;
    private final Conversation conversation;
    private final Author author;
    private final Instant sentAt;
    private @Nullable Revision revision;
    private boolean deleted;
    private String text = "";
    private OptionalInt stars = OptionalInt.empty();
    private List<Attachment> attachments = List.of();
    private @Nullable URI permalink;
    private @Nullable String inReplyTo;
    private boolean ours;
    private @Nullable String dismissal;
    private @Nullable Words restriction;
    private @Nullable String unread;
    private @Nullable Words notice;

    /** Begins a message with the parts that every message has. */
    public MessageBuilder(String channel, String id, Kind kind, String thread, Author author, Instant sentAt) {
        this.id = new MessageId(channel, id);
        this.kind = kind;
        this.conversation = new Conversation(channel, thread);
        this.author = author;
        this.sentAt = sentAt;
    }

    public MessageBuilder text(String value) {
        text = value;
        return this;
    }

    public MessageBuilder stars(int value) {
        stars = OptionalInt.of(value);
        return this;
    }

    /** The wording; without it the message's own id and time stand for the first one. */
    public MessageBuilder revision(String revisionId, Instant at) {
        revision = new Revision(revisionId, at);
        return this;
    }

    /** The author took it back at that time. */
    public MessageBuilder deletedAt(Instant at) {
        deleted = true;
        revision = new Revision("deleted", at);
        return this;
    }

    public MessageBuilder attachments(List<Attachment> values) {
        attachments = values;
        return this;
    }

    public MessageBuilder permalink(@Nullable URI value) {
        permalink = value;
        return this;
    }

    public MessageBuilder inReplyTo(@Nullable String messageId) {
        inReplyTo = messageId;
        return this;
    }

    public MessageBuilder ours(boolean value) {
        ours = value;
        return this;
    }

    public MessageBuilder dismissal(@Nullable String reason) {
        dismissal = reason;
        return this;
    }

    public MessageBuilder restriction(@Nullable Words value) {
        restriction = value;
        return this;
    }

    public MessageBuilder unread(@Nullable String what) {
        unread = what;
        return this;
    }

    public MessageBuilder notice(@Nullable Words value) {
        notice = value;
        return this;
    }

    public Message build() {
        return new Message(
                id,
                revision != null ? revision : new Revision(id.value(), sentAt),
                deleted,
                kind,
                conversation,
                author,
                text,
                stars,
                attachments,
                sentAt,
                Optional.ofNullable(permalink),
                Optional.ofNullable(inReplyTo),
                ours,
                Optional.ofNullable(dismissal),
                Optional.ofNullable(restriction),
                Optional.ofNullable(unread),
                Optional.ofNullable(notice));
    }
}
