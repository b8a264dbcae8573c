package io.deskbridge.core;

import java.time.Clock;

/**
 * What the hub lends to a channel or desk that it opens.
 *
 * @param name the configured name of the channel or desk
 * @param http the way to the remote
 * @param tokens what this account alone remembers
 * @param clock the time; nothing else may be asked for it
 * @param posts what the hub published through it
 */
public record AccountContext(String name, Http http, Tokens tokens, Clock clock, OwnPosts posts) {
    /** Of an account through which nothing was published. */
    public AccountContext(String name, Http http, Tokens tokens, Clock clock) {
        this(name, http, tokens, clock, OwnPosts.NONE);
    }
}
