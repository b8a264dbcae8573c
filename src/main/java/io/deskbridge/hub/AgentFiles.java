package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import org.jspecify.annotations.Nullable;

/** What an agent attached to a comment, fetched from the desk while the reply is sent. Used by one thread. */
final class AgentFiles implements Media.Source {
    private final Remotes remotes;
    private final Comment comment;
    private final Conversation conversation;
    private @Nullable Failure failure;

    AgentFiles(Remotes remotes, Comment comment, Conversation conversation) {
        this.remotes = remotes;
        this.comment = comment;
        this.conversation = conversation;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        try {
            return remotes.desk(comment.id().desk())
                    .call(conversation, "fetch", desk -> desk.fetch(attachment, maxBytes));
        } catch (Failure e) {
            failure = e;
            throw e;
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
