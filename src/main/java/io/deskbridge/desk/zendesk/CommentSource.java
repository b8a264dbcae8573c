package io.deskbridge.desk.zendesk;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Failure;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * Agents' public comments by polling: which tickets changed (incremental export, which leaves out the last minute), and
 * then each changed ticket's newest comments, because the export does not tell what is public.
 */
final class CommentSource implements Source<Comment> {
    /** Where a desk begins that was never read: what agents said before is history. */
    private static final Duration BACK = Duration.ofMinutes(10);

    /** The export refuses to start within the last minute. */
    private static final Duration LEAST = Duration.ofMinutes(2);

    /** So many of the tickets that could not be read are tried again at each poll. */
    private static final int TRIED_AGAIN = 10;

    /** When more wait, Zendesk is at fault and not some tickets; the poll fails, because to forget one loses answers. */
    private static final int MOST_WAITING = 100;

    private final ZendeskApi api;
    private final Threads threads;
    private final Duration pace;
    private final Clock clock;
    private final Function<String, Ticket> named;

    CommentSource(ZendeskApi api, Threads threads, Duration pace, Clock clock, Function<String, Ticket> named) {
        this.api = api;
        this.threads = threads;
        this.pace = pace;
        this.clock = clock;
        this.named = named;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public Duration pace() {
        return pace;
    }

    @Override
    public Batch<Comment> poll(Cursor since) {
        ExportCursor cursor = ExportCursor.read(since, clock.instant().minus(BACK));
        Wire.Changed changed = changed(cursor);
        boolean quiet = changed.tickets().isEmpty() && !since.isStart();
        var comments = new ArrayList<Comment>();
        ExportCursor next = read(
                changed,
                quiet ? cursor : cursor.readOn(changed.after().orElse(cursor.after()), newest(changed, cursor.at())),
                comments);
        if (quiet && comments.isEmpty() && next.equals(cursor)) {
            return Batch.nothing(since);
        }
        comments.sort(Comparator.comparing(Comment::writtenAt));
        return new Batch<>(
                comments, next.write(), !changed.end() && !changed.tickets().isEmpty());
    }

    /**
     * Reads the tickets that changed, and some of those that wait. One that cannot be read waits, so that it never holds
     * up the others; when none of several can, it is not the tickets, and the poll fails.
     */
    private ExportCursor read(Wire.Changed changed, ExportCursor cursor, List<Comment> comments) {
        List<String> fresh = changed.tickets().stream()
                .filter(ticket -> ticket.externalId()
                                .filter(id -> id.startsWith(Filing.PREFIX))
                                .isPresent()
                        && !ticket.isGone())
                .map(Wire.Ticket::id)
                .distinct()
                .toList();
        var tickets = new LinkedHashSet<>(fresh);
        cursor.waiting().stream().limit(TRIED_AGAIN).forEach(tickets::add);
        var failures = new ArrayList<Failure>();
        ExportCursor next = cursor;
        for (String ticket : tickets) {
            try {
                next = read(ticket, next, comments).done(ticket);
            } catch (Failure.RateLimited wholeAccount) {
                throw wholeAccount;
            } catch (Failure cannotBeRead) {
                failures.add(cannotBeRead);
                next = next.later(ticket);
            }
        }
        if (fresh.size() > 1 && failures.size() == tickets.size()
                || next.waiting().size() > MOST_WAITING) {
            throw failures.get(0);
        }
        return next;
    }

    private Wire.Changed changed(ExportCursor cursor) {
        if (cursor.after().isEmpty()) {
            return api.changedSince(
                    Math.min(cursor.at(), clock.instant().minus(LEAST).getEpochSecond()));
        }
        try {
            return api.changedAfter(cursor.after());
        } catch (Failure.Rejected expired) {
            return api.changedSince(cursor.at() - BACK.toSeconds());
        }
    }

    private static long newest(Wire.Changed changed, long otherwise) {
        return changed.tickets().stream()
                .flatMap(ticket -> ZendeskMessages.time(ticket.updatedAt()).stream())
                .mapToLong(Instant::getEpochSecond)
                .reduce(otherwise, Math::max);
    }

    private ExportCursor read(String ticket, ExportCursor cursor, List<Comment> comments) {
        var before = cursor.seen().getOrDefault(ticket, new ExportCursor.Seen(0, List.of()));
        Instant notBefore =
                Instant.ofEpochSecond(Math.max(cursor.from(), before.newest() - Threads.OVERLAP.toSeconds()));
        Threads.Read read;
        try {
            read = threads.since(ticket, notBefore);
        } catch (Failure.Rejected gone) {
            // deleted since the export named it
            return cursor;
        }
        threads.published(named.apply(ticket), read).stream()
                .filter(comment -> !before.ids().contains(comment.id().value()))
                .forEach(comments::add);
        long newest = read.comments().stream()
                .flatMap(comment -> comment.at().stream())
                .mapToLong(Instant::getEpochSecond)
                .reduce(before.newest(), Math::max);
        var ids = new HashSet<>(before.ids());
        ids.removeIf(
                id -> read.comments().stream().noneMatch(comment -> comment.id().equals(id)));
        read.comments().stream()
                .filter(comment -> comment.at()
                        .map(at -> at.getEpochSecond() >= newest - Threads.OVERLAP.toSeconds())
                        .orElse(true))
                .forEach(comment -> ids.add(comment.id()));
        return read.comments().isEmpty()
                ? cursor
                : cursor.saw(
                        ticket,
                        new ExportCursor.Seen(newest, ids.stream().sorted().toList()));
    }
}
