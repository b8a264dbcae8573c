package io.deskbridge.crash;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A ticket as it stands in its desk.
 *
 * @param comments in the desk's order
 */
record Ticket(HelpDesk desk, String id, List<Comment> comments) {
    /** What the hub puts between a customer's words and what it says about them. */
    private static final String BELOW_THE_WORDS = "———";

    private static final Pattern OUTCOME = Pattern.compile("[✓?✗].*", Pattern.DOTALL);

    /** Who says something in a ticket. */
    enum Kind {
        /** The hub, for a customer. */
        ENTRY,
        /** The hub, about a reply. */
        OUTCOME,
        /** The hub or somebody else, whatever else. */
        OTHER
    }

    /**
     * What stands in a ticket.
     *
     * @param id as the desk names it
     */
    record Comment(String id, Kind kind, String body) {
        /**
         * What the hub wrote.
         *
         * @param isNote whether it stands there as what no customer reads; only so may the hub speak of a reply
         * @param isMessage whether it stands there as what a customer said
         */
        static Comment ofHub(String id, boolean isMessage, boolean isNote, String body) {
            if (isMessage && body.contains(BELOW_THE_WORDS)) {
                return new Comment(id, Kind.ENTRY, body);
            }
            boolean outcome = isNote && OUTCOME.matcher(body).matches();
            return new Comment(id, outcome ? Kind.OUTCOME : Kind.OTHER, body);
        }

        static Comment ofSomebody(String id, String body) {
            return new Comment(id, Kind.OTHER, body);
        }
    }

    /** Customers' messages in the ticket, in its order; a message that stands there twice is twice in the list. */
    List<Comment> entries() {
        return of(Kind.ENTRY);
    }

    /** What the hub tells the agents about replies. */
    List<Comment> outcomes() {
        return of(Kind.OUTCOME);
    }

    private List<Comment> of(Kind kind) {
        return comments.stream().filter(comment -> comment.kind() == kind).toList();
    }

    /** The marks of the customers' messages; one write may hold several. */
    List<Mark> entryMarks() {
        return entries().stream()
                .flatMap(entry -> Mark.all(entry.body()).stream())
                .filter(mark -> mark.kind() == Mark.Kind.M)
                .toList();
    }

    @Override
    public String toString() {
        return desk.name() + " " + id;
    }
}
