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
 * @param handover to be told before what it writes can be seen by others, where no HTTP call says so
 */
public record AccountContext(String name, Http http, Tokens tokens, Clock clock, OwnPosts posts, Handover handover) {
    /** Of an account through which nothing was published. */
    public AccountContext(String name, Http http, Tokens tokens, Clock clock) {
        this(name, http, tokens, clock, OwnPosts.NONE);
    }

    /** Of an account of whose writes nothing is kept. */
    public AccountContext(String name, Http http, Tokens tokens, Clock clock, OwnPosts posts) {
        this(name, http, tokens, clock, posts, Handover.NONE);
    }
}
