package io.deskbridge.hub;

import io.deskbridge.core.Attachment;
import io.deskbridge.core.ChannelContract.MediaRule;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Media;
import io.deskbridge.core.Reply;
import io.deskbridge.media.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent attached to a comment, fetched from the desk before the reply is sent and while it is; pictures and films
 * without what only machines read in them, or not at all, of a type and in a size that the network takes. Used by one thread.
 */
final class AgentFiles implements Media.Source {
    private final Remotes remotes;
    private final Comment comment;
    private final Conversation conversation;
    private final MediaRule rule;
    private final FileFit fit;
    /** By the files' references. */
    private final Map<String, String> types = new HashMap<>();

    private @Nullable Failure failure;
    private @Nullable Fetched last;

    /** One file is kept until the next is fetched, so that most replies' only file is fetched once. */
    private record Fetched(String reference, Media file) {}

    /** @param rule what the network takes on this reply */
    AgentFiles(Remotes remotes, Comment comment, Conversation conversation, MediaRule rule, FileFit fit) {
        this.remotes = remotes;
        this.comment = comment;
        this.conversation = conversation;
        this.rule = rule;
        this.fit = fit;
    }

    @Override
    public Media fetch(Attachment attachment, long maxBytes) {
        Fetched before = last;
        if (before != null
                && before.reference().equals(attachment.reference())
                && before.file().bytes().length <= maxBytes) {
            return before.file();
        }
        last = null; // before the next one takes memory
        try {
            Media file = withoutMetadata(remotes.desk(comment.id().desk())
                    .call(conversation, "fetch", desk -> desk.fetch(attachment, fit.fetched(maxBytes))));
            String network = remotes.channel(conversation.channel()).contract().network();
            Media fitting = fit.fit(file, rule, maxBytes, network);
            types.put(attachment.reference(), fitting.mimeType());
            last = new Fetched(attachment.reference(), fitting);
            return fitting;
        } catch (Failure e) {
            failure = e;
            throw e;
        }
    }

    /** The reply whose files are what their bytes said, as far as they were fetched. */
    static Reply seen(Reply reply) {
        if (!(reply.media() instanceof AgentFiles files)) {
            return reply;
        }
        List<Attachment> attachments = reply.attachments().stream()
                .map(file -> Optional.ofNullable(files.types.get(file.reference()))
                        .map(file::typed)
                        .orElse(file))
                .toList();
        return new Reply(reply.inReplyTo(), reply.agent(), reply.text(), attachments, files);
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
