package io.deskbridge.sandbox.bluesky;

/**
 * Somebody on the sandbox's Bluesky.
 *
 * @param displayName what the person calls herself
 */
record Account(String did, String handle, String displayName) {}
