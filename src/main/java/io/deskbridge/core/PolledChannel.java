package io.deskbridge.core;

import java.util.List;

/** A channel that is asked for news. */
public interface PolledChannel extends Channel {
    /** What to poll; the same list at each call. Empty when the settings switch all of it off. */
    List<Source<Message>> sources();
}
