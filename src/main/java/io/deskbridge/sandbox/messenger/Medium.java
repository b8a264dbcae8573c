package io.deskbridge.sandbox.messenger;

/** A file, sent by either side. */
record Medium(String id, String mimeType, String name, byte[] bytes) {}
