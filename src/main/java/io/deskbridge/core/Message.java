package io.deskbridge.core;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a person sent us, in one of its wordings. Build it with {@link MessageBuilder}.
 *
 * <p>A message comes again when its author changes it: with the same id and another {@link Revision}, or with
 * {@link #deleted()}. Whether such a message is the first, an edit or a repeat is decided by the ledger and not by the
 * channel, which cannot know what arrived before.
 *
 * @param id names the message through all its edits
 * @param revision this wording
 * @param deleted the author took the message back; the text is then empty or the last one known
 * @param kind how it reached us
 * @param conversation the thread an answer belongs to
 * @param author who wrote it
 * @param text as the author wrote it, links expanded; may be empty when there are attachments
 * @param stars how many of five stars the author gives with it, 1 to 5; empty for what is no such rating
 * @param attachments in the author's order; empty when there are none
 * @param sentAt when the author sent it, by the network's clock
 * @param permalink where people read it; empty for what has no address, such as a direct message
 * @param inReplyTo the network's id of the message this one answers
 * @param ours written by our own account: an echo of what the hub sent or what a colleague wrote in the network's own
 *     app; never a ticket
 * @param dismissal why no agent needs to see this, when the network's nature says so (a bare retweet); the hub
 *     dismisses it with this reason
 * @param restriction why the network would refuse an answer, known before an agent wastes one
 * @param unread what could not be read of it; the text then is a placeholder that names what was missing
 * @param notice what was done to it by somebody else than its author, or by nobody knows whom: that it is hidden, or was
 *     removed. It makes a wording of its own, so the revision differs
 */
public record Message(
        MessageId id,
        Revision revision,
        boolean deleted,
        Kind kind,
        Conversation conversation,
        Author author,
        String text,
        OptionalInt stars,
        List<Attachment> attachments,
        Instant sentAt,
        Optional<URI> permalink,
        Optional<String> inReplyTo,
        boolean ours,
        Optional<String> dismissal,
        Optional<Words> restriction,
        Optional<String> unread,
        Optional<Words> notice) {
    public static final int MOST_STARS = 5;

    public Message {
        attachments = List.copyOf(attachments);
        if (stars.isPresent() && (stars.getAsInt() < 1 || stars.getAsInt() > MOST_STARS)) {
            throw new IllegalArgumentException(
                    "message " + id + " gives " + stars.getAsInt() + " stars; there are 1 to 5");
        }
        if (!id.channel().equals(conversation.channel())) {
            throw new IllegalArgumentException("message " + id + " lies in a conversation of another channel, "
                    + conversation.channel() + "; both must be the same");
        }
    }

    /** The same message in another conversation of its channel. */
    public Message in(Conversation other) {
        return new Message(
                id,
                revision,
                deleted,
                kind,
                other,
                author,
                text,
                stars,
                attachments,
                sentAt,
                permalink,
                inReplyTo,
                ours,
                dismissal,
                restriction,
                unread,
                notice);
    }
}
