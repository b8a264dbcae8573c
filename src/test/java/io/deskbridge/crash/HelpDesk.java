package io.deskbridge.crash;

import java.util.List;

/** A help desk as its agents see it. */
interface HelpDesk extends Vendor {
    /** What the hub calls it. */
    String name();

    /** All tickets, oldest first. */
    List<Ticket> tickets();

    /** An agent writes what the customer is to read. */
    void answer(Ticket ticket, String words);

    /**
     * An agent writes what no customer must ever read.
     *
     * @return whether it looks as if it were for the customer, so that the hub has to say that it stays inside
     */
    boolean remark(Ticket ticket, String words);

    /** Whether a write takes a moment, in which two could be seen at once ({@link DeskWatch}). */
    boolean isWatched();
}
