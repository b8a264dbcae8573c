package io.deskbridge.core;

import java.time.Clock;

/**
 * What the hub lends to a channel or desk that it opens.
 *
 * @param name the configured name of the channel or desk
 * @param http the way to the remote
 * @param tokens what this account alone remembers
 * @param clock the time; nothing else may be asked for it
 */
public record AccountContext(String name, Http http, Tokens tokens, Clock clock) {}
