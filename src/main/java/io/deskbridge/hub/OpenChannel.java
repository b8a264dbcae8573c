package io.deskbridge.hub;

import io.deskbridge.core.Channel;

/** A configured channel at work. */
public record OpenChannel(String name, String type, Channel channel) {
    /** Whether no more is known than name and type, because its secrets are elsewhere: then it can be asked nothing. */
    public boolean isNameOnly() {
        return Unopened.is(channel);
    }
}
