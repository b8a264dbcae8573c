package io.deskbridge.contract;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.TicketNews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a desk as the hub does: all its sources, each on from its own cursor, as long as there is more. */
final class DeskReader {
    private static final int ENOUGH = 100;

    private final PolledDesk desk;
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final List<Comment> all = new ArrayList<>();
    private final List<TicketNews> ticketNews = new ArrayList<>();

    DeskReader(PolledDesk desk) {
        this.desk = desk;
    }

    /** What came since the last call. */
    List<Comment> read() {
        var news = new ArrayList<Comment>();
        for (var source : desk.sources()) {
            Batch<Comment> batch;
            int polls = 0;
            do {
                batch = source.poll(cursors.getOrDefault(source.name(), Cursor.START));
                cursors.put(source.name(), batch.next());
                news.addAll(batch.items());
                ticketNews.addAll(batch.news());
                if (++polls > ENOUGH) {
                    throw new IllegalStateException(source.name() + " never comes to an end");
                }
            } while (batch.more());
        }
        all.addAll(news);
        return news;
    }

    /** What came so far from that ticket. */
    List<Comment> from(Ticket ticket) {
        return all.stream()
                .filter(comment -> comment.ticket().id().equals(ticket.id()))
                .toList();
    }

    /** The internal notes that came so far from that ticket. */
    List<TicketNews.InternalNote> notesOf(Ticket ticket) {
        return ticketNews.stream()
                .filter(TicketNews.InternalNote.class::isInstance)
                .map(TicketNews.InternalNote.class::cast)
                .filter(note -> note.ticket().id().equals(ticket.id()))
                .toList();
    }

    /** Whether the newest thing that was told of the ticket is that it is solved. */
    boolean isSolved(Ticket ticket) {
        return ticketNews.stream()
                .filter(TicketNews.Standing.class::isInstance)
                .map(TicketNews.Standing.class::cast)
                .filter(standing -> standing.ticket().id().equals(ticket.id()))
                .reduce((older, newer) -> newer)
                .filter(TicketNews.Standing::solved)
                .isPresent();
    }

    Map<String, Cursor> cursors() {
        return Map.copyOf(cursors);
    }
}
