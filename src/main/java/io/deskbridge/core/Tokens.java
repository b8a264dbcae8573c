package io.deskbridge.core;

import java.util.Map;
import java.util.Optional;

/** Keeps what an account must remember beside its cursors: tokens that rotate, a session, a key made at first start. */
public interface Tokens {
    /** What was last put under the name; empty when nothing was. */
    Optional<String> get(String name);

    /**
     * Replaces all the given values in one commit and returns when they are on disk. A refresh token that rotates on use
     * must be put together with the access token that came with it, before either is used.
     */
    void put(Map<String, String> values);

    /**
     * For what is made once: of several processes that make one at the same moment all get the same.
     *
     * @param value on disk when this returns, unless there was one before
     * @return what is kept under the name from now on
     */
    String getOrPut(String name, String value);
}
