package io.deskbridge.core;

import java.util.Optional;
import java.util.Set;

/** A desk whose tickets carry tags that agents see in lists and search for. */
public interface TaggingDesk extends Desk {
    /**
     * Puts a tag onto the ticket; nothing changes where it is already.
     *
     * @param tag one word
     * @throws Failure when it may not be there; repeating it does no harm
     */
    void tag(Ticket ticket, String tag);

    /**
     * Lets one tag of several stand on the ticket, or none of them, and leaves all others as they are; at most one write,
     * and none where it is so already.
     *
     * @param family tags of which a ticket has one at most
     * @param tag the one of them that shall stand there; empty for none
     * @throws Failure.Rejected when the desk takes no such change; then nothing was changed
     * @throws Failure when it may not be so; repeating it does no harm
     */
    void show(Ticket ticket, Set<String> family, Optional<String> tag);
}
