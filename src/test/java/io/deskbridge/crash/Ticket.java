package io.deskbridge.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A ticket as it stands in the desk. */
record Ticket(long id, List<Comment> comments) {
    /** What the hub puts between a customer's words and what it says about them. */
    private static final String BELOW_THE_WORDS = "———";

    /** One comment, public or internal. */
    record Comment(boolean isPublic, String body) {
        boolean isEntry() {
            return isPublic && body.contains(BELOW_THE_WORDS);
        }

        /** What the hub tells the agent about a reply. */
        boolean isOutcome() {
            return !isPublic && (body.startsWith("✓") || body.startsWith("?") || body.startsWith("✗"));
        }
    }

    static Ticket read(JsonNode json) {
        var comments = new ArrayList<Comment>();
        json.path("comments")
                .forEach(comment -> comments.add(new Comment(
                        comment.path("public").asBoolean(), comment.path("body").asText())));
        return new Ticket(json.path("id").asLong(), comments);
    }

    /** Customers' messages in the ticket, in its order; a message that stands there twice is twice in the list. */
    List<Comment> entries() {
        return comments.stream().filter(Comment::isEntry).toList();
    }

    /** The marks of the customers' messages; one write may hold several. */
    List<Mark> entryMarks() {
        return entries().stream()
                .flatMap(entry -> Mark.all(entry.body()).stream())
                .filter(mark -> mark.kind() == Mark.Kind.M)
                .toList();
    }
}
