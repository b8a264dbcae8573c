package io.deskbridge.channel.facebook;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post, comment or recommendation, read from a webhook or from the API: both must give the same, so that what comes
 * both ways is stored once.
 *
 * @param id as the API names it; an answer is addressed to it
 * @param thread the post's id; a recommendation's story
 * @param from who wrote it; empty when the app may not know
 * @param text may be empty
 * @param link what is shared with it, beside the text
 * @param sentAt empty when it was not told
 * @param parent the comment or post that it answers; empty for a post
 */
record Item(
        String id,
        String thread,
        Kind kind,
        Optional<Author> from,
        String text,
        List<Attachment> media,
        Optional<String> link,
        Optional<Instant> sentAt,
        Optional<String> permalink,
        Optional<String> parent,
        boolean hidden) {
    Item {
        media = List.copyOf(media);
    }

    boolean isEmpty() {
        return text.isBlank() && media.isEmpty() && link.isEmpty();
    }
}
