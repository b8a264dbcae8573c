package io.deskbridge.core;

import java.util.Set;

/**
 * Whom a webhook call for an app addresses.
 *
 * @param all in words for an admin, which are the same for each channel of the app: {@code "page 4711, feed"}; empty for
 *     a handshake
 * @param ours those of them that this channel reads
 */
public record Addressees(Set<String> all, Set<String> ours) {
    public static final Addressees NONE = new Addressees(Set.of(), Set.of());

    public Addressees {
        all = Set.copyOf(all);
        ours = Set.copyOf(ours);
    }
}
