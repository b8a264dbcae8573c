package io.deskbridge.sandbox.instagram;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** A file that hangs on a private message, or will. */
record StoredFile(String id, String mimeType, byte[] bytes) {
    /** Whoever knows it may read it. */
    String url() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().toUriString() + "/sandbox/instagram/files/" + id;
    }
}
