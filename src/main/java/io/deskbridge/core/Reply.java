package io.deskbridge.core;

import java.util.List;

/**
 * What we send into a conversation.
 *
 * @param inReplyTo the message that it answers: in public under that very message, or privately when its kind is
 *     {@link Kind#DIRECT}
 * @param agent who wrote it
 * @param text the agent's words, unchanged
 * @param attachments at most as many as the channel's contract takes
 * @param media fetches their bytes
 */
public record Reply(Message inReplyTo, Agent agent, String text, List<Attachment> attachments, Media.Source media) {
    public Reply {
        attachments = List.copyOf(attachments);
    }

    /** The same reply in other words. */
    public Reply saying(String words) {
        return new Reply(inReplyTo, agent, words, attachments, media);
    }

    public Conversation conversation() {
        return inReplyTo.conversation();
    }
}
