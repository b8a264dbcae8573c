package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mentions, replies and quotes. The list is paged backwards and sorted by the earlier of the poster's clock and the
 * network's, so something new may appear far below what was read: each look goes back a little behind the newest known
 * one, and now and then far. What the list calls read or seen is never asked: colleagues' apps move that.
 */
final class NotificationSource implements Source<Message> {
    private static final List<String> REASONS = List.of("mention", "reply", "quote");
    private static final Duration SHORT_OVERLAP = Duration.ofMinutes(10);
    private static final int MOST_PAGES = 1000;

    private final BlueskySettings settings;
    private final Xrpc xrpc;
    private final Reader reader;
    private final Clock clock;
    private final PostViews views;
    private final Changes changes;
    private final Rhythm farBack;
    private final Rhythm lookForChanges;

    NotificationSource(BlueskySettings settings, Xrpc xrpc, Reader reader, Clock clock) {
        this.settings = settings;
        this.xrpc = xrpc;
        this.reader = reader;
        this.clock = clock;
        views = new PostViews(xrpc);
        changes = new Changes(xrpc, views);
        farBack = new Rhythm(clock, settings.overlapPace());
        lookForChanges = new Rhythm(clock, settings.changesPace());
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public Duration pace() {
        return settings.pace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        Instant now = clock.instant();
        Memory memory = Memory.of(since, now.minus(settings.overlap()).plus(SHORT_OVERLAP));
        boolean far = since.isStart() || farBack.isDue();
        Instant horizon = memory.mark().minus(SHORT_OVERLAP);
        Instant farHorizon = now.minus(settings.overlap());
        List<JsonNode> news = read(far && farHorizon.isBefore(horizon) ? farHorizon : horizon, memory);
        Posts posts = reader.posts();
        List<Message> items = new ArrayList<>(messages(news, memory, posts, now));
        Instant mark = items.stream().map(Message::sentAt).reduce(memory.mark(), (a, b) -> a.isAfter(b) ? a : b);
        if (lookForChanges.isDue()) {
            Reader.addMissing(items, changes.of(memory, posts, now));
            lookForChanges.done();
        }
        if (far) {
            farBack.done();
        }
        List<Message> ordered = Reader.oldestFirst(items);
        return ordered.isEmpty() ? Batch.nothing(since) : Batch.of(ordered, memory.after(mark, ordered));
    }

    /** The notifications down to the horizon that were not brought yet. */
    private List<JsonNode> read(Instant horizon, Memory memory) {
        var news = new ArrayList<JsonNode>();
        String cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = xrpc.query(
                    "app.bsky.notification.listNotifications",
                    Map.of("limit", "100", "cursor", cursor),
                    "reasons",
                    REASONS);
            if (!answer.path("notifications").isArray()) {
                throw new Failure.Unreadable("listNotifications answered without notifications");
            }
            boolean below = false;
            for (JsonNode notification : answer.path("notifications")) {
                below = Posts.time(notification.path("indexedAt"))
                        .map(horizon::isAfter)
                        .orElse(false);
                if (!below && isNew(notification, memory)) {
                    news.add(notification);
                }
            }
            cursor = answer.path("cursor").asText();
            if (below || cursor.isBlank() || answer.path("notifications").isEmpty()) {
                break;
            }
        }
        return news;
    }

    private static boolean isNew(JsonNode notification, Memory memory) {
        return REASONS.contains(notification.path("reason").asText("mention"))
                && memory.isNew(
                        notification.path("uri").asText(),
                        notification.path("cid").asText());
    }

    /** Addresses of images and the rule about replies stand only in the posts themselves. */
    private List<Message> messages(List<JsonNode> news, Memory memory, Posts posts, Instant now) {
        var byUri = new LinkedHashMap<String, JsonNode>();
        for (JsonNode notification : news) {
            String uri = notification.path("uri").asText();
            byUri.put(PostUri.parse(uri).isPresent() ? uri : notification.toString(), notification);
        }
        byUri.putAll(views.of(byUri.keySet().stream()
                .filter(uri -> PostUri.parse(uri).isPresent())
                .toList()));
        return byUri.values().stream()
                .map(post -> memory.isEdit(
                                post.path("uri").asText(), post.path("cid").asText())
                        ? posts.readEdited(post, now)
                        : posts.read(post, now))
                .filter(message ->
                        memory.isNew(message.id().value(), message.revision().id()))
                .toList();
    }
}
