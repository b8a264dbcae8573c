package io.deskbridge.hub;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import io.deskbridge.store.MessageRow;
import java.util.List;

/** What a message's route asks of the desks: the delivery's work, or in a trial what would come of it. */
interface DeskWrites {
    /**
     * Writes the rows as one write.
     *
     * @param rows of one conversation, oldest first
     */
    Ticket write(List<MessageRow> rows, MessageRun.Destination destination, String route, Progress progress);

    /** Whether the conversation stands in any desk, with what this run wrote. */
    boolean hasTicket(Conversation conversation, Progress progress);

    /** Whether a wording of the row's message stands in a ticket, or perhaps does. */
    boolean isEntry(MessageRow row, Progress progress);
}
