package io.deskbridge.route;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;

/**
 * What a route takes by its beginning, and no other may take as well.
 *
 * @param route its id
 * @param taken in words
 * @param advice how to tell it from another one
 */
record Claim(String route, Set<String> taken, String advice) {
    /** The claim of a route that begins there. */
    static Claim of(String route, Endpoint from) {
        if (from instanceof ChannelEndpoint channel) {
            return new Claim(
                    route, channel.takes(), "each item belongs to one route, so tell them apart by kinds or channels");
        }
        if (from instanceof DeskEndpoint desk) {
            return new Claim(route, desk.takes(), "each item belongs to one route, so tell them apart by desks");
        }
        if (from instanceof OutboxEndpoint outbox) {
            return new Claim(route, Set.of(outbox.takes()), "each reply is sent by one route, so keep one of them");
        }
        if (from instanceof EntriesEndpoint entries) {
            return new Claim(route, Set.of(entries.takes()), "each entry is written by one route, so keep one of them");
        }
        boolean shared = from instanceof MultipleConsumersSupport several && several.isMultipleConsumersSupported();
        return new Claim(
                route,
                shared ? Set.of() : Set.of("what comes from " + from.getEndpointBaseUri()),
                "only one route can begin there, so let the others call it");
    }

    /** What both would take, as a sentence; empty when that is nothing. */
    Optional<String> overlap(Claim other) {
        var both = new LinkedHashSet<>(taken);
        both.retainAll(other.taken);
        return both.stream()
                .findFirst()
                .map(same -> "routes " + route + " and " + other.route + " would both take " + same
                        + (both.size() > 1 ? " (and " + (both.size() - 1) + " more)" : "") + "; " + advice);
    }
}
