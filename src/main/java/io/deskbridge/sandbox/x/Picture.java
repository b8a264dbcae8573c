package io.deskbridge.sandbox.x;

import java.net.URI;

/** An uploaded file. */
record Picture(String id, String mimeType, byte[] bytes, String altText, URI url) {
    String key() {
        return "3_" + id;
    }

    Picture described(String words) {
        return new Picture(id, mimeType, bytes, words, url);
    }
}
