package io.deskbridge.core;

/**
 * The code for one network. The hub finds every bean of this type; adding one changes no other file.
 *
 * @param <S> what a channel of this type is configured with: a record, bound and validated by the hub. Its mistakes are
 *     told at start, all at once
 */
public interface ChannelType<S extends Record> {
    /** What {@code type:} says in the configuration; lower case. */
    String name();

    Class<S> settings();

    /** Opens a channel without talking to the network: the hub starts whether or not the network is there. */
    Channel open(S settings, AccountContext context);
}
