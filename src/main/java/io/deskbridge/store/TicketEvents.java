package io.deskbridge.store;

import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import io.deskbridge.store.TicketEventRow.Kind;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Finds in what desks tell of tickets what happened to them; part of the transaction that stores the comments. */
final class TicketEvents {
    private static final String IS_ANY_TO_ADOPT = "select exists (select 1 from ticket_event where channel is null)";

    private static final LedgerTemplate.ForAll ADOPT = new LedgerTemplate.ForAll(
            """
            update ticket_event set channel = l.channel, thread = l.thread from link l
            where ticket_event.desk = ? and ticket_event.ticket_id = ? and ticket_event.channel is null
                and l.desk = ticket_event.desk and l.ticket_id = ticket_event.ticket_id""",
            """
            update ticket_event set channel = l.channel, thread = l.thread
            from unnest(?, ?) as r (desk, ticket_id)
            join link l on l.desk = r.desk and l.ticket_id = r.ticket_id
            where ticket_event.desk = r.desk and ticket_event.ticket_id = r.ticket_id
                and ticket_event.channel is null""");

    private TicketEvents() {}

    /**
     * Stores the report, after the comments of the same reading.
     *
     * @param lanes takes those that have work now
     */
    static void store(LedgerTemplate tx, TicketReport report, Collection<Lane> lanes, Clock clock) {
        for (TicketReport.NoteLikeAnswer note : report.notes()) {
            if (wasPublic(tx, note.id())) {
                continue; // taken back: perhaps the customer has seen it
            }
            var event =
                    new Event(note.ticket(), Kind.NOTED, note.id().value(), note.who(), note.signs(), note.writtenAt());
            add(tx, event, lanes, clock);
        }
        for (TicketReport.WithheldComment withheld : report.withheld()) {
            // what is public otherwise was published, or its agent was told why not; and anybody can write to no ticket
            // at all
            if (!wasPublic(tx, withheld.id())
                    && Links.ofTicketForGood(tx, withheld.ticket()).isPresent()) {
                var event = new Event(
                        withheld.ticket(),
                        Kind.WITHHELD,
                        withheld.once(),
                        withheld.who(),
                        withheld.why(),
                        withheld.writtenAt());
                add(tx, event, lanes, clock);
            }
        }
        Map<Ticket, List<String>> changes = new HashMap<>();
        for (TicketReport.PublishedComment comment : report.published()) {
            List<String> before = changes.computeIfAbsent(comment.ticket(), ticket -> changes(tx, ticket)).stream()
                    .filter(ref -> TicketEventRow.changedComment(ref)
                            .equals(comment.id().value()))
                    .toList();
            String last = before.isEmpty()
                    ? TicketReport.PublishedComment.AS_PUBLISHED
                    : TicketEventRow.changedTo(before.get(before.size() - 1));
            if (!last.equals(comment.state())) {
                // an agent may change it back, and then again: each time is another event
                String ref = comment.id().value() + " " + comment.state() + "#" + before.size();
                add(tx, new Event(comment.ticket(), Kind.CHANGED, ref, "", "", comment.writtenAt()), lanes, clock);
            }
        }
        for (TicketNews.Standing standing : report.standings()) {
            if (isSolvedNow(tx, standing)) {
                String ref = String.valueOf(standing.changedAt().toEpochMilli());
                add(tx, new Event(standing.ticket(), Kind.SOLVED, ref, "", "", standing.changedAt()), lanes, clock);
            }
        }
    }

    /** The refs of the ticket's changed comments, in the order in which the desk told of them. */
    private static List<String> changes(JdbcTemplate tx, Ticket ticket) {
        return tx.queryForList(
                "select ref from ticket_event where desk = ? and ticket_id = ? and kind = ? order by seq",
                String.class,
                ticket.desk(),
                ticket.id(),
                Columns.word(Kind.CHANGED));
    }

