package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Zendesk says, as far as the hub needs it. */
final class Wire {
    private Wire() {}

    /**
     * A ticket.
     *
     * @param updatedAt as Zendesk wrote it, because it is given back as the stamp of a safe update
     */
    record Ticket(String id, Optional<String> externalId, String status, String updatedAt, Set<String> tags) {
        boolean isClosed() {
            return status.equals("closed");
        }

        /** The agents are done with it; closed is what becomes of solved tickets after some days. */
        boolean isSolved() {
            return status.equals("solved") || isClosed();
        }

        boolean isGone() {
            return status.equals("deleted");
        }

        boolean takesComments() {
            return !isClosed() && !isGone();
        }

        /** An answer of the customer brings it back to the agents; what is new, open or on hold stays so. */
        boolean wantsReopening() {
            return status.equals("solved") || status.equals("pending");
        }
    }

    /**
     * A comment.
     *
     * @param isPublic only when Zendesk says so in so many words
     * @param ours written by the hub
     * @param via how it came about; empty when Zendesk does not say
     * @param flags what makes Zendesk doubt it, such as {@code 14} where perhaps another one sent it
     * @param untrusted whether Zendesk says that it does not trust it
     */
    record Comment(
            String id,
            String type,
            boolean isPublic,
            String author,
            String text,
            List<Attachment> attachments,
            Optional<Instant> at,
            boolean ours,
            List<Via> via,
            Set<String> flags,
            boolean untrusted) {}

    /** How a comment came about, such as {@code web}, and the relation to its source, such as {@code merge}, or nothing. */
    record Via(String channel, String relation) {}

    /**
     * A user.
     *
     * @param light may write internal comments only, or nothing: a light agent, a contributor, a suspended user
     */
    record Person(String id, String name, String role, boolean light) {
        boolean isAgent() {
            return (role.equals("agent") || role.equals("admin")) && !light;
        }
    }

    /** One page of a list, and the cursor of the next one where there is one. */
    record Page<T>(List<T> items, Optional<String> next) {}

    /** Comments come with those of their authors that Zendesk tells at once. */
    record Comments(Page<Comment> page, Map<String, Person> people) {}

    /**
     * Tickets that changed.
     *
     * @param after where to read on; empty when Zendesk does not say
     */
    record Changed(List<Ticket> tickets, Optional<String> after, boolean end) {}

    /** A group or brand. */
    record Named(String id, String name) {}
}
