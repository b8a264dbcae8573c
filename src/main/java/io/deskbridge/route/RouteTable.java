package io.deskbridge.route;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.hub.CommentRun;
import io.deskbridge.hub.MessageRun;
import io.deskbridge.hub.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which running route takes what. At most one takes each item: routes that would take the same are refused. */
@Component
class RouteTable implements Routing {
    private final List<MessageTaker> messageTakers = new ArrayList<>();
    private final List<CommentTaker> commentTakers = new ArrayList<>();
    /** The routes that are being replaced; null while none are. */
    private @Nullable Set<String> changing;

    private long version;

    /** A route that begins with {@code channel:}. */
    record MessageTaker(Set<String> channels, Set<Kind> kinds, Carrier<MessageRun> carrier) {
        boolean takes(Message message) {
            return channels.contains(message.id().channel()) && kinds.contains(message.kind());
        }

        Optional<String> overlap(MessageTaker other) {
            return channels.stream()
                    .filter(other.channels::contains)
                    .flatMap(channel -> kinds.stream()
                            .filter(other.kinds::contains)
                            .map(kind -> Names.word(kind) + " from channel " + channel))
                    .findFirst();
        }
    }

    /** A route that begins with {@code desk:}. */
    record CommentTaker(Set<String> desks, Carrier<CommentRun> carrier) {
        Optional<String> overlap(CommentTaker other) {
            return desks.stream()
                    .filter(other.desks::contains)
                    .map(desk -> "comments from desk " + desk)
                    .findFirst();
        }
    }

    /**
     * @throws IllegalStateException when a running route takes the same items; it names both
     */
    synchronized void add(MessageTaker taker) {
        for (MessageTaker other : messageTakers) {
            other.overlap(taker).ifPresent(same -> {
                throw overlapping(other.carrier().id(), taker.carrier().id(), same);
            });
        }
        messageTakers.add(taker);
    }

    synchronized void add(CommentTaker taker) {
        for (CommentTaker other : commentTakers) {
            other.overlap(taker).ifPresent(same -> {
                throw overlapping(other.carrier().id(), taker.carrier().id(), same);
            });
        }
        commentTakers.add(taker);
    }

    private static IllegalStateException overlapping(String one, String other, String same) {
        return new IllegalStateException("routes " + one + " and " + other + " would both take " + same
                + "; each item belongs to one route, so tell them apart by kinds or channels");
    }

    synchronized void remove(Carrier<?> carrier) {
        messageTakers.removeIf(taker -> taker.carrier() == carrier);
        commentTakers.removeIf(taker -> taker.carrier() == carrier);
    }

    /**
     * Until {@link #changed} items for these routes, and items for none, are to be brought again later, so that none of them
     * is set aside or takes the old way while another one takes the new.
     */
    synchronized void changing(Set<String> routes) {
        changing = Set.copyOf(routes);
        version++;
    }

    synchronized void changed() {
        changing = null;
        version++;
    }

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized Optional<Carrier<MessageRun>> forMessage(Message message) {
        return carrier(messageTakers, taker -> taker.takes(message), MessageTaker::carrier);
    }

    @Override
    public synchronized Optional<Carrier<CommentRun>> forComment(Comment comment) {
        return carrier(
                commentTakers, taker -> taker.desks().contains(comment.id().desk()), CommentTaker::carrier);
    }

    private <T, R> Optional<Carrier<R>> carrier(List<T> takers, Predicate<T> takes, Function<T, Carrier<R>> carrier) {
        Optional<Carrier<R>> found = takers.stream().filter(takes).map(carrier).findFirst();
        Set<String> now = changing;
        return now == null || found.isPresent() && !now.contains(found.get().id())
                ? found
                : Optional.of(new Later<>(found.map(Carrier::id).orElse("")));
    }

    /** For as long as nobody can say which route it will be. */
    private record Later<R>(String id) implements Carrier<R> {
        @Override
        public void carry(R run) throws Changing {
            throw new Changing();
        }
    }
}
