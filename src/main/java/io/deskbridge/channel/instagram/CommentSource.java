package io.deskbridge.channel.instagram;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Message;
import io.deskbridge.core.Source;
import io.deskbridge.http.meta.GraphApi;
import io.deskbridge.http.meta.ListMemory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the comments below our newest media, notices which of them are hidden or gone, and reads the mentions that the
 * webhook could not.
 */
final class CommentSource implements Source<Message> {
    private static final Logger LOG = LoggerFactory.getLogger(CommentSource.class);
    /** Times are in seconds, and a comment may be listed a moment late. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private final InstagramSettings settings;
    private final Account us;
    private final GraphApi api;
    private final Mentions mentions;
    private final Vanished vanished;
    private final Clock clock;

    CommentSource(InstagramSettings settings, Account us, GraphApi api, Mentions mentions, Clock clock) {
        this.settings = settings;
        this.us = us;
        this.api = api;
        this.mentions = mentions;
        this.vanished = new Vanished(us, api);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public Duration pace() {
        return settings.commentPace();
    }

    @Override
    public AutoCloseable listen(Runnable news) {
        mentions.listener(news);
        return () -> mentions.listener(() -> {});
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        Instant now = clock.instant();
        ListMemory memory = ListMemory.of(since, now.minus(settings.history()));
        var look = new MediaLook(us, api, settings.posts(), memory);
        List<Message> messages = news(look, us, now);
        Instant newest = messages.isEmpty()
                ? memory.start()
                : messages.get(messages.size() - 1).sentAt();
        var gone = vanished.of(memory, look, now);
        messages.addAll(gone.messages());
        messages.addAll(late());
        if (messages.isEmpty() && gone.settled().isEmpty()) {
            return Batch.nothing(since);
        }
        Instant start = newest.minus(OVERLAP);
        ListMemory next = start.isAfter(memory.start()) ? memory.since(start) : memory;
        return Batch.of(messages, next.after(messages, gone.settled()));
    }

    /** Oldest first; of the same second in the order of the list. */
    private static List<Message> news(MediaLook look, Account us, Instant now) {
        var comments = new ArrayList<>(look.comments());
        Collections.reverse(comments);
        var known = new HashSet<String>();
        var messages = new ArrayList<Message>();
        for (Comment comment : comments) {
            if (look.isNew(comment) && known.add(comment.id())) {
                // when it was hidden is not told, so it is now
                messages.add(comment.message(
                        us, comment.hidden() ? now : comment.sentAt().orElse(now)));
            }
        }
        messages.sort(Comparator.comparing(Message::sentAt));
        return messages;
    }

    /** What was mentioned may be old, so it does not move the cursor; what fails is tried at the next poll. */
    private List<Message> late() {
        var messages = new ArrayList<Message>();
        mentions.open().forEach((id, media) -> {
            try {
                mentions.read(id, media).ifPresent(comment -> messages.add(comment.message(us, clock.instant())));
                mentions.done(id);
            } catch (Failure e) { // the comments must not wait for it
                LOG.debug("{}: mention {} cannot be read now: {}", us.channel(), id, e.getMessage());
            }
        });
        return messages;
    }
}
