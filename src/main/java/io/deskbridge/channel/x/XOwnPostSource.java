package io.deskbridge.channel.x;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Message;
import io.deskbridge.core.OwnPosts;
import io.deskbridge.core.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Our own replies that X, or a colleague in X's own app, took away. Without a webhook X tells nobody, so the newest ones are
 * looked up by their ids. X charges a post once a day however often it is read. Nothing is remembered but in the ledger: what
 * was told to be gone there is not looked up again.
 */
final class XOwnPostSource implements Source<Message> {
    private static final int MOST_IN_ONE_LOOK_UP = 100;
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
        var gone = new ArrayList<Message>();
        for (int from = 0; from < ids.size(); from += MOST_IN_ONE_LOOK_UP) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IN_ONE_LOOK_UP));
            // as the account, to which X reads its own posts for less
            XErrors.deletedPosts(api.readAsUser("/2/tweets", Map.of("ids", String.join(",", some)))).stream()
                    .filter(some::contains)
                    .forEach(id -> gone.add(XEvents.ownDeletion(self.get(), id, clock.instant())));
        }
        gone.sort(
                (one, other) -> XIds.BY_AGE.compare(one.id().value(), other.id().value()));
        return Batch.of(gone, since);
    }
}
