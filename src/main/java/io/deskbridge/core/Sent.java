package io.deskbridge.core;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A reply as it stands on the network.
 *
 * @param id as a message of ours would name it when it comes back, so that the echo is recognised
 * @param permalink where people read it; empty for a private reply
 * @param at by the network's clock where it tells, else ours
 */
public record Sent(String id, Optional<URI> permalink, Instant at) {
    public Sent {
        Check.filled("id of the sent reply", id);
    }
}
