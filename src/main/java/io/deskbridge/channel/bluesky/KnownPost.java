package io.deskbridge.channel.bluesky;

import io.deskbridge.core.Author;
import io.deskbridge.core.Kind;
import io.deskbridge.core.Message;
import io.deskbridge.core.MessageBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A post that was brought, as far as needed to say that it is gone.
 *
 * @param cid the wording that was brought
 * @param sentAt in milliseconds
 */
record KnownPost(String uri, String cid, String thread, Kind kind, String handle, long sentAt) {
    static KnownPost of(Message message) {
        return new KnownPost(
                message.id().value(),
                message.revision().id(),
                message.conversation().thread(),
                message.kind(),
                message.author().handle(),
                message.sentAt().toEpochMilli());
    }

    Message deleted(String channel, String us, Instant at) {
        PostUri post = PostUri.parse(uri).orElseThrow();
        var author =
                new Author(post.did(), handle, handle, Optional.empty(), Optional.empty(), OptionalLong.empty(), false);
        return new MessageBuilder(channel, uri, kind, thread, author, Instant.ofEpochMilli(sentAt))
                .permalink(post.permalink(handle))
                .deletedAt(at)
                .ours(post.did().equals(us))
                .build();
    }
}
