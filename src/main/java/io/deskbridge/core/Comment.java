package io.deskbridge.core;

import java.time.Instant;
import java.util.List;

/**
 * What an agent wrote in a ticket and positively marked as public. A desk never yields any other comment.
 *
 * @param id names the comment
 * @param ticket where it stands
 * @param agent who wrote it
 * @param text plain text; what the desk or a mail program added (quotes, signatures) is cut off
 * @param attachments in the agent's order
 * @param writtenAt by the desk's clock
 */
public record Comment(
        CommentId id, Ticket ticket, Agent agent, String text, List<Attachment> attachments, Instant writtenAt) {
    public Comment {
        attachments = List.copyOf(attachments);
    }
}
