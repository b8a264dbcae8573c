package io.deskbridge.core;

import java.util.List;
import java.util.Map;

/**
 * A ticket to be opened.
 *
 * @param externalId the conversation's key; one ticket at most carries it at a time
 * @param subject one line, no control characters
 * @param entries the conversation's first messages, oldest first, at least one
 * @param options what the route said beside the desk's name; only keys that the desk's type declares
 */
public record NewTicket(String externalId, String subject, List<Entry> entries, Map<String, String> options) {
    public NewTicket {
        entries = List.copyOf(entries);
        options = Map.copyOf(options);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("ticket " + externalId + " has no entry; it needs at least one");
        }
    }

    public Entry first() {
        return entries.get(0);
    }
}
