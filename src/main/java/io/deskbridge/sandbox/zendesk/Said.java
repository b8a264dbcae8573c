package io.deskbridge.sandbox.zendesk;

import java.util.List;

/** A comment of a ticket. */
record Said(long id, long authorId, String body, boolean isPublic, List<Upload> files) {
    Said madePrivate() {
        return new Said(id, authorId, body, false, files);
    }

    /** With a block for each letter that was taken out, as Zendesk does it. */
    Said without(String words) {
        return new Said(id, authorId, body.replace(words, "\u2587".repeat(words.length())), isPublic, files);
    }
}
