package io.deskbridge.sandbox.zendesk;

import java.util.List;

/** A comment of a ticket. */
record Said(long id, long authorId, String body, boolean isPublic, List<Upload> files) {
    Said madePrivate() {
        return new Said(id, authorId, body, false, files);
    }
}
