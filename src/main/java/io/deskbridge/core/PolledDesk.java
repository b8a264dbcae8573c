package io.deskbridge.core;

import java.util.List;

/** A desk that is asked for the agents' public comments. */
public interface PolledDesk extends Desk {
    /** What to poll; the same list at each call. Only comments that are positively public and not the hub's own. */
    List<Source<Comment>> sources();
}
