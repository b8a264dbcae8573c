package io.deskbridge.core;

import java.util.List;
import java.util.Map;

/**
 * Further messages of a conversation on their way into its ticket, as one write.
 *
 * @param externalId the conversation's key
 * @param subject as when the ticket was opened; for a desk that must open a follow-up
 * @param entries oldest first, at least one; all of them stand in the ticket afterwards, or none
 * @param options what the route said beside the desk's name
 */
public record Update(String externalId, String subject, List<Entry> entries, Map<String, String> options) {
    public Update {
        entries = List.copyOf(entries);
        options = Map.copyOf(options);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("update of " + externalId + " has no entry; it needs at least one");
        }
    }
}
