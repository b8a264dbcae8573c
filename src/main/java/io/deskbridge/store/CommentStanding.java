package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import java.time.Instant;
import java.util.Optional;

/**
 * How a comment stands in a desk, as it was told.
 *
 * @param content as it may be published; empty while it may not, whatever the reason
 * @param changedAt when it became so, by the desk's clock
 */
public record CommentStanding(CommentId id, String ticketId, Optional<Comment> content, Instant changedAt) {}
