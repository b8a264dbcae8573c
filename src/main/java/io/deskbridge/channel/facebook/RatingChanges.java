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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what the webhook tells of recommendations, field {@code ratings}, and of comments below them. */
final class RatingChanges {
    private static final Logger LOG = LoggerFactory.getLogger(RatingChanges.class);

    private final Items items;
    private final LookUps lookUps;
    private final Clock clock;

    RatingChanges(Items items, LookUps lookUps, Clock clock) {
        this.items = items;
        this.lookUps = lookUps;
        this.clock = clock;
    }

    List<Message> messages(MetaNews news) {
        JsonNode value = news.value();
        String verb = value.path("verb").asText("");
        Instant at = news.at().filter(told -> told.isBefore(clock.instant())).orElseGet(clock::instant);
        return switch (value.path("item").asText("")) {
            case "rating" -> rating(value, verb, at);
            case "comment" -> comment(value, verb, at);
            case "reaction", "like" -> {
                LOG.debug("{}: a reaction to a recommendation is left alone", items.channel());
                yield List.of();
            }
            default -> {
                LOG.warn(
                        "{}: a webhook told of a {} among the recommendations, which is unknown here",
                        items.channel(),
                        value.path("item").asText(""));
                yield List.of();
            }
        };
    }

    private List<Message> rating(JsonNode value, String verb, Instant at) {
        String story = Ids.id(value.path("open_graph_story_id"));
        Optional<Author> reviewer = Ids.author(value.path("reviewer_id"), value.path("reviewer_name"));
        if (story.isEmpty()) {
            LOG.warn("{}: a recommendation came without its id; it cannot be shown", items.channel());
            return List.of();
        }
        if (verb.equals("remove")) {
            String by = reviewer.map(Author::id).orElse("unknown");
            return List.of(items.removed(story, story, Kind.REVIEW, by, at, at, reviewer.isPresent()));
        }
        Optional<Instant> sentAt = GraphTime.of(value.path("created_time"));
        Item item = Ratings.rating(story, value, reviewer, sentAt);
        return List.of(items.message(item, verb.equals("add") ? sentAt.orElse(at) : at));
    }

    private List<Message> comment(JsonNode value, String verb, Instant at) {
        String id = Ids.id(value.path("comment_id"));
        String story = Ids.last(Ids.id(value.path("post_id")));
        if (id.isEmpty() || story.isEmpty()) {
            LOG.warn("{}: a comment on a recommendation came without its id; it cannot be shown", items.channel());
            return List.of();
        }
        Optional<Author> from = Ids.author(
                        value.path("from").path("id"), value.path("from").path("name"))
                .or(() -> Ids.author(value.path("sender_id"), value.path("sender_name")));
        String parent = Ids.id(value.path("parent_id"));
        boolean first = parent.isEmpty() || Ids.last(parent).equals(story);
        var item = new Item(
                id,
                story,
                Kind.COMMENT,
                from,
                value.path("message").asText(""),
                Pictures.pushed(value),
                Optional.empty(),
                GraphTime.of(value.path("created_time")),
                Optional.empty(),
                Optional.of(first ? story : parent),
                false);
        if (verb.equals("remove")) {
            String by = from.map(Author::id).orElse("unknown");
            return List.of(items.removed(
                    id,
                    story,
                    Kind.COMMENT,
                    by,
                    item.sentAt().orElse(at),
                    at,
                    from.isPresent() && !items.isOurs(item)));
        }
        if (item.isEmpty() && !items.isOurs(item)) {
            lookUps.add(id, story);
        }
        return List.of(items.message(item, verb.equals("add") ? item.sentAt().orElse(at) : at));
    }
}
