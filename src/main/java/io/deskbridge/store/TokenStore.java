package io.deskbridge.store;

import io.deskbridge.core.Tokens;

/** Keeps what accounts must remember. */
@FunctionalInterface
public interface TokenStore {
    /**
     * One account's own.
     *
     * @param account {@code channel:<name>} or {@code desk:<name>}
     */
    Tokens of(String account);
}
