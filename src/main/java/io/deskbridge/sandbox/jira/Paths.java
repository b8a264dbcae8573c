package io.deskbridge.sandbox.jira;

import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where the sandbox's Jira lies. */
final class Paths {
    static final String ROOT = "/sandbox/jira";
    static final String API = ROOT + "/rest/api/3";
    static final String DESK = ROOT + "/rest/servicedeskapi";

    private Paths() {}

    /** The address of a path below {@link #ROOT}, as the present caller would call it. */
    static String address(String path) {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString() + ROOT + path;
    }
}
