package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the comments of tickets, and knows which of them may leave the desk. */
final class Threads {
    /** Zendesk's times have no fractions, and two comments of one second have no order. */
    static final Duration OVERLAP = Duration.ofSeconds(60);

    /** Written by Zendesk's own machinery in an agent's name: by triggers and automations, or when tickets are merged. */
    private static final Set<String> MACHINERY =
            Set.of("rule", "system", "merge", "trigger", "automation", "problem", "linked_problem", "follow_up");

    private final ZendeskApi api;
    private final Clock clock;

    Threads(ZendeskApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Comments as they were read, and their authors. */
    record Read(List<Wire.Comment> comments, Map<String, Wire.Person> people) {}

    /** The comments that are not older, oldest first; those without a time are among them. */
    Read since(String ticket, Instant notBefore) {
        var comments = new ArrayList<Wire.Comment>();
        var people = new HashMap<String, Wire.Person>();
        Optional<String> next = Optional.empty();
        boolean older = false;
        do {
            Wire.Comments answer = api.comments(ticket, next);
            people.putAll(answer.people());
            for (Wire.Comment comment : answer.page().items()) {
                older = comment.at().isPresent() && comment.at().get().isBefore(notBefore);
                if (!older) {
                    comments.add(comment);
                }
            }
            next = answer.page().next();
        } while (next.isPresent() && !older);
        Collections.reverse(comments);
        return new Read(comments, people);
    }

    /** What agents said in public; nothing else ever leaves the desk. */
    List<Comment> published(Ticket ticket, Read read) {
        var published = new ArrayList<Comment>();
        for (Wire.Comment comment : read.comments()) {
            if (mayLeave(comment)) {
                author(comment, read)
                        .filter(Wire.Person::isAgent)
                        .ifPresent(agent -> published.add(new Comment(
                                new CommentId(ticket.desk(), comment.id()),
                                ticket,
                                new Agent(agent.id(), agent.name()),
                                comment.text(),
                                comment.attachments(),
                                comment.at().orElseGet(clock::instant))));
            }
        }
        return published;
    }

    private static boolean mayLeave(Wire.Comment comment) {
        return comment.isPublic()
                && comment.type().equals("Comment")
                && !comment.ours()
                && comment.how().stream().noneMatch(MACHINERY::contains);
    }

    private Optional<Wire.Person> author(Wire.Comment comment, Read read) {
        if (comment.author().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(read.people().get(comment.author())).or(() -> api.person(comment.author()));
    }
}
