package io.deskbridge.desk.zendesk;

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
 * Agents' public comments, and news of tickets, by polling: which tickets changed (incremental export, which leaves out the last minute), and
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
        var found = new Found(new ArrayList<>(), new ArrayList<>());
        ExportCursor next = read(
                changed,
                quiet ? cursor : cursor.readOn(changed.after().orElse(cursor.after()), newest(changed, cursor.at())),
                found);
        if (quiet && found.isEmpty() && next.equals(cursor)) {
            return Batch.nothing(since);
        }
        found.comments().sort(Comparator.comparing(Comment::writtenAt));
        return new Batch<>(
                found.comments(),
                next.write(),
                !changed.end() && !changed.tickets().isEmpty(),
                found.news());
    }

    /** What a poll brought so far. */
    private record Found(List<Comment> comments, List<TicketNews> news) {
        boolean isEmpty() {
            return comments.isEmpty() && news.isEmpty();
        }
    }

    /**
     * Reads the tickets that changed, and some of those that wait. One that cannot be read waits, so that it never holds
     * up the others; when none of several can, it is not the tickets, and the poll fails.
     */
    private ExportCursor read(Wire.Changed changed, ExportCursor cursor, Found found) {
        var tickets = new LinkedHashMap<String, Optional<Wire.Ticket>>();
        changed.tickets().stream()
                .filter(ticket -> ticket.externalId()
                                .filter(id -> id.startsWith(Filing.PREFIX))
                                .isPresent()
                        && !ticket.isGone())
                .forEach(ticket -> tickets.put(ticket.id(), Optional.of(ticket)));
        int fresh = tickets.size();
        cursor.waiting().stream().limit(TRIED_AGAIN).forEach(id -> tickets.putIfAbsent(id, Optional.empty()));
        var failures = new ArrayList<Failure>();
        ExportCursor next = cursor;
        for (var entry : tickets.entrySet()) {
            String ticket = entry.getKey();
            try {
                next = read(ticket, entry.getValue(), next, found).done(ticket);
            } catch (Failure.RateLimited wholeAccount) {
                throw wholeAccount;
            } catch (Failure cannotBeRead) {
                failures.add(cannotBeRead);
                next = next.later(ticket);
            }
        }
        if (fresh > 1 && failures.size() == tickets.size() || next.waiting().size() > MOST_WAITING) {
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

    /**
     * @param known as the export told it; empty for one that waits
     */
    private ExportCursor read(String ticket, Optional<Wire.Ticket> known, ExportCursor cursor, Found found) {
        var before = cursor.seen().getOrDefault(ticket, new ExportCursor.Seen(0, List.of()));
        Instant notBefore =
                Instant.ofEpochSecond(Math.max(cursor.from(), before.newest() - Threads.OVERLAP.toSeconds()));
        Threads.Read read;
        Wire.Ticket standing;
        try {
            standing = known.orElseGet(() -> api.ticket(ticket));
            read = threads.since(ticket, notBefore);
        } catch (Failure.Rejected gone) {
            // deleted since the export named it
            return cursor;
        }
        threads.published(named.apply(ticket), read).stream()
                .filter(comment -> !before.ids().contains(comment.id().value()))
                .forEach(found.comments()::add);
        threads.news(named.apply(ticket), standing, read).stream()
                .filter(news -> !(news instanceof TicketNews.InternalNote note
                        && before.ids().contains(note.id().value())))
                .filter(news -> !(news instanceof TicketNews.Withheld comment
                        && before.ids().contains(comment.id().value())))
                .forEach(found.news()::add);
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
