package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.media.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What an agent attached to a comment, fetched from the desk while the reply is sent; pictures and films without what only
 * machines read in them, or not at all, and in a size that the network takes. Used by one thread.
 */
final class AgentFiles implements Media.Source {
    private final Remotes remotes;
    private final Comment comment;
    private final Conversation conversation;
    private final FileFit fit;
    private @Nullable Failure failure;

    AgentFiles(Remotes remotes, Comment comment, Conversation conversation, FileFit fit) {
        this.remotes = remotes;
        this.comment = comment;
        this.conversation = conversation;
        this.fit = fit;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        try {
            Media file = withoutMetadata(remotes.desk(comment.id().desk())
                    .call(conversation, "fetch", desk -> desk.fetch(attachment, fit.fetched(maxBytes))));
            String network = remotes.channel(conversation.channel()).contract().network();
            return fit.fit(file, maxBytes, network);
        } catch (Failure e) {
            failure = e;
            throw e;
        }
    }

    /** As it is but for what only machines read in it, however large the hub takes it. */
    Media whole(Attachment attachment) {
        return withoutMetadata(remotes.desk(comment.id().desk())
                .call(conversation, "fetch", desk -> desk.fetch(attachment, fit.fetched(0))));
    }

    private Media withoutMetadata(Media file) {
        try {
            return Metadata.removed(file);
        } catch (Metadata.NotRemoved kept) {
            throw new Failure.Rejected(kept.words());
        }
    }

    /** Whether it was the desk that failed so and not the channel that asked for the file. */
    boolean failedWith(Failure thrown) {
        return failure == thrown;
    }

    /** Carries the desk's failure past the channel, which is not to blame for it. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Failure failure;

        Missing(Failure failure) {
            super(failure);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
