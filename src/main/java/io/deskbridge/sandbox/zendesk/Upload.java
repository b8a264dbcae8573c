package io.deskbridge.sandbox.zendesk;

/**
 * A file that waits for its comment, or hangs on one.
 *
 * @param token names the upload, and is the key to its content: whoever knows it may read
 */
record Upload(long id, String token, String fileName, String contentType, byte[] bytes) {}
