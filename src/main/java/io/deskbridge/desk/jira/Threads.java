package io.deskbridge.desk.jira;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the comments of issues, and knows which of them may leave the desk. */
final class Threads {
    /** Two comments of one moment have no order. */
    static final Duration OVERLAP = Duration.ofSeconds(60);

    private final JiraApi api;
    private final CommentApi comments;
    private final ServiceDeskApi serviceDesk;
    private final PublicRule rule;
    private final CommentFiles files;
    private final Clock clock;
    private volatile String me = "";

    Threads(JiraApi api, CommentApi comments, ServiceDeskApi serviceDesk, JiraSettings settings, Clock clock) {
        this.api = api;
        this.comments = comments;
        this.serviceDesk = serviceDesk;
        this.clock = clock;
        rule = new PublicRule(settings);
        files = new CommentFiles(api, settings);
    }

    /**
     * What a reading brought.
     *
     * @param published what agents said to the customer, oldest first; nothing else ever leaves the desk
     * @param ids of all comments that were looked at
     * @param newest when the newest of them was written; empty when there was none
     * @param news how the issue stands, and what agents said among themselves; of it nothing ever leaves the desk
     */
    record Read(List<Comment> published, Set<String> ids, Optional<Instant> newest, List<TicketNews> news) {}

    /**
     * Reads an issue.
     *
     * @param notBefore comments that were neither written nor changed since are left out
     * @param known ids of comments that came out before and are not wanted again
     */
    Read since(Wire.Issue issue, Ticket ticket, Instant notBefore, Collection<String> known) {
        var all = new ArrayList<Wire.Comment>();
        Instant[] allSince = {Instant.EPOCH};
        List<Wire.Comment> changed = changedSince(issue.id(), notBefore, all, allSince);
        Sorted sorted = sorted(issue, ticket, changed, known);
        var news = new ArrayList<TicketNews>(sorted.withheld());
        Set<CommentId> told =
                sorted.withheld().stream().map(TicketNews.Withheld::id).collect(Collectors.toSet());
        news(issue, ticket, changed, wordings(issue, ticket, all, allSince[0])).stream()
                .filter(one -> !(one instanceof TicketNews.InternalNote note && told.contains(note.id())))
                .forEach(news::add);
        return new Read(
                sorted.published(),
                changed.stream().map(Wire.Comment::id).collect(Collectors.toSet()),
                changed.stream().flatMap(comment -> comment.created().stream()).max(Comparator.naturalOrder()),
                news);
    }

    private TicketNews wordings(Wire.Issue issue, Ticket ticket, List<Wire.Comment> all, Instant since) {
        return new TicketNews.Wordings(
                ticket,
                since,
                all.stream()
                        .map(comment -> new TicketNews.Wording(
                                new CommentId(ticket.desk(), comment.id()),
                                isEdited(comment) ? Optional.of(rule.words(comment)) : Optional.empty(),
                                issue.serviceDesk() ? !comment.isInternal() : rule.isPublic(comment)))
                        .toList(),
                files.there(issue, all));
    }

    /** Jira writes one moment twice into a comment that nobody changed. */
    private static boolean isEdited(Wire.Comment comment) {
        return comment.created().isPresent()
                && comment.updated()
                        .filter(at -> at.isAfter(comment.created().get().plusMillis(1)))
                        .isPresent();
    }

    private List<TicketNews> news(Wire.Issue issue, Ticket ticket, List<Wire.Comment> changed, TicketNews wordings) {
        var news = new ArrayList<TicketNews>(List.of(wordings));
        for (Wire.Comment comment : changed) {
            if (isNote(issue, comment)) {
                news.add(new TicketNews.InternalNote(
                        new CommentId(ticket.desk(), comment.id()),
                        ticket,
                        new Agent(comment.author().id(), comment.author().name()),
                        rule.words(comment),
                        comment.created().orElseGet(clock::instant)));
            }
        }
        JiraMessages.time(issue.updated()).ifPresent(at -> news.add(new TicketNews.Standing(ticket, issue.done(), at)));
        return news;
    }

    /** In a service project only what Jira calls internal; elsewhere whatever is not marked as public. */
    private boolean isNote(Wire.Issue issue, Wire.Comment comment) {
        return comment.author().isStaff()
                && !comment.author().id().equals(me())
                && (issue.serviceDesk()
                        ? comment.isInternal() && !comment.author().id().equals(issue.reporter())
                        // who restricts a comment to some knows that it stays inside
                        : !rule.isPublic(comment) && comment.restriction().isEmpty());
    }

    /** What agents said to the customer, and what they are to know of comments that stay inside all the same. */
    private record Sorted(List<Comment> published, List<TicketNews.Withheld> withheld) {}

    private Sorted sorted(Wire.Issue issue, Ticket ticket, List<Wire.Comment> changed, Collection<String> known) {
        List<Wire.Comment> candidates = changed.stream()
                .filter(comment -> !known.contains(comment.id())
                        && isByAgent(issue, comment)
                        && (mayBeAnswer(issue, comment)
                                || rule.told(comment, comment.isInternal()).isPresent()))
                .toList();
        Map<String, Wire.Comment> others = writtenByOthers(candidates);
        var sorted = new Sorted(new ArrayList<>(), new ArrayList<>());
        for (Wire.Comment comment : candidates) {
            Wire.Comment listed = others.get(comment.id());
            if (listed != null) {
                sort(issue, ticket, comment, comment.isInternal() || listed.isInternal(), sorted);
            }
        }
        sorted.published()
                .sort(Comparator.comparing(Comment::writtenAt)
                        .thenComparingLong(
                                comment -> Long.parseLong(comment.id().value())));
        return sorted;
    }

