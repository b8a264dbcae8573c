package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Words;
import io.deskbridge.http.meta.GraphTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A comment, or a caption that names us, read from the webhook or from a list: both give the same ids, so what comes both
 * ways is stored once. Nobody can edit a comment, so the words that came first stay.
 *
 * @param id an answer is addressed to it
 * @param media the thread
 * @param kind a comment on our media, a mention elsewhere
 * @param from who wrote it; empty when Instagram does not tell
 * @param text empty when it was not told
 * @param sentAt empty when it was not told
 * @param parent the comment that it answers; empty below the medium itself
 * @param permalink of the medium: comments have none
 * @param hidden by our side or by a filter of the account: only the account still sees it
 */
record Comment(
        String id,
        String media,
        Kind kind,
        Optional<Author> from,
        String text,
        Optional<Instant> sentAt,
        Optional<String> parent,
        Optional<URI> permalink,
        boolean hidden) {
    static final String FIELDS = "id,text,timestamp,username,from{id,username},parent_id,hidden";
    static final Words HIDDEN = new Words("Hidden on Instagram", "Auf Instagram verborgen");
    /** What is read later must not seem older than the placeholder that stood for it. */
    private static final Duration EARLIER = Duration.ofHours(1);

    /**
     * As a list has it.
     *
     * @param parent the comment below which it was listed
     */
    static Comment listed(JsonNode json, String media, Optional<URI> permalink, Optional<String> parent) {
        return new Comment(
                Wire.text(json.path("id")),
                media,
                Kind.COMMENT,
                author(json),
                Wire.text(json.path("text")),
                GraphTime.of(json.path("timestamp")),
                Wire.some(json.path("parent_id")).or(() -> parent),
                permalink,
                json.path("hidden").asBoolean(false));
    }

    /** In {@code from}, in {@code user}, or the name alone. */
    static Optional<Author> author(JsonNode json) {
        JsonNode from = json.path("from").isObject() ? json.path("from") : json.path("user");
        String name = Wire.some(from.path("username")).orElse(Wire.text(json.path("username")));
        String id = Wire.some(from.path("id")).orElse(name.isEmpty() ? "" : "name:" + name);
        return id.isEmpty() ? Optional.empty() : Optional.of(Wire.author(id, name, name));
    }

    boolean isBy(Account us) {
        return from.filter(author -> us.is(author.id(), author.handle())).isPresent();
    }

    /**
     * For the ledger.
     *
     * @param at when it was told
     */
    Message message(Account us, Instant at) {
        Instant sent = sentAt.orElse(at);
        MessageBuilder built = new MessageBuilder(us.channel(), id, kind, media, from.orElseGet(this::nobody), sent)
                .permalink(permalink.orElse(null))
                .inReplyTo(parent.orElse(id.equals(media) ? null : media))
                .ours(isBy(us))
                .notice(hidden ? HIDDEN : null);
        return text.isBlank()
                ? built.text(permalink.map(URI::toString).orElse("(see Instagram)"))
                        .revision(hidden ? wording() : "unread", at.minus(EARLIER))
                        .unread("the text, which Instagram did not tell")
                        .build()
                : built.text(text).revision(wording(), at).build();
    }

    /** Names the wording, for the ledger and the cursor. */
    String wording() {
        return hidden ? "hidden" : text.isBlank() ? "unread" : "first";
    }

    /** Two strangers must not become one person. */
    private Author nobody() {
        return Wire.author("unknown:" + id, "", "Somebody on Instagram");
    }
}
