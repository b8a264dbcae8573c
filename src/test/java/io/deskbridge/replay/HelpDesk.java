package io.deskbridge.replay;

import java.util.List;

/** A desk as its agents see it. */
interface HelpDesk {
    /** Begins the names of the customers whose threads come here. */
    char letter();

    /** For the report. */
    String title();

    /** The words as an agent writes them here: what of the recorded ones the desk's own ways would not carry is changed. */
    default String worded(String text) {
        return text;
    }

    /** An agent, who has a ticket open, answers the customer in it. */
    void answer(String ticket, String text);

    /** An agent writes into a ticket what no customer may see. */
    void note(String ticket, String text);

    /** All tickets that came from the hub, at the end. */
    List<Ticket> tickets();

    /**
     * A ticket as it reads.
     *
     * @param entries what the hub wrote of customers' messages, each write as it stands there, oldest first
     * @param notes what the hub told the agents
     */
    record Ticket(String id, List<String> entries, List<String> notes) {}
}