    /**
     * In a service project only the service desk's word counts, and what some of the agents must not read is for no
     * customer either; an issue that is no request there follows the rule.
     */
    private void sort(Wire.Issue issue, Ticket ticket, Wire.Comment comment, boolean internal, Sorted sorted) {
        boolean answers = !internal && mayBeAnswer(issue, comment);
        Optional<Boolean> word =
                answers && issue.serviceDesk() ? serviceDesk.isPublic(issue.id(), comment.id()) : Optional.empty();
        boolean isPublic = answers
                && word.map(said -> said && comment.restriction().isEmpty()).orElseGet(() -> rule.isPublic(comment));
        Optional<Comment> answer = isPublic ? said(issue, ticket, comment) : Optional.empty();
        if (answer.isPresent()) {
            sorted.published().add(answer.get());
            return;
        }
        Optional<PublicRule.Told> told = isPublic
                ? Optional.of(PublicRule.WORDLESS)
                : word.orElse(false)
                        ? Optional.of(PublicRule.RESTRICTED)
                        : rule.told(comment, internal || word.isPresent());
        told.ifPresent(found -> sorted.withheld()
                .add(new TicketNews.Withheld(
                        new CommentId(ticket.desk(), comment.id()),
                        ticket,
                        new Agent(comment.author().id(), comment.author().name()),
                        found.once().isEmpty() ? comment.id() : found.once(),
                        found.why(),
                        comment.created().orElseGet(clock::instant))));
    }

    /** A comment as it stands there at this moment; empty when it is not public or not there. */
    Optional<Comment> published(Wire.Issue issue, Ticket ticket, String id) {
        try {
            return sorted(issue, ticket, List.of(comments.get(issue.id(), id)), Set.of()).published().stream()
                    .findFirst();
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    /** Of what the hub itself writes, Jira tells as well; to read the issue again for it would be in vain. */
    boolean mayTellOfAnswer(JsonNode call) {
        JsonNode comment = call.path("comment");
        return comment.isObject()
                && !comment.path("author").path("accountId").asText("").equals(me());
    }

    private Optional<Comment> said(Wire.Issue issue, Ticket ticket, Wire.Comment comment) {
        String words = rule.words(comment);
        List<Attachment> attachments = files.of(issue, comment);
        return words.isEmpty() && attachments.isEmpty()
                ? Optional.empty()
                : Optional.of(new Comment(
                        new CommentId(ticket.desk(), comment.id()),
                        ticket,
                        new Agent(comment.author().id(), comment.author().name()),
                        words,
                        attachments,
                        comment.created().orElseGet(clock::instant)));
    }

    /** Newest first by when they were written; of those on further pages only ones that were written since. */
    private List<Wire.Comment> changedSince(
            String issue, Instant notBefore, List<Wire.Comment> all, Instant[] allSince) {
        var changed = new ArrayList<Wire.Comment>();
        Optional<String> next = Optional.empty();
        boolean older = false;
        do {
            Wire.Page<Wire.Comment> page = comments.page(issue, next);
            all.addAll(page.items());
            for (Wire.Comment comment : page.items()) {
                older = comment.created().isPresent() && comment.created().get().isBefore(notBefore);
                if (!older
                        || comment.updated().isPresent()
                                && !comment.updated().get().isBefore(notBefore)) {
                    changed.add(comment);
                }
            }
            next = page.next();
        } while (next.isPresent() && !older);
        if (next.isPresent() && !all.isEmpty()) {
            allSince[0] =
                    all.get(all.size() - 1).created().orElseGet(clock::instant).plusMillis(1);
        }
        return changed;
    }

    private boolean isByAgent(Wire.Issue issue, Wire.Comment comment) {
        String author = comment.author().id();
        return comment.id().matches("\\d{1,18}")
                && comment.author().isStaff()
                && !author.equals(me())
                // a colleague may be the customer of a request
                && !(issue.serviceDesk() && author.equals(issue.reporter()));
    }

    private boolean mayBeAnswer(Wire.Issue issue, Wire.Comment comment) {
        return issue.serviceDesk() ? !comment.isInternal() : rule.isPublic(comment);
    }

    /**
     * Those that the hub did not write, in the name of whatever user it had then. Of which Jira tells no properties, nobody
     * knows whether it did.
     */
    private Map<String, Wire.Comment> writtenByOthers(List<Wire.Comment> candidates) {
        var others = new HashMap<String, Wire.Comment>();
        comments.withProperties(candidates.stream().map(Wire.Comment::id).toList()).stream()
                .filter(comment -> comment.marks().isEmpty())
                .forEach(comment -> others.put(comment.id(), comment));
        return others;
    }

    private String me() {
        if (me.isEmpty()) {
            me = api.me().id();
        }
        return me;
    }
}
