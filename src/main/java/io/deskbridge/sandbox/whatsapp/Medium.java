package io.deskbridge.sandbox.whatsapp;

/** A file, sent by either side. */
record Medium(String id, String mimeType, byte[] bytes) {}
