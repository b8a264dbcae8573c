package io.deskbridge.store;

import java.time.Instant;

/**
 * A file of a reply that goes out as a link.
 *
 * @param token the end of its address, which nobody can guess
 * @param reference which of the comment's files it is
 * @param size in bytes
 * @param endsAt from then on it cannot be had
 */
public record FileLink(
        String token, long replySeq, String reference, String name, String mimeType, long size, Instant endsAt) {}