    private static boolean wasPublic(JdbcTemplate tx, CommentId id) {
        Integer count = tx.queryForObject(
                "select count(*) from comment where desk = ? and comment_id = ?", Integer.class, id.desk(), id.value());
        return count != null && count > 0;
    }

    /** A public comment is new: in a ticket that is solved already nobody looks what becomes of it. */
    static void commented(LedgerTemplate tx, Comment comment, Collection<Lane> lanes, Clock clock) {
        Ticket ticket = comment.ticket();
        if (known(tx, ticket).filter(Known::solved).isPresent()) {
            var event = new Event(ticket, Kind.ANSWERED, comment.id().value(), "", "", comment.writtenAt());
            add(tx, event, lanes, clock);
        }
    }

    /** The tickets belong to conversations from now on. */
    static void adopt(LedgerTemplate tx, List<Link> links) {
        if (!tx.isSo(IS_ANY_TO_ADOPT)) {
            return;
        }
        tx.each(
                ADOPT,
                links.stream()
                        .map(link -> new Object[] {
                            link.ticket().desk(), link.ticket().id()
                        })
                        .toList());
    }

    private record Event(Ticket ticket, Kind kind, String ref, String who, String signs, Instant at) {}

    private static void add(LedgerTemplate tx, Event event, Collection<Lane> lanes, Clock clock) {
        Optional<Conversation> conversation =
                Links.ofTicketForGood(tx, event.ticket()).map(Link::conversation);
        int added = tx.update(
                """
                insert into ticket_event (desk, ticket_id, channel, thread, kind, ref, who, signs, happened_at, received_at,
                    state, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 'received')
                on conflict (desk, ticket_id, kind, ref) do nothing""",
                event.ticket().desk(),
                event.ticket().id(),
                conversation.map(Conversation::channel).orElse(null),
                conversation.map(Conversation::thread).orElse(null),
                Columns.word(event.kind()),
                event.ref(),
                event.who(),
                event.signs(),
                event.at().toEpochMilli(),
                clock.millis());
        if (added > 0) {
            conversation.ifPresent(found -> lanes.add(new Lane(Lane.Direction.TICKETS, found)));
        }
    }

    private record Known(boolean solved, long changedAt, long outdated) {}

    private static Optional<Known> known(JdbcTemplate tx, Ticket ticket) {
        List<Known> found = tx.query(
                "select solved, changed_at, outdated from ticket_standing where desk = ? and ticket_id = ?",
                (row, number) ->
                        new Known(row.getInt("solved") != 0, row.getLong("changed_at"), row.getLong("outdated")),
                ticket.desk(),
                ticket.id());
        return found.stream().findFirst();
    }

    /**
     * Takes the standing over when it is news.
     *
     * @return whether the ticket was not solved before and is now
     */
    private static boolean isSolvedNow(JdbcTemplate tx, TicketNews.Standing standing) {
        Optional<Known> before = known(tx, standing.ticket());
        long at = standing.changedAt().toEpochMilli();
        // desks tell times in seconds: of two readings with one time the one that is solved is the later one
        boolean isNews = before.map(known -> at > known.changedAt() && at > known.outdated()
                        || at == known.changedAt() && at > known.outdated() && standing.solved() && !known.solved())
                .orElse(true);
        if (!isNews) {
            return false;
        }
        tx.update(
                """
                insert into ticket_standing (desk, ticket_id, solved, changed_at) values (?, ?, ?, ?)
                on conflict (desk, ticket_id) do update set solved = excluded.solved, changed_at = excluded.changed_at""",
                standing.ticket().desk(),
                standing.ticket().id(),
                standing.solved() ? 1 : 0,
                at);
        return standing.solved() && !before.map(Known::solved).orElse(false);
    }

    /** The hub opened the ticket again; what the desk told until then is out of date. */
    static void reopened(JdbcTemplate tx, String desk, String ticketId) {
        tx.update(
                "update ticket_standing set solved = 0, outdated = changed_at where desk = ? and ticket_id = ?",
                desk,
                ticketId);
    }
}
