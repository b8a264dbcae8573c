package io.deskbridge.sandbox.jira;

import java.time.Instant;
import java.util.UUID;

/**
 * A file that hangs on an issue.
 *
 * @param media by which documents name it
 */
record StoredFile(long id, UUID media, String name, String mimeType, byte[] bytes, Person author, Instant created) {}
