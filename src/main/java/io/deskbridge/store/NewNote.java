package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import java.util.Optional;

/**
 * An internal note to be written into a ticket.
 *
 * @param about the network's id of what our own account wrote there and the note tells of; should it turn out to be one of
 *     our replies, the note is not written. Empty for all others
 * @param quiet good news, which a desk may show as a tag instead
 */
public record NewNote(
        Conversation conversation, String desk, String ticketId, String text, Optional<String> about, boolean quiet) {
    public NewNote(Conversation conversation, String desk, String ticketId, String text, Optional<String> about) {
        this(conversation, desk, ticketId, text, about, false);
    }

    public NewNote(Conversation conversation, String desk, String ticketId, String text) {
        this(conversation, desk, ticketId, text, Optional.empty());
    }

    /** The same note with one more line. */
    public NewNote adding(String line) {
        return new NewNote(conversation, desk, ticketId, text + "\n" + line, about, quiet);
    }

    public NewNote quietly() {
        return new NewNote(conversation, desk, ticketId, text, about, true);
    }
}
