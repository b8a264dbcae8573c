package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Agent;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the comments of tickets, and knows which of them may leave the desk. */
final class Threads {
    /** Zendesk's times have no fractions, and two comments of one second have no order. */
    static final Duration OVERLAP = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private final ZendeskApi api;
    private final Clock clock;

    Threads(ZendeskApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /**
     * Comments as they were read, and their authors.
     *
     * @param all those of whole pages, also older ones than were asked for
     * @param allSince whoever wrote then or later is among them
     */
    record Read(
            List<Wire.Comment> comments, Map<String, Wire.Person> people, List<Wire.Comment> all, Instant allSince) {
        Read(List<Wire.Comment> comments, Map<String, Wire.Person> people) {
            this(comments, people, comments, Instant.MAX);
        }
    }

    /** The comments that are not older, oldest first; those without a time are among them. */
    Read since(String ticket, Instant notBefore) {
        var comments = new ArrayList<Wire.Comment>();
        var all = new ArrayList<Wire.Comment>();
        var people = new HashMap<String, Wire.Person>();
        Optional<String> next = Optional.empty();
        boolean older = false;
        do {
            Wire.Comments answer = api.comments(ticket, next);
            people.putAll(answer.people());
            all.addAll(answer.page().items());
            for (Wire.Comment comment : answer.page().items()) {
                older = comment.at().isPresent() && comment.at().get().isBefore(notBefore);
                if (!older) {
                    comments.add(comment);
                }
            }
            next = answer.page().next();
        } while (next.isPresent() && !older);
        Collections.reverse(comments);
        // two comments of one second may lie on two pages
        Instant allSince = next.isEmpty()
                ? Instant.EPOCH
                : all.get(all.size() - 1).at().orElseGet(clock::instant).plusSeconds(1);
        return new Read(comments, people, all, allSince);
    }

    /** What agents said in public; nothing else ever leaves the desk. */
    List<Comment> published(Ticket ticket, Read read) {
        var published = new ArrayList<Comment>();
        for (Wire.Comment comment : read.comments()) {
            Optional<String> refusal = PublicRule.refusal(comment);
            if (refusal.isPresent() && comment.isPublic() && !comment.ours()) {
                LOG.info(
                        "{}: public comment {} of ticket {} is not published: {}",
                        ticket.desk(),
                        comment.id(),
                        ticket.id(),
                        refusal.get());
            }
            if (refusal.isEmpty()) {
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

    /** How the ticket stands, what agents said among themselves and what stays inside all the same; of it nothing ever leaves the desk. */
    List<TicketNews> news(Ticket ticket, Wire.Ticket standing, Read read) {
        var news = new ArrayList<TicketNews>();
        for (Wire.Comment comment : read.comments()) {
            if (PublicRule.isNote(comment)) {
                // a light agent cannot write in public, so nothing that one writes stands in the wrong place
                author(comment, read)
                        .filter(Wire.Person::isAgent)
                        .ifPresent(agent -> news.add(new TicketNews.InternalNote(
                                new CommentId(ticket.desk(), comment.id()),
                                ticket,
                                new Agent(agent.id(), agent.name()),
                                comment.text(),
                                comment.at().orElseGet(clock::instant))));
            }
        }
        for (Wire.Comment comment : read.comments()) {
            PublicRule.told(comment).ifPresent(told -> author(comment, read)
                    .filter(Wire.Person::isAgent)
                    .ifPresent(agent -> news.add(new TicketNews.Withheld(
                            new CommentId(ticket.desk(), comment.id()),
                            ticket,
                            new Agent(agent.id(), agent.name()),
                            told.once().isEmpty() ? comment.id() : told.once(),
                            told.why(),
                            comment.at().orElseGet(clock::instant)))));
        }
        // who wrote it plays no part: a comment stays public when its agent leaves
        news.add(new TicketNews.Wordings(
                ticket,
                read.allSince(),
                read.all().stream()
                        .map(comment -> new TicketNews.Wording(
                                new CommentId(ticket.desk(), comment.id()),
                                Optional.of(comment.text()),
                                comment.isPublic() && !PublicRule.isRedacted(comment)))
                        .toList()));
        ZendeskMessages.time(standing.updatedAt())
                .ifPresent(at -> news.add(new TicketNews.Standing(ticket, standing.isSolved(), at)));
        return news;
    }

    private Optional<Wire.Person> author(Wire.Comment comment, Read read) {
        if (comment.author().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(read.people().get(comment.author())).or(() -> api.person(comment.author()));
    }
}
