package io.deskbridge.channel.instagram;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.MetaNews;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the webhook tells of comments and mentions
 * (developers.facebook.com/docs/instagram-platform/webhooks/examples). A comment below a boosted post may come twice, once
 * for the advertisement: both name the same comment, and the medium that it was made from.
 */
final class CommentChanges {
    private static final Logger LOG = LoggerFactory.getLogger(CommentChanges.class);

    private final Account us;
    private final GraphApi api;
    private final Mentions mentions;
    private final Asked<URI> permalinks;
    private final Clock clock;

    CommentChanges(Account us, GraphApi api, Mentions mentions, Asked<URI> permalinks, Clock clock) {
        this.us = us;
        this.api = api;
        this.mentions = mentions;
        this.permalinks = permalinks;
        this.clock = clock;
    }

    List<Message> messages(MetaNews news) {
        JsonNode value = news.value();
        Instant at = news.at().filter(told -> told.isBefore(clock.instant())).orElseGet(clock::instant);
        return switch (news.field()) {
            case "comments", "live_comments" -> comment(value, at);
            case "mentions" -> mention(value, at);
            default -> {
                LOG.debug("{}: {} is left alone: nobody wrote anything", us.channel(), news.field());
                yield List.of();
            }
        };
    }

    private List<Message> comment(JsonNode value, Instant at) {
        String id = Wire.text(value.path("id"));
        if (id.isEmpty()) {
            LOG.warn("{}: a webhook told of a comment without its id; it cannot be shown", us.channel());
            return List.of();
        }
        JsonNode medium = value.path("media");
        Optional<String> media = Wire.some(medium.path("original_media_id")).or(() -> Wire.some(medium.path("id")));
        Comment told = new Comment(
                id,
                media.orElse(id),
                Kind.COMMENT,
                Comment.author(value),
                Wire.text(value.path("text")),
                Optional.of(at),
                Wire.some(value.path("parent_id")),
                media.flatMap(permalinks::of),
                false);
        boolean whole = media.isPresent() && !told.text().isBlank();
        return List.of((whole ? told : asked(told)).message(us, at));
    }

    /** Old calls, and tests from the dashboard, leave out what a comment stands under. */
    private Comment asked(Comment told) {
        try {
            JsonNode json = api.get("/" + told.id(), Map.of("fields", Comment.FIELDS + ",media{id,permalink}"));
            String media = Wire.some(json.path("media").path("id")).orElse(told.media());
            Optional<URI> permalink = Wire.uri(Wire.text(json.path("media").path("permalink")));
            return json.path("id").asText("").equals(told.id())
                    ? Comment.listed(json, media, permalink, told.parent())
                    : told;
        } catch (Failure e) { // what was told stands, and the list brings the rest
            LOG.debug("{}: comment {} cannot be read now: {}", us.channel(), told.id(), e.getMessage());
            return told;
        }
    }

    private List<Message> mention(JsonNode value, Instant at) {
        String media = Wire.text(value.path("media_id"));
        String id = Wire.some(value.path("comment_id")).orElse(media);
        if (media.isEmpty()) {
            LOG.warn("{}: a webhook told of a mention without its medium; it cannot be shown", us.channel());
            return List.of();
        }
        try {
            Optional<Comment> read = mentions.read(id, media);
            if (read.isPresent()) {
                return List.of(read.get().message(us, at));
            }
        } catch (Failure e) {
            LOG.debug("{}: mention {} cannot be read now: {}", us.channel(), id, e.getMessage());
            mentions.later(id, media);
        }
        return List.of(new Comment(
                        id,
                        media,
                        Kind.MENTION,
                        Optional.empty(),
                        "",
                        Optional.of(at),
                        Optional.empty(),
                        Optional.empty(),
                        false)
                .message(us, at));
    }
}
