package io.deskbridge.core;

/**
 * The bytes of an attachment.
 *
 * @param name a file name that is safe to show and to store: no path, no control characters
 * @param mimeType what the bytes are, told from the bytes and not from what a stranger claimed
 * @param bytes the content
 */
public record Media(String name, String mimeType, byte[] bytes) {
    /** Fetches the bytes behind an attachment. */
    @FunctionalInterface
    public interface Source {
        /**
         * The bytes of an attachment of the account that this source belongs to.
         *
         * @param maxBytes more than this is refused
         * @throws Failure.Rejected when there is nothing to have: too large, gone, or at an address that must not be
         *     asked; the reason fits into a ticket
         * @throws Failure when the remote cannot be asked now
         */
        Media fetch(Attachment attachment, long maxBytes);
    }
}
