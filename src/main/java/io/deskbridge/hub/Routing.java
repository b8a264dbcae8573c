package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import java.time.Duration;
import java.util.Optional;

/** The admins' routes, as the hub asks for them. */
public interface Routing {
    /** The one route that takes the message; empty when none does. */
    Optional<Carrier<MessageRun>> forMessage(Message message);

    /** The one route that takes the comment; empty when none does. */
    Optional<Carrier<CommentRun>> forComment(Comment comment);

    /**
     * Grows when routes begin to be replaced, and again when they are. Who sets something aside because no route takes it,
     * or carries what follows such an item, compares it with the version it began with: where they differ, what was set
     * aside may be free again and comes first.
     */
    default long version() {
        return 0; // they never change
    }

    /** A route that carries one item at a time. */
    interface Carrier<R> {
        /** The route's id. */
        String id();

        /**
         * Carries the item through the route's steps, and returns when the last one is done.
         *
         * @throws Changing when the route is being replaced; the item has not begun
         * @throws Exception what a step threw
         */
        void carry(R run) throws Exception;
    }

    /** Routes are being replaced: nothing was done with the item, which is to be brought again in a moment. */
    final class Changing extends Exception {
        /** What to wait for. */
        static final Duration PAUSE = Duration.ofMillis(20);

        private static final long serialVersionUID = 1L;

        public Changing() {
            super("routes are being replaced", null, false, false);
        }
    }
}
