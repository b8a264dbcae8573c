package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The steps of writing messages into a desk: where the conversation stands, reserve, then release or finish. */
@Component
public class Deliveries {
    private static final LedgerTemplate.ForAll RESERVE = new LedgerTemplate.ForAll(
            """
            update message set tried_at = ?, desk = ?, number = coalesce(number, nullif(?, 0))
            where seq = ? and state = 'waiting'""",
            """
            update message set tried_at = r.tried_at, desk = r.desk, number = coalesce(message.number, nullif(r.number, 0))
            from unnest(?, ?, ?, ?) as r (tried_at, desk, number, seq)
            where message.seq = r.seq and message.state || '' = 'waiting'"""); // not by the index of what waits

    private static final LedgerTemplate.ForAll FINISH = new LedgerTemplate.ForAll(
            """
            update message set state = ?, reason = ?, desk = ?, ticket_id = ?, route = ?, tried_at = null, ended_at = ?,
                number = coalesce(number, nullif(?, 0)) where seq = ?""",
            """
            update message set state = r.state, reason = r.reason, desk = r.desk, ticket_id = r.ticket_id,
                route = r.route, tried_at = null, ended_at = r.ended_at,
                number = coalesce(message.number, nullif(r.number, 0))
            from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                as r (state, reason, desk, ticket_id, route, ended_at, number, seq)
            where message.seq = r.seq""");

    private final Committer committer;
    private final LedgerTemplate reader;
    private final Clock clock;
    private final KnownStandings known = new KnownStandings();
    private final Committer.Bulk<Reservation, Integer> reserving = this::reserve;
    private final Committer.Bulk<Finished, Integer> finishing = this::finish;

    public Deliveries(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /**
     * Where a conversation stands in a desk.
     *
     * @param link its newest ticket there; empty when it has none
     * @param lastNumber the highest number that one of its messages has; 0 when none has one
     */
    public record Standing(Optional<Link> link, int lastNumber) {}

    /** Where the conversation stands in that desk; asked by who works on it. */
    public Standing standing(Conversation conversation, String desk) {
        return Fence.current()
                .flatMap(fence -> known.get(conversation, desk, fence))
                .orElseGet(() -> read(conversation, desk));
    }

    /** Who works on the conversation has come to an end, all is on disk, and it stands there now. */
    public void stands(Conversation conversation, String desk, Standing standing) {
        Fence.current().ifPresent(fence -> known.put(conversation, desk, fence, standing));
    }

    /** Who works on the conversation broke off; where it stands is to be read. */
    public void brokeOff(Conversation conversation, String desk) {
        known.forget(conversation, desk);
    }

    private Standing read(Conversation conversation, String desk) {
        return reader.query(
                        """
                        select l.*, (
                            select max(number) from message where channel = ? and thread = ? and number is not null
                        ) as last_number
                        from (select 1 as one) as always left join (
                            select * from link where channel = ? and thread = ? and desk = ? order by seq desc limit 1
                        ) as l on true""",
                        (row, number) -> new Standing(
                                row.getString("ticket_id") == null
                                        ? Optional.empty()
                                        : Optional.of(Links.read(row, number)),
                                row.getInt("last_number")),
                        conversation.channel(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.thread(),
                        desk)
                .get(0);
    }

    /** Says, before it begins, that the rows are about to be written to the desk; and keeps their numbers. */
    public void reserve(List<MessageRow> rows, String desk) {
        committer.commit(reserving, new Reservation(rows, desk));
    }

    private record Reservation(List<MessageRow> rows, String desk) {}

    private List<Integer> reserve(LedgerTemplate tx, List<Reservation> reservations) {
        long now = clock.millis();
        var changes = new ArrayList<Object[]>();
        for (Reservation reservation : reservations) {
            for (MessageRow row : reservation.rows()) {
                changes.add(new Object[] {now, reservation.desk(), row.number().orElse(0), row.seq()});
            }
        }
        tx.each(RESERVE, changes);
        return Collections.nCopies(reservations.size(), 1);
    }

    /** Takes a reservation back: the write certainly did not happen, whatever became of the row without it. */
    public void release(List<MessageRow> rows) {
        committer.commit(tx -> tx.each(
                "update message set tried_at = null where seq = ?",
                rows.stream().map(row -> new Object[] {row.seq()}).toList()));
    }

    /**
     * The rows stand in the ticket, which belongs to their conversation from now on.
     *
     * @param known the conversation's newest ticket in the desk until now; empty when the first row opened the ticket
     * @return says when this is on disk; what is written to the ledger later never is before it
     */
    public Recording finish(List<MessageRow> rows, Ticket ticket, Optional<Link> known, String route) {
        return finish(rows, ticket, known, route, Optional.empty());
    }

    /**
     * As the other one.
     *
     * @param since when the rows were written, where a look-up found them: agents have seen them since then, though we did
     *     not know; empty for just now
     */
    public Recording finish(
            List<MessageRow> rows, Ticket ticket, Optional<Link> known, String route, Optional<Instant> since) {
        CompletableFuture<Integer> submitted =
                committer.submit(finishing, new Finished(rows, ticket, known, route, since));
        return () -> Committer.await(submitted);
    }

    /** Something handed over to be recorded. */
    @FunctionalInterface
    public interface Recording {
        /**
         * Returns when it is on disk.
         *
         * @throws RuntimeException when it is not, and will not be
         */
        void await();
    }

    private record Finished(
            List<MessageRow> rows, Ticket ticket, Optional<Link> known, String route, Optional<Instant> since) {
        String place() {
            return ticket.desk() + " ticket " + ticket.id();
        }

        boolean isNewTicket() {
            return known.isEmpty() || !known.get().ticket().id().equals(ticket.id());
        }
    }

    private List<Integer> finish(LedgerTemplate tx, List<Finished> writes) {
        var changes = new ArrayList<Object[]>();

        Instant now = clock.instant(); // one write has one time, however many rows it carried
        for (Finished write : writes) {
            boolean opens = write.known().isEmpty();
            for (MessageRow row : write.rows()) {
                MessageState state = opens ? MessageState.TICKETED : MessageState.APPENDED;
                opens = false; // only the first row opened it
                changes.add(new Object[] {
                    Columns.word(state),
                    "in " + write.place(),
                    write.ticket().desk(),
                    write.ticket().id(),
                    write.route(),
                    write.since().orElse(now).toEpochMilli(),
                    row.number().orElse(0),
                    row.seq()
                });
            }
        }
        tx.each(FINISH, changes);

        for (Finished write : writes) {
            Conversation conversation = write.rows().get(0).conversation();
            if (write.isNewTicket() && Links.add(tx, conversation, write.ticket(), clock)) {
                CommentLedger.adopt(tx, conversation, write.ticket(), clock);
            }
        }
        return Collections.nCopies(writes.size(), 1);
    }
}
