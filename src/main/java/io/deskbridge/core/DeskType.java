package io.deskbridge.core;

import java.util.List;

/** The code for one help desk; {@link ChannelType}'s twin. */
public interface DeskType<S extends Record> {
    /** What {@code type:} says in the configuration; lower case. */
    String name();

    Class<S> settings();

    /** What a route may say beside the desk's name; any other word in a route is refused at start. */
    List<RouteOption> options();

    /** Opens a desk without talking to it. */
    Desk open(S settings, AccountContext context);
}
