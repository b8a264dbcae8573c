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

    /** Below others' posts: Facebook may list a comment some time after it was written. */
    private static final Duration LATE = Duration.ofMinutes(10);
    /** Of each post so many of the newest comments are in the reach of every poll. */
    private static final int NEAR = 25;

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
        return messages.isEmpty() && gone.settled().isEmpty() && !round.learned
                ? Batch.nothing(since)
                : Batch.of(messages, round.memory.lookedUpTo(round.newest).after(messages, gone.settled(), round.near));
    }

    /** One look through the list. */
    private final class Round {
        private final ListMemory memory;
        private final Instant now;
        private final List<Item> found = new ArrayList<>();
        private final Set<String> ids = new HashSet<>();
        private final Set<String> complete = new HashSet<>();
        /** Wordings that the next poll meets again. */
        private final List<String> near = new ArrayList<>();
        /** The time of the newest comment below others' posts, whomever it concerns. */
        private Instant newest;
        /** Whether something was looked at that need not be looked at again, though it is not brought. */
        private boolean learned;

        private Optional<Instant> oldest = Optional.empty();

        Round(ListMemory memory, Instant now) {
            this.memory = memory;
            this.now = now;
            newest = memory.looked();
        }

        void list() {
            int count = 0;
            Optional<JsonNode> page =
                    Optional.of(listing.first(api, settings.pageId(), Math.min(PAGE, settings.posts())));
            for (int pages = 0; page.isPresent() && pages < MOST_PAGES; pages++) {
                int before = found.size();
                boolean old = false;
                boolean listedAgain = count < settings.posts();
                for (JsonNode entry : page.get().path("data")) {
                    count++;
                    old |= take(entry, listedAgain);
                }
                boolean news = found.subList(before, found.size()).stream().anyMatch(this::isNew);
                boolean more = count < settings.posts() || news && !old;
                page = more ? listing.next(api, settings.pageId(), page.get()) : Optional.empty();
            }
        }

        /**
         * @param listedAgain whether the next poll meets it, too, also without news
         * @return whether it is older than anything that is brought
         */
        private boolean take(JsonNode entry, boolean listedAgain) {
            Item root = listing.root().apply(entry);
            JsonNode first = listing.comments().apply(entry);
            Comments comments = Comments.read(
                    api,
                    root.id(),
                    first,
                    items.page(),
                    page -> listing.elsewhere() ? isLate(root, page) : isNews(page));
            if (listing.elsewhere()) {
                looked(root, comments.items());
                comments = comments.concerning(items);
            }
            found.addAll(comments.items());
            if (!root.id().isEmpty()) {
                found.add(root);
            }
            if (listedAgain) {
                meetAgain(root, comments.items());
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

        private boolean isNews(List<Item> page) {
            return page.stream().anyMatch(this::isNew);
        }

        /**
         * Most comments below others' posts are never brought, so nothing tells that they were looked at but their time:
         * newest come first, and older ones were all looked at, unless the post itself was not.
         */
        private boolean isLate(Item root, List<Item> page) {
            Instant from = isKnown(root) && memory.looked().minus(LATE).isAfter(memory.start())
                    ? memory.looked().minus(LATE)
                    : memory.start();
            return !page.isEmpty()
                    && page.get(page.size() - 1)
                            .sentAt()
                            .map(at -> !at.isBefore(from))
                            .orElse(true);
        }

        private void looked(Item root, List<Item> comments) {
            learned |= !root.id().isEmpty() && !isKnown(root);
            for (Item comment : comments) {
                Instant at = comment.sentAt().orElse(newest);
                learned |= at.isAfter(newest);
                newest = at.isAfter(newest) ? at : newest;
            }
        }

        private void meetAgain(Item root, List<Item> comments) {
            comments.stream()
                    .limit(NEAR)
                    .filter(comment -> isNew(comment) || isKnown(comment))
                    .forEach(comment -> near.add(ListMemory.named(comment.id(), Items.wording(comment))));
            near.add(ListMemory.named(root.id(), Items.wording(root)));
        }

        private boolean isKnown(Item item) {
            return !memory.isNew(item.id(), Items.wording(item));
        }

        Vanished.Seen seen() {
            return new Vanished.Seen(ids, complete, oldest);
        }

        void add(Item item) {
            found.add(0, item);
        }

        private boolean isNew(Item item) {
            return item.sentAt().map(at -> !at.isBefore(memory.start())).orElse(true) && !isKnown(item);
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
