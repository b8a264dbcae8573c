package io.deskbridge.channel.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Replies that nobody told us of: deeper ones, a customer's further words under her own post, and those that the network
 * indexed before their parent, for which it never makes a notification. Reads the threads of our newest posts.
 */
final class ThreadSource implements Source<Message> {
    private final BlueskySettings settings;
    private final Threads threads;
    private final Reader reader;
    private final Clock clock;
    private final Changes changes;
    private final Rhythm lookForChanges;

    ThreadSource(BlueskySettings settings, Xrpc xrpc, Reader reader, Clock clock) {
        this.settings = settings;
        this.threads = new Threads(xrpc);
        this.reader = reader;
        this.clock = clock;
        changes = new Changes(xrpc, new PostViews(xrpc));
        lookForChanges = new Rhythm(clock, settings.changesPace());
    }

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public Duration pace() {
        return settings.threadsPace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        Instant now = clock.instant();
        Memory memory = Memory.of(since, now.minus(settings.overlap()));
        Posts posts = reader.posts();
        var items = new ArrayList<Message>();
        for (JsonNode post : threads.newest(posts.us(), settings.threadPosts())) {
            String uri = post.path("uri").asText();
            String cid = post.path("cid").asText();
            if (memory.isNew(uri, cid)) {
                Message message = memory.isEdit(uri, cid) ? posts.readEdited(post, now) : posts.read(post, now);
                if (!message.sentAt().isBefore(memory.mark())) {
                    items.add(message);
                }
            }
        }
        if (lookForChanges.isDue()) {
            Reader.addMissing(items, changes.of(memory, posts, now));
            lookForChanges.done();
        }
        List<Message> ordered = Reader.oldestFirst(items);
        return ordered.isEmpty() ? Batch.nothing(since) : Batch.of(ordered, memory.after(memory.mark(), ordered));
    }
}
