package io.deskbridge.channel.facebook;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes messages of what was read, for one page. */
record Items(String channel, String page) {
    static final Words HIDDEN = new Words("Hidden on Facebook", "Auf Facebook verborgen");
    static final Words SHOWN = new Words("Shown again on Facebook", "Auf Facebook wieder sichtbar");
    static final Words REMOVED = new Words("Removed on Facebook", "Auf Facebook entfernt");

    /**
     * The item as it reads now.
     *
     * @param at when this wording was told, if it is not the first one
     */
    Message message(Item item, Instant at) {
        MessageBuilder message = builder(item, at).revision(wording(item), at);
        return (item.hidden() ? message.notice(HIDDEN) : message).build();
    }

    /** The item is to be seen again. Each time is a wording of its own. */
    Message shown(Item item, Instant at) {
        return builder(item, at)
                .revision("shown:" + at.getEpochSecond(), at)
                .notice(SHOWN)
                .build();
    }

    /**
     * The item is gone.
     *
     * @param byAuthor whether that is known; else our own side or Facebook itself may have removed it
     */
    Message removed(String id, String thread, Kind kind, String author, Instant sentAt, Instant at, boolean byAuthor) {
        return new MessageBuilder(channel, id, kind, thread, Author.unknown(author), sentAt)
                .deletedAt(at)
                .notice(byAuthor ? null : REMOVED)
                .build();
    }

    boolean isOurs(Item item) {
        return item.from().filter(author -> author.id().equals(page)).isPresent();
    }

    private MessageBuilder builder(Item item, Instant at) {
        URI permalink = permalink(item);
        var message = new MessageBuilder(
                        channel,
                        item.id(),
                        item.kind(),
                        item.thread(),
                        item.from().orElseGet(() -> nobody(item)),
                        item.sentAt().orElse(at))
                .permalink(permalink)
                .inReplyTo(item.parent().orElse(null))
                .attachments(item.media())
                .ours(isOurs(item));
        if (item.isEmpty()) {
            return message.text(permalink == null ? "" : permalink.toString())
                    .unread("the text, which Facebook did not tell");
        }
        return message.text(text(item));
    }

    private static String text(Item item) {
        String link =
                item.link().filter(shared -> !item.text().contains(shared)).orElse("");
        return link.isEmpty() ? item.text() : item.text().isEmpty() ? link : item.text() + "\n" + link;
    }

    /** Without a permission Facebook does not tell who wrote something; two strangers must not become one person. */
    private static Author nobody(Item item) {
        return new Author(
                "unknown:" + item.id(),
                "unknown",
                "Somebody on Facebook",
                Optional.empty(),
                Optional.empty(),
                java.util.OptionalLong.empty(),
                false);
    }

    /**
     * Names a wording by what stands there, because webhook and API give edits no number. Not the addresses of pictures:
     * they change with each look.
     */
    static String wording(Item item) {
        String media = item.media().stream()
                .map(Attachment::type)
                .map(Enum::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        String content = item.text() + "\u0000" + media;
        String hash = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 18);
        return item.hidden() ? hash + ":hidden" : hash;
    }

    private static @org.jspecify.annotations.Nullable URI permalink(Item item) {
        String told = item.permalink().orElse("");
        boolean comment = item.kind() == Kind.COMMENT
                || item.id().contains("_") && !item.id().equals(item.thread());
        String made = "https://www.facebook.com/" + item.thread()
                + (comment && !item.id().equals(item.thread()) ? "?comment_id=" + Ids.last(item.id()) : "");
        return uri(told).or(() -> uri(made)).orElse(null);
    }

    static Optional<URI> uri(String text) {
        try {
            return text.matches("https?://.+") ? Optional.of(URI.create(text)) : Optional.empty();
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
