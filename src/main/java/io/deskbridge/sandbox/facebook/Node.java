package io.deskbridge.sandbox.facebook;

import java.time.Instant;
import java.util.Optional;

/**
 * A post, a comment or a recommendation.
 *
 * @param post the post it stands below; its own id for a post
 * @param parent the comment that it answers; empty directly below a post
 * @param place whose timeline a post stands on
 * @param picture the id of a picture; empty when there is none
 * @param verdict {@code positive} or {@code negative} of a recommendation
 * @param ad shown as an ad and not on the timeline
 */
record Node(
        String id,
        Kind kind,
        String post,
        Optional<String> parent,
        Who author,
        Who place,
        String message,
        Optional<String> picture,
        Optional<String> verdict,
        boolean ad,
        boolean hidden,
        Instant createdAt) {
    enum Kind {
        POST,
        COMMENT,
        RATING
    }

    boolean isComment() {
        return kind == Kind.COMMENT;
    }

    Node saying(String words) {
        return new Node(id, kind, post, parent, author, place, words, picture, verdict, ad, hidden, createdAt);
    }

    Node hidden(boolean now) {
        return new Node(id, kind, post, parent, author, place, message, picture, verdict, ad, now, createdAt);
    }
}
