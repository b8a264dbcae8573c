package io.deskbridge.hub;

import io.deskbridge.core.Comment;
import io.deskbridge.core.Message;
import java.util.Optional;

/** The admins' routes, as the hub asks for them. */
public interface Routing {
    /** The one route that takes the message; empty when none does. */
    Optional<Carrier<MessageRun>> forMessage(Message message);

    /** The one route that takes the comment; empty when none does. */
    Optional<Carrier<CommentRun>> forComment(Comment comment);

    /** A route that carries one item at a time. */
    interface Carrier<R> {
        /** The route's id. */
        String id();

        /**
         * Carries the item through the route's steps, and returns when the last one is done.
         *
         * @throws Exception what a step threw
         */
        void carry(R run) throws Exception;
    }
}
