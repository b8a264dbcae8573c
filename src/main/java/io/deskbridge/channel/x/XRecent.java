package io.deskbridge.channel.x;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest posts that went to the hub, for the look at deletions: a post is most often taken back in its first minutes,
 * before that slow source has ever listed it. A restart forgets them; what it listed by then it keeps in its cursor.
 */
final class XRecent {
    private static final int REMEMBERED = 100;

    private final Deque<Message> posts = new ArrayDeque<>();

    synchronized void add(List<Message> messages) {
        for (Message message : messages) {
            if (message.kind() != Kind.DIRECT && !message.ours() && !message.deleted()) {
                posts.add(message);
            }
        }
        while (posts.size() > REMEMBERED) {
            posts.remove();
        }
    }

    /** What was added and not forgotten, oldest first. */
    synchronized List<Message> latest() {
        return List.copyOf(posts);
    }

    synchronized void forget(List<Message> messages) {
        posts.removeAll(messages);
    }

    /** The same source, and what it brings is remembered. */
    Source<Message> remembering(Source<Message> source) {
        return new Source<>() {
            @Override
            public String name() {
                return source.name();
            }

            @Override
            public Duration pace() {
                return source.pace();
            }

            @Override
            public Batch<Message> poll(Cursor since) {
                Batch<Message> batch = source.poll(since);
                add(batch.items());
                return batch;
            }
        };
    }
}
