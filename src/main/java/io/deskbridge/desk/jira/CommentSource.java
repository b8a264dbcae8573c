package io.deskbridge.desk.jira;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Agents' comments, and news of issues, by polling: which issues changed (a search, which lags behind what is written), and then each changed
 * issue's newest comments, read from the issue itself, which does not.
 */
final class CommentSource implements Source<Comment> {
    /** Where a desk begins that was never read: what agents said before is history. */
    private static final Duration BACK = Duration.ofMinutes(10);

    /** How far each search looks back beyond the newest change: the site's clock is not ours. */
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    /** Now and then a search looks back further, for what an index in trouble learned late. */
    private static final Duration LATE = Duration.ofHours(1);

    private static final Duration LATE_PACE = Duration.ofMinutes(5);

    /** Each changed issue costs a call or more; the rest is read at the next poll, at once. */
    private static final int AT_ONCE = 50;

    private static final int PAGE = 100;

    /** Far more than is remembered and read at once: a search begins at a whole minute, and in one of them much may change. */
    private static final int MOST_PAGES = 200;

    /** So many of the issues that could not be read are tried again at each poll. */
    private static final int TRIED_AGAIN = 10;

    /** When more wait, Jira is at fault and not some issues; the poll fails, because to forget one loses answers. */
    private static final int MOST_WAITING = 100;

    private final JiraApi api;
    private final Threads threads;
    private final JiraSettings settings;
    private final Clock clock;
    private final Function<Wire.Issue, Ticket> named;
    private volatile Instant lateAgain = Instant.MIN;

    CommentSource(
            JiraApi api, Threads threads, JiraSettings settings, Clock clock, Function<Wire.Issue, Ticket> named) {
        this.api = api;
        this.threads = threads;
        this.settings = settings;
        this.clock = clock;
        this.named = named;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public Duration pace() {
        return settings.pace();
    }

    private record Changed(List<Wire.Issue> issues, boolean more) {}

    @Override
    public Batch<Comment> poll(Cursor since) {
        SearchCursor cursor = SearchCursor.read(since, clock.instant().minus(BACK));
        Changed changed = changed(cursor);
        var comments = new ArrayList<Comment>();
        var news = new ArrayList<TicketNews>();
        SearchCursor next = read(changed.issues(), cursor, comments, news);
        if (comments.isEmpty() && news.isEmpty() && next.equals(cursor) && !since.isStart()) {
            return Batch.nothing(since);
        }
        comments.sort(Comparator.comparing(Comment::writtenAt));
        return new Batch<>(comments, next.write(), changed.more(), news);
    }

    /** The hub's issues that changed since they were read, the one that changed longest ago first. */
    private Changed changed(SearchCursor cursor) {
        Instant now = clock.instant();
        boolean late = !now.isBefore(lateAgain);
        String jql = jql(now, cursor, late);
        var issues = new ArrayList<Wire.Issue>();
        Optional<String> page = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Wire.Page<Wire.Issue> found = api.search(jql, PAGE, page);
            for (Wire.Issue issue : found.items()) {
                if (issue.filed().isPresent() && cursor.isNews(issue)) {
                    issues.add(issue);
                }
                if (issues.size() == AT_ONCE) {
                    return new Changed(issues, true);
                }
            }
            page = found.next();
            if (page.isEmpty()) {
                lateAgain = late ? now.plus(LATE_PACE) : lateAgain;
                return new Changed(issues, false);
            }
        }
        throw new Failure.Unreadable("Jira's search for changed issues has more than " + MOST_PAGES + " pages");
    }

    /**
     * The user who made an issue stays its creator, whatever becomes of its labels; after a change of that user the label
     * finds the older ones. Times are given in minutes back from now, because Jira takes dates in the user's time zone.
     */
    private String jql(Instant now, SearchCursor cursor, boolean late) {
        Duration back = late ? LATE : OVERLAP;
        Instant from = Instant.ofEpochMilli(cursor.at()).minus(back).minus(settings.indexLag());
        if (from.toEpochMilli() < cursor.readBefore()) {
            from = Instant.ofEpochMilli(cursor.readBefore());
        }
        long minutes = Math.max(1, Duration.between(from, now).toMinutes() + 1);
        return "(creator = currentUser() OR labels = \"" + Filing.LABEL + "\") AND updated >= -" + minutes
                + "m ORDER BY updated ASC";
    }

    /**
     * Reads the issues that changed, and some of those that wait. One that cannot be read waits, so that it never holds up
     * the others; when none of several can, it is not the issues, and the poll fails.
     */
    private SearchCursor read(
            List<Wire.Issue> fresh, SearchCursor cursor, List<Comment> comments, List<TicketNews> news) {
        var issues = new LinkedHashMap<String, Optional<Wire.Issue>>();
        fresh.forEach(issue -> issues.put(issue.id(), Optional.of(issue)));
        cursor.waiting().stream().limit(TRIED_AGAIN).forEach(id -> issues.putIfAbsent(id, Optional.empty()));
        var failures = new ArrayList<Failure>();
        SearchCursor next = cursor;
        for (var entry : issues.entrySet()) {
            String id = entry.getKey();
            try {
                Optional<Wire.Issue> issue = entry.getValue().or(() -> waiting(id));
                next = issue.isPresent()
                        ? read(issue.get(), next, comments, news).settled(id)
                        : next.settled(id);
            } catch (Failure.RateLimited | Failure.Unauthorized wholeAccount) {
                throw wholeAccount;
            } catch (Failure cannotBeRead) {
                failures.add(cannotBeRead);
                next = next.later(id);
            }
        }
        if (fresh.size() > 1 && failures.size() == issues.size()
                || next.waiting().size() > MOST_WAITING) {
            throw failures.get(0);
        }
        // one that waited tells nothing of those that the search has not come to
        next = next.reached(fresh.stream()
                .mapToLong(issue -> SearchCursor.changedAt(issue.updated()))
                .max()
                .orElse(0));
        long window = next.at() - OVERLAP.toMillis() - settings.indexLag().toMillis();
        return next.forgetting(window - LATE.toMillis(), window);
    }

    private Optional<Wire.Issue> waiting(String id) {
        try {
            return Optional.of(api.issue(id));
        } catch (Failure.Rejected gone) {
            return Optional.empty();
        }
    }

    private SearchCursor read(Wire.Issue issue, SearchCursor cursor, List<Comment> comments, List<TicketNews> news) {
        var before = cursor.seen().getOrDefault(issue.id(), new SearchCursor.Seen("", 0, List.of()));
        Instant notBefore = Instant.ofEpochMilli(Math.max(cursor.from(), before.newest() - Threads.OVERLAP.toMillis()));
        Threads.Read read;
        try {
            read = threads.since(issue, named.apply(issue), notBefore, before.ids());
        } catch (Failure.Rejected gone) {
            // deleted since the search knew it
            return cursor;
        }
        comments.addAll(read.published());
        news.addAll(read.news());
        var ids = new HashSet<>(before.ids());
        read.published().forEach(comment -> ids.add(comment.id().value()));
        ids.retainAll(read.ids());
        long newest = Math.max(
                before.newest(), read.newest().map(Instant::toEpochMilli).orElse(0L));
        return cursor.saw(
                issue.id(),
                new SearchCursor.Seen(
                        issue.updated(), newest, ids.stream().sorted().toList()));
    }
}
