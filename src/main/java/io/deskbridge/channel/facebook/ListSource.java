package io.deskbridge.channel.facebook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
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
import java.util.Optional;
import java.util.Set;

/**
 * Looks through the newest posts of a list and the newest comments below each: in one call for all of them, and in more
 * where more is new. It makes up for what the webhook missed; what comes both ways has the same ids.
 */
final class ListSource implements Source<Message> {
    private static final int PAGE = 25;
    private static final int MOST_PAGES = 200;
    /**
     * The wording that is read now may be a moment old, and Meta's clock is not ours: an edit that the webhook tells
     * meanwhile must not seem the older one.
     */
    private static final Duration LAG = Duration.ofMinutes(2);

    private final String name;
    private final Duration pace;
    private final Listing listing;
    private final Items items;
    private final GraphApi api;
    private final LookUps lookUps;
    private final Vanished vanished;
    private final FacebookSettings settings;
    private final Clock clock;

    ListSource(
            String name,
            Duration pace,
            Listing listing,
            Items items,
            GraphApi api,
            LookUps lookUps,
            FacebookSettings settings,
            Clock clock) {
        this.name = name;
        this.pace = pace;
        this.listing = listing;
        this.items = items;
        this.api = api;
        this.lookUps = lookUps;
        this.vanished = new Vanished(items, api);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public AutoCloseable listen(Runnable news) {
        lookUps.listener(news);
        return () -> lookUps.listener(() -> {});
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        var round = new Round(ListMemory.of(since, clock.instant().minus(settings.history())), clock.instant());
        round.list();
        var asked = lookUps.open();
        var shown = new ArrayList<Message>();
        asked.forEach((id, thread) -> vanished.read(id, thread).ifPresent(item -> {
            round.add(item);
            lookUps.shownAgain(id)
                    .filter(at -> !item.hidden() && !items.isOurs(item))
                    .ifPresent(at -> shown.add(items.shown(item, at)));
        }));
        List<Message> messages = round.messages();
        messages.addAll(shown);
        var gone = vanished.of(round.memory, round.seen(), round.now);
        messages.addAll(gone.messages());
        lookUps.done(asked);
        return messages.isEmpty() && gone.settled().isEmpty()
                ? Batch.nothing(since)
                : Batch.of(messages, round.memory.after(messages, gone.settled()));
    }

    /** One look through the list. */
    private final class Round {
        private final ListMemory memory;
        private final Instant now;
        private final List<Item> found = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> complete = new HashSet<>();
        private Optional<Instant> oldest = Optional.empty();

        Round(ListMemory memory, Instant now) {
            this.memory = memory;
            this.now = now;
        }

        void list() {
            int count = 0;
            Optional<JsonNode> page =
                    Optional.of(listing.first(api, settings.pageId(), Math.min(PAGE, settings.posts())));
            for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
                int before = found.size();
                boolean old = false;
                for (JsonNode entry : page.get().path("data")) {
                    count++;
                    old |= take(entry);
                }
                boolean news = found.subList(before, found.size()).stream().anyMatch(this::isNew);
                boolean more = count < settings.posts() || news && !old;
                page = more ? listing.next(api, settings.pageId(), page.get()) : Optional.empty();
            }
        }

        /** Whether it is older than anything that is brought. */
        private boolean take(JsonNode entry) {
            Item root = listing.root().apply(entry);
            JsonNode first = listing.comments().apply(entry);
            Comments comments = Comments.read(api, root.id(), first, this::isNew);
            if (listing.elsewhere()) {
                comments = comments.concerning(items, Comments.naming(first, items.page()));
            }
            found.addAll(comments.items());
            if (!root.id().isEmpty()) {
                found.add(root);
            }
            comments.items().forEach(item -> ids.add(item.id()));
            ids.add(root.id());
            if (comments.complete()) {
                complete.add(root.id());
            }
            oldest = root.sentAt()
                    .filter(at -> oldest.filter(at::isAfter).isEmpty())
                    .or(() -> oldest);
            return root.sentAt().filter(memory.start()::isAfter).isPresent();
        }

        Vanished.Seen seen() {
            return new Vanished.Seen(ids, complete, oldest);
        }

        void add(Item item) {
            found.add(0, item);
        }

        private boolean isNew(Item item) {
            return item.sentAt().map(at -> !at.isBefore(memory.start())).orElse(true)
                    && memory.isNew(item.id(), Items.wording(item));
        }

        /** Oldest first. Times are in seconds, so the order of the list decides within one. */
        List<Message> messages() {
            var ordered = new ArrayList<>(found);
            Collections.reverse(ordered);
            var known = new HashSet<String>();
            var messages = new ArrayList<Message>();
            for (Item item : ordered) {
                if (isNew(item) && known.add(item.id() + " " + Items.wording(item))) {
                    Instant sentAt = item.sentAt().orElse(now);
                    Instant lately = now.minus(LAG);
                    messages.add(items.message(item, sentAt.isAfter(lately) ? sentAt : lately));
                }
            }
            messages.sort(Comparator.comparing(Message::sentAt));
            return messages;
        }
    }
}
