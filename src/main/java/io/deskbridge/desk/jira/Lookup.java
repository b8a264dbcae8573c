package io.deskbridge.desk.jira;

import io.deskbridge.core.Failure;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds issues, and what the hub wrote into them. Which issues a conversation has is told by a search; what they carry is
 * read from the issues themselves, because the search lags behind.
 */
final class Lookup {
    private static final int MOST = 50;

    private final JiraApi api;
    private final CommentApi comments;
    private final Neighbours neighbours;
    /** Issues that are there without all of their files; whoever opens the ticket again goes on with them. */
    private final Map<String, String> begun = new ConcurrentHashMap<>();

    Lookup(JiraApi api, CommentApi comments, JiraSettings settings) {
        this.api = api;
        this.comments = comments;
        neighbours = new Neighbours(api, settings);
    }

    Optional<Wire.Issue> issue(String id) {
        try {
            return Optional.of(api.issue(id));
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    /** The conversation's issues, newest first. */
    List<Wire.Issue> filed(String externalId) {
        String jql = "labels = \"" + Filing.label(externalId) + "\" ORDER BY created DESC";
        return api.search(jql, MOST, Optional.empty()).items().stream()
                .flatMap(found -> issue(found.id()).stream())
                .filter(issue -> issue.filed()
                        .filter(filed -> filed.conversation().equals(externalId))
                        .isPresent())
                .sorted(Comparator.comparingLong((Wire.Issue issue) -> Long.parseLong(issue.id()))
                        .reversed())
                .toList();
    }

    /** The issue in which the entry or note stands completely. */
    Optional<Wire.Issue> find(Trace trace) {
        String mark = Marks.of(trace.key());
        Optional<Wire.Issue> written =
                trace.ticket().map(Ticket::id).flatMap(this::issue).filter(issue -> carries(issue, mark, trace));
        return written.or(() -> filed(trace.externalId()).stream()
                        .filter(issue -> carries(issue, mark, trace))
                        .findFirst())
                // the search may be further behind than anybody expects
                .or(() -> neighbours.filed(trace.externalId()).stream()
                        .filter(issue -> carries(issue, mark, trace))
                        .findFirst());
    }

    private boolean carries(Wire.Issue issue, String mark, Trace trace) {
        Optional<Wire.Filed> opened =
                issue.filed().filter(filed -> filed.marks().contains(mark));
        if (opened.isPresent() && opened.get().unfinished()) {
            begun.put(key(trace.externalId(), mark), issue.id());
            return false;
        }
        return opened.isPresent() || hasComment(issue, mark, Marks.line(trace.key()));
    }

    private boolean hasComment(Wire.Issue issue, String mark, String line) {
        List<Wire.Comment> there = comments.all(issue.id());
        if (there.stream().anyMatch(comment -> DocumentText.of(comment.body()).contains(line))) {
            return true;
        }
        return comments.withProperties(there.stream().map(Wire.Comment::id).toList()).stream()
                .anyMatch(comment -> comment.marks().orElse(List.of()).contains(mark));
    }

    /** The issue that an earlier attempt made for the entry, but without all of its files. */
    Optional<Wire.Issue> begun(String externalId, String mark) {
        return Optional.ofNullable(begun.get(key(externalId, mark))).flatMap(this::issue);
    }

    void finished(String externalId, String mark) {
        begun.remove(key(externalId, mark));
    }

    private static String key(String externalId, String mark) {
        return externalId + "\n" + mark;
    }
}
