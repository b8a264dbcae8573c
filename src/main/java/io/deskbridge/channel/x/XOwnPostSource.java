package io.deskbridge.channel.x;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.OwnPosts;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Our own replies that X, or a colleague in X's own app, took away. Without a webhook X tells nobody, so the newest ones are
 * looked up by their ids. X charges a post once a day however often it is read. Nothing is remembered but in the ledger: what
 * was told to be gone there is not looked up again.
 */
final class XOwnPostSource implements Source<Message> {
    /** What stood for a week is hardly taken away any more. */
    private static final Duration WATCHED = Duration.ofDays(7);

    private final XSettings settings;
    private final XApi api;
    private final Supplier<XSelf> self;
    private final OwnPosts posts;
    private final Clock clock;

    XOwnPostSource(XSettings settings, XApi api, Supplier<XSelf> self, OwnPosts posts, Clock clock) {
        this.settings = settings;
        this.api = api;
        this.self = self;
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "own-deletions";
    }

    @Override
    public Duration pace() {
        return settings.deletionsPace();
    }

    @Override
    public Batch<Message> poll(Cursor since) {
        List<String> ids = posts.newest(clock.instant().minus(WATCHED), settings.ownPostsWatched()).stream()
                .filter(XIds::isId)
                .toList();
        // as the account, to which X reads its own posts for less
        Set<String> deleted = XErrors.deletedOf(ids, query -> api.readAsUser("/2/tweets", query));
        List<Message> gone = deleted.stream()
                .sorted(XIds.BY_AGE)
                .map(id -> XEvents.ownDeletion(self.get(), id, clock.instant()))
                .toList();
        return Batch.of(gone, since);
    }
}
