package io.deskbridge.channel.x;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Reply;
import io.deskbridge.core.SendKey;
import io.deskbridge.core.Sent;
import io.deskbridge.core.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what it means that X refused a reply as a duplicate: an earlier attempt put it there and its answer was lost,
 * or X will not take these words again. Looked up at once, for otherwise the hub would be refused again and again.
 */
final class XDuplicates {
    /** X does not say how long it remembers; each post that is read costs money. */
    private static final Duration X_REMEMBERS = Duration.ofDays(1);
    /** A post that is not listed by then is not there; perhaps it was deleted, or X means other words than we do. */
    private static final Duration LISTED = Duration.ofHours(1);

    private final XFinder finder;
    private final Clock clock;

    XDuplicates(XFinder finder, Clock clock) {
        this.finder = finder;
        this.clock = clock;
    }

    /**
     * @throws Failure.Rejected when X refuses the words for another post's sake
     * @throws Failure.Uncertain when that cannot be told now
     */
    Sent sentBefore(Reply reply, SendKey key) {
        Optional<Sent> other;
        try {
            Optional<Sent> same = finder.find(reply, key);
            if (same.isPresent()) {
                return same.get();
            }
            other = finder.equalSince(reply, clock.instant().minus(X_REMEMBERS));
        } catch (Failure e) {
            // any other failure would tell the hub that nothing of this reply can stand there
            throw new Failure.Uncertain("X refused a duplicate, and the look-up failed: " + e.getMessage(), e);
        }
        boolean listed = key.reservedAt().plus(LISTED).isBefore(clock.instant());
        if (other.isEmpty() && !listed) {
            throw new Failure.Uncertain("X refused a duplicate of something that it does not list yet");
        }
        String where =
                other.flatMap(Sent::permalink).map(link -> " (" + link + ")").orElse("");
        throw new Failure.Rejected(new Words(
                "X refuses it as a duplicate of something we posted" + where + "; change the words",
                "X lehnt es ab, weil dasselbe von uns schon dort steht" + where + "; bitte anders formulieren"));
    }
}
