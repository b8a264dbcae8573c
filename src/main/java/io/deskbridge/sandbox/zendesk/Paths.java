package io.deskbridge.sandbox.zendesk;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where the sandbox's Zendesk lies. */
final class Paths {
    static final String ROOT = "/sandbox/zendesk";
    static final String API = ROOT + "/api/v2";

    private Paths() {}

    /** The address of a path below {@link #ROOT}, as the present caller would call it. */
    static String address(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + ROOT + path;
    }
}
