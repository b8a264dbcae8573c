package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.GraphTime;
import io.deskbridge.http.meta.MetaNews;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the webhook tells of posts and comments: the fields {@code feed} and {@code mention}
 * (developers.facebook.com/docs/graph-api/webhooks/reference/page).
 */
final class FeedChanges {
    private static final Logger LOG = LoggerFactory.getLogger(FeedChanges.class);
    private static final Set<String> WITHOUT_WORDS = Set.of("reaction", "like");
    /** These are about the page's own films and rights; nobody wrote anything. */
    private static final Set<String> RIGHTS = Set.of("block", "unblock", "mute", "unmute");

    private final Items items;
    private final LookUps lookUps;
    private final Clock clock;

    FeedChanges(Items items, LookUps lookUps, Clock clock) {
        this.items = items;
        this.lookUps = lookUps;
        this.clock = clock;
    }

    List<Message> messages(MetaNews news) {
        JsonNode value = news.value();
        String what = value.path("item").asText("");
        String verb = value.path("verb").asText("");
        if (WITHOUT_WORDS.contains(what)) {
            LOG.debug("{}: a {} is left alone", items.channel(), what);
            return List.of();
        }
        if (RIGHTS.contains(verb)) {
            LOG.warn("{}: Facebook says {} of {} {}", items.channel(), verb, what, Ids.id(value.path("video_id")));
            return List.of();
        }
        Instant at = news.at().filter(told -> told.isBefore(clock.instant())).orElseGet(clock::instant);
        Optional<Item> read = item(news.field(), value);
        if (read.isEmpty()) {
            LOG.warn("{}: a webhook told of a {} ({}) without its id; it cannot be shown", items.channel(), what, verb);
            return List.of();
        }
        return message(read.get(), verb, at);
    }

    private List<Message> message(Item item, String verb, Instant at) {
        boolean ours = items.isOurs(item);
        return switch (verb) {
            case "remove", "delete" -> removed(item, at);
            case "hide", "unhide" -> {
                if (ours || item.from().isEmpty()) {
                    // whoever hid it is told here, or whoever wrote it: nobody knows
                    lookUps.add(item.id(), item.thread());
                    if (verb.equals("unhide")) {
                        lookUps.shown(item.id(), at);
                    }
                    yield List.of();
                }
                yield List.of(verb.equals("hide") ? items.message(hidden(item), at) : items.shown(item, at));
            }
            default -> {
                if (item.isEmpty() && !ours) {
                    lookUps.add(item.id(), item.thread());
                }
                boolean first = verb.equals("add");
                yield List.of(items.message(item, first ? item.sentAt().orElse(at) : at));
            }
        };
    }

    private List<Message> removed(Item item, Instant at) {
        String by = item.from().map(Author::id).orElse("unknown");
        return List.of(items.removed(
                item.id(),
                item.thread(),
                item.kind(),
                by,
                item.sentAt().orElse(at),
                at,
                item.from().isPresent() && !items.isOurs(item)));
    }

    private static Item hidden(Item item) {
        return new Item(
                item.id(),
                item.thread(),
                item.kind(),
                item.from(),
                item.text(),
                item.media(),
                item.link(),
                item.sentAt(),
                item.permalink(),
                item.parent(),
                true);
    }

    /** Empty when it has no id. */
    private Optional<Item> item(String field, JsonNode value) {
        String comment = Ids.id(value.path("comment_id"));
        String post = Ids.id(value.path("post_id"));
        if (comment.isEmpty() && post.isEmpty()) {
            return Optional.empty();
        }
        String thread = post.isEmpty() ? items.page() + "_" + comment.replaceFirst("_.*", "") : post;
        Optional<Author> from = Ids.author(
                        value.path("from").path("id"), value.path("from").path("name"))
                .or(() -> Ids.author(value.path("sender_id"), value.path("sender_name")));
        String parent = Ids.id(value.path("parent_id"));
        boolean mention = field.equals("mention") || comment.isEmpty();
        return Optional.of(new Item(
                comment.isEmpty() ? post : comment,
                thread,
                mention ? Kind.MENTION : Kind.COMMENT,
                from,
                value.path("message").asText(""),
                Pictures.pushed(value),
                value.path("item").asText("").equals("share")
                        ? Items.uri(value.path("link").asText("")).map(Object::toString)
                        : Optional.empty(),
                GraphTime.of(value.path("created_time")),
                Optional.of(value.path("permalink_url").asText(comment.isEmpty() ? ofPost(value) : "")),
                comment.isEmpty() ? Optional.empty() : Optional.of(parent.isEmpty() ? thread : parent),
                value.path("is_hidden").asBoolean(false)));
    }

    /** Of a comment's post: it leads to the post and not to the comment. */
    private static String ofPost(JsonNode value) {
        return value.path("post").path("permalink_url").asText("");
    }
}
