package io.deskbridge.sandbox.instagram;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment below a medium. Replies go one level deep.
 *
 * @param parent the comment that it answers; empty directly below the medium
 */
record Comment(String id, Medium medium, Optional<String> parent, Who author, String text, boolean hidden, Instant at) {
    Comment hidden(boolean now) {
        return new Comment(id, medium, parent, author, text, now, at);
    }

    boolean names(Who account) {
        return text.toLowerCase(java.util.Locale.ROOT).contains("@" + account.username());
    }
}
