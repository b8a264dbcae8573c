package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which conversation belongs to which tickets. */
@Component
public class Links {
    private static final LedgerTemplate.ForAll ADD = new LedgerTemplate.ForAll(
            """
            insert into link (channel, thread, desk, ticket_id, url, linked_at) values (?, ?, ?, ?, nullif(?, ''), ?)
            on conflict (desk, ticket_id) do nothing""",
            """
            insert into link (channel, thread, desk, ticket_id, url, linked_at)
            select channel, thread, desk, ticket_id, nullif(url, ''), linked_at
            from unnest(?, ?, ?, ?, ?, ?) with ordinality
                as r (channel, thread, desk, ticket_id, url, linked_at, place)
            order by place
            on conflict (desk, ticket_id) do nothing""");

    private final JdbcTemplate reader;

    public Links(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /** The conversation's newest ticket in that desk; empty when it has none. */
    public Optional<Link> newest(Conversation conversation, String desk) {
        return reader
                .query(
                        "select * from link where channel = ? and thread = ? and desk = ? order by seq desc limit 1",
                        Links::read,
                        conversation.channel(),
                        conversation.thread(),
                        desk)
                .stream()
                .findFirst();
    }

    /** All tickets of the conversation, oldest first. */
    public List<Link> of(Conversation conversation) {
        return reader.query(
                "select * from link where channel = ? and thread = ? order by seq",
                Links::read,
                conversation.channel(),
                conversation.thread());
    }

    /** The link of a ticket; empty when the ticket is not one of ours. */
    public Optional<Link> ofTicket(String desk, String ticketId) {
        return ofTicket(reader, desk, ticketId);
    }

    static Optional<Link> ofTicket(JdbcTemplate reader, String desk, String ticketId) {
        return reader.query("select * from link where desk = ? and ticket_id = ?", Links::read, desk, ticketId).stream()
                .findFirst();
    }

    /** For who stores something because there is none: then nobody links the ticket before that is committed. */
    static Optional<Link> ofTicketForGood(LedgerTemplate tx, Ticket ticket) {
        Optional<Link> link = ofTicket(tx, ticket.desk(), ticket.id());
        if (link.isPresent()) {
            return link;
        }
        tx.missesLink(ticket.desk());
        return ofTicket(tx, ticket.desk(), ticket.id());
    }

    /**
     * Stores links. Of a ticket that has one already the first stays.
     *
     * @param links at least one, each with the time when the write began that made the ticket, or found it
     */
    static void add(LedgerTemplate tx, List<Link> links) {
        tx.links(links.stream().map(link -> link.ticket().desk()).toList());
        tx.each(
                ADD,
                links.stream()
                        .map(link -> new Object[] {
                            link.conversation().channel(),
                            link.conversation().thread(),
                            link.ticket().desk(),
                            link.ticket().id(),
                            link.ticket().url().map(URI::toString).orElse(""),
                            link.since().toEpochMilli()
                        })
                        .toList());
    }

    static Link read(ResultSet row, int number) throws SQLException {
        @Nullable String url = row.getString("url");
        return new Link(
                new Conversation(row.getString("channel"), row.getString("thread")),
                new Ticket(
                        row.getString("desk"),
                        row.getString("ticket_id"),
                        Optional.ofNullable(url).map(URI::create)),
                Columns.time(row, "linked_at"));
    }
}
