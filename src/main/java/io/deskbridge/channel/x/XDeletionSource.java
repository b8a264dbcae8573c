package io.deskbridge.channel.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Author;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Customers' deletions, which X tells nobody: the latest hundred mentions are listed again, and those that were there
 * before and are missing are looked up. Two calls at most; X charges a post once a day however often it is read.
 *
 * <p>The cursor holds what was there, as {@code id/conversation/author} with commas between.
 */
final class XDeletionSource implements Source<Message> {
    private static final int REMEMBERED = 100;

    private final Duration pace;
    private final XApi api;
    private final Supplier<XSelf> self;
    private final XRecent recent;
    private final Clock clock;

    XDeletionSource(Duration pace, XApi api, Supplier<XSelf> self, XRecent recent, Clock clock) {
        this.pace = pace;
        this.api = api;
        this.self = self;
        this.recent = recent;
        this.clock = clock;
    }

    private record Seen(String id, String conversation, String author) {
        @Override
        public String toString() {
            return id + "/" + conversation + "/" + author;
        }
    }

    @Override
    public String name() {
        return "deletions";
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        XSelf us = self.get();
        Map<String, Seen> remembered = read(since);
        List<Message> unlisted = recent.latest();
        unlisted.forEach(message -> remembered.put(
                message.id().value(),
                new Seen(
                        message.id().value(),
                        message.conversation().thread(),
                        message.author().id())));
        Map<String, Seen> listed = listed(us);
        List<Seen> missing = remembered.values().stream()
                .filter(seen -> !listed.containsKey(seen.id()))
                .toList();
        Set<String> deleted = missing.isEmpty() ? Set.of() : deleted(missing);
        List<Message> messages = missing.stream()
                .filter(seen -> deleted.contains(seen.id()))
                .map(seen -> message(us, seen))
                .toList();
        var next = new TreeMap<String, Seen>(XIds.BY_AGE);
        next.putAll(remembered);
        next.putAll(listed);
        next.keySet().removeAll(deleted);
        recent.forget(unlisted);
        while (next.size() > REMEMBERED) {
            next.pollFirstEntry();
        }
        String value =
                String.join(",", next.values().stream().map(Seen::toString).toList());
        return Batch.of(messages, value.isEmpty() ? since : new Cursor(value));
    }

    private Map<String, Seen> listed(XSelf us) {
        JsonNode page = api.read(
                "/2/users/" + us.id() + "/mentions",
                Map.of(
                        "max_results",
                        String.valueOf(REMEMBERED),
                        "tweet.fields",
                        "author_id,conversation_id,edit_history_tweet_ids,id"));
        var listed = new TreeMap<String, Seen>(XIds.BY_AGE);
        for (JsonNode post : page.path("data")) {
            String id = post.path("id").asText("");
            if (XIds.isId(id)) {
                String first = XPosts.firstWording(post, id);
                listed.put(
                        first,
                        new Seen(
                                first,
                                post.path("conversation_id").asText(first),
                                post.path("author_id").asText("unknown")));
            }
        }
        return listed;
    }

    private Set<String> deleted(List<Seen> missing) {
        return XErrors.deletedOf(missing.stream().map(Seen::id).toList(), query -> api.read("/2/tweets", query));
    }

    private Message message(XSelf us, Seen seen) {
        return new MessageBuilder(
                        us.channel(),
                        seen.id(),
                        Kind.MENTION,
                        seen.conversation(),
                        Author.unknown(seen.author()),
                        XIds.timeOf(seen.id()).orElse(clock.instant()))
                .deletedAt(clock.instant())
                .build();
    }

    private static Map<String, Seen> read(Cursor cursor) {
        var seen = new TreeMap<String, Seen>(XIds.BY_AGE);
        for (String one : cursor.value().split(",", -1)) {
            String[] parts = one.split("/", -1);
            if (parts.length == 3) {
                seen.put(parts[0], new Seen(parts[0], parts[1], parts[2]));
            }
        }
        return seen;
    }
}
