package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads posts. Both spellings of the API are understood: {@code referenced_tweets} of the documentation and
 * {@code referenced_posts} of the newer specification.
 */
final class XPosts {
    private final XSelf self;
    private final Instant readAt;

    /**
     * @param readAt stands in for a time that X did not tell
     */
    XPosts(XSelf self, Instant readAt) {
        this.self = self;
        this.readAt = readAt;
    }

    /** All posts of an answer, and a placeholder for each that X names only as an error; in the answer's order. */
    List<Message> page(JsonNode answer) {
        XIncludes includes = XIncludes.of(answer.path("includes"));
        var messages = new ArrayList<Message>();
        JsonNode data = answer.path("data");
        if (data.isObject()) {
            messages.add(post(data, includes, false));
        } else {
            data.forEach(post -> messages.add(post(post, includes, false)));
        }
        for (String id : XErrors.missingPosts(answer)) {
            messages.add(XPlaceholders.post(self, id, "the post, which X did not show", readAt));
        }
        return messages;
    }

    /**
     * @param quotesUs the event that brought it says so
     */
    Message post(JsonNode post, XIncludes includes, boolean quotesUs) {
        String id = post.path("id").asText("");
        if (!XIds.isId(id)) {
            return XPlaceholders.nameless(self, Kind.MENTION, post, "the post's id", readAt);
        }
        String first = firstWording(post, id);
        String authorId = post.path("author_id").asText("");
        Author author = XAuthors.author(authorId.isEmpty() ? "unknown" : authorId, includes);
        boolean ours = self.is(authorId);
        URI permalink = permalink(author, id);
        JsonNode note = post.path(post.has("note_post") ? "note_post" : "note_tweet");
        boolean isLong = note.path("text").isTextual();
        JsonNode wire = isLong ? note.path("text") : post.path("text");
        JsonNode entities = (isLong ? note : post).path("entities");
        int shownFrom = isReply(post) ? post.path("display_text_range").path(0).asInt(0) : 0;
        String text = XText.written(wire.asText(""), shownFrom, entities);

        boolean named = names(post.path("entities"), wire.asText(""), 0);
        boolean namedByAuthor = names(post.path("entities"), text, shownFrom);
        boolean quoted = quotesUs || quotesUs(post, includes);
        boolean answersUs = self.is(post.path("in_reply_to_user_id").asText(""));
        boolean summoned = quoted || (self.carriedMentionsSummon() ? named : namedByAuthor);

        var message = new MessageBuilder(
                        self.channel(),
                        first,
                        namedByAuthor || quoted ? Kind.MENTION : named || answersUs ? Kind.COMMENT : Kind.POST,
                        conversation(post, first),
                        author,
                        sentAt(post, id, first))
                .revision(id, XIds.timeOf(id).orElseGet(() -> sentAt(post, id, first)))
                .attachments(XAttachments.of(post.path("attachments"), includes))
                .permalink(permalink)
                .ours(ours);
        reference(post, "replied_to")
                .ifPresent(parent -> message.inReplyTo(includes.post(parent)
                        .map(it -> firstWording(it, parent))
                        .orElse(parent)));
        reference(post, "retweeted")
                .ifPresent(
                        original -> message.dismissal("a bare repost of " + original + ", without words of its own"));
        if (!ours && !summoned) {
            message.restriction(self.notSummoned(permalink));
        }
        if (!wire.isTextual()) {
            return message.text(XPlaceholders.words(permalink))
                    .unread("the text")
                    .build();
        }
        if (authorId.isEmpty()) {
            message.unread("the author");
        }
        return message.text(text).build();
    }

    /** An edit is a new post with a new id; the first one names it through all of them. */
    static String firstWording(JsonNode post, String id) {
        String first = post.path(history(post)).path(0).asText(id);
        return XIds.isId(first) ? first : id;
    }

    /** A root's conversation is named after it, and stays so when it is edited. */
    private static String conversation(JsonNode post, String first) {
        String told = post.path("conversation_id").asText(first);
        boolean isOwnWording = false;
        for (JsonNode id : post.path(history(post))) {
            isOwnWording |= id.asText().equals(told);
        }
        return isOwnWording || told.isBlank() ? first : told;
    }

    private static String history(JsonNode post) {
        return post.has("edit_history_post_ids") ? "edit_history_post_ids" : "edit_history_tweet_ids";
    }

    static Optional<String> reference(JsonNode post, String type) {
        JsonNode all = post.path(post.has("referenced_posts") ? "referenced_posts" : "referenced_tweets");
        for (JsonNode one : all) {
            if (one.path("type").asText("").equals(type) && one.path("id").isTextual()) {
                return Optional.of(one.path("id").asText());
            }
        }
        return Optional.empty();
    }

    private static boolean isReply(JsonNode post) {
        return reference(post, "replied_to").isPresent() || post.has("in_reply_to_user_id");
    }

    private static URI permalink(Author author, String id) {
        String owner = author.handle().matches("\\w+") && !author.handle().equals(author.id()) ? author.handle() : "i";
        return URI.create("https://x.com/" + owner + "/status/" + id);
    }

    private Instant sentAt(JsonNode post, String id, String first) {
        // created_at is the time of this wording; the first one's time is in its id
        Optional<Instant> told = first.equals(id) ? time(post.path("created_at").asText("")) : Optional.empty();
        return told.or(() -> XIds.timeOf(first))
                .or(() -> time(post.path("created_at").asText("")))
                .orElse(readAt);
    }

    static Optional<Instant> time(String iso) {
        try {
            return iso.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(iso));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Whether we are named from that code point on. Long posts list in {@code entities} only what stands in the cut. */
    private boolean names(JsonNode entities, String text, int from) {
        for (JsonNode mention : entities.path("mentions")) {
            boolean us = self.is(mention.path("id").asText(""))
                    || mention.path("username").asText("").equalsIgnoreCase(self.handle());
            if (us && mention.path("start").asInt(0) >= from) {
                return true;
            }
        }
        return XText.names(text, self.handle());
    }

    private boolean quotesUs(JsonNode post, XIncludes includes) {
        return reference(post, "quoted")
                .filter(quoted -> includes.post(quoted)
                                .filter(it -> self.is(it.path("author_id").asText("")))
                                .isPresent()
                        || linksTo(post, "/" + self.handle() + "/status/" + quoted))
                .isPresent();
    }

    private static boolean linksTo(JsonNode post, String path) {
        for (JsonNode url : post.path("entities").path("urls")) {
            if (url.path("expanded_url").asText("").toLowerCase(Locale.ROOT).endsWith(path.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
