package io.deskbridge.core;

import java.net.URI;
import java.util.Optional;

/**
 * A desk's case.
 *
 * @param desk the configured name of the desk
 * @param id as the desk names it
 * @param url where agents open it; empty for a desk without pages, such as a mailbox
 */
public record Ticket(String desk, String id, Optional<URI> url) {
    public Ticket {
        Check.filled("desk", desk);
        Check.filled("ticket id", id);
    }
}
