package io.deskbridge.store;

import io.deskbridge.core.Conversation;
import io.deskbridge.core.Ticket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;

/** The steps of writing messages into a desk: where the conversation stands, reserve, then release or finish. */
@Component
public class Deliveries {
    private static final LedgerTemplate.ForAll RESERVE = new LedgerTemplate.ForAll(
            """
            insert into reservation (thread, channel, seq, number, desk, tried_at) values (?, ?, ?, ?, ?, ?)
            on conflict (thread, channel, seq) do update set desk = excluded.desk, tried_at = excluded.tried_at""",
            """
            insert into reservation (thread, channel, seq, number, desk, tried_at) select * from unnest(?, ?, ?, ?, ?, ?)
            on conflict (thread, channel, seq) do update set desk = excluded.desk, tried_at = excluded.tried_at""");

    private static final String KEEP_NUMBER =
            """
            update message set number = (
                select r.number from reservation r where r.thread = ? and r.channel = ? and r.seq = message.seq)
            where seq = ? and number is null""";

    private static final LedgerTemplate.ForAll FORGET = new LedgerTemplate.ForAll(
            "delete from reservation where thread = ? and channel = ? and seq = ?",
            """
            delete from reservation using unnest(?, ?, ?) as r (thread, channel, seq)
            where reservation.thread = r.thread and reservation.channel = r.channel and reservation.seq = r.seq""");

    private static final LedgerTemplate.ForAll FINISH = new LedgerTemplate.ForAll(
            """
            update message set state = ?, reason = ?, desk = ?, ticket_id = ?, route = ?, ended_at = ?,
                number = ? where seq = ?""",
            """
            update message set state = r.state, reason = r.reason, desk = r.desk, ticket_id = r.ticket_id,
                route = r.route, ended_at = r.ended_at, number = r.number
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
    public record Standing(Optional<Link> link, int lastNumber) {
        /** Of a conversation that has never been in a desk. */
        public static final Standing NONE = new Standing(Optional.empty(), 0);
    }

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
                        ) as last_recorded, (
                            select max(number) from reservation where thread = ? and channel = ?
                        ) as last_reserved
                        from (select 1 as one) as always left join (
                            select * from link where channel = ? and thread = ? and desk = ? order by seq desc limit 1
                        ) as l on true""",
                        (row, number) -> new Standing(
                                row.getString("ticket_id") == null
                                        ? Optional.empty()
                                        : Optional.of(Links.read(row, number)),
                                Math.max(row.getInt("last_recorded"), row.getInt("last_reserved"))),
                        conversation.channel(),
                        conversation.thread(),
                        conversation.thread(),
                        conversation.channel(),
                        conversation.channel(),
                        conversation.thread(),
                        desk)
                .get(0);
    }

    /** Says, before it begins, that the rows, which have numbers, are about to be written to the desk. */
    public void reserve(List<MessageRow> rows, String desk) {
        committer.commit(reserving, new Reservation(rows, desk));
    }

    private record Reservation(List<MessageRow> rows, String desk) {}

    private List<Integer> reserve(LedgerTemplate tx, List<Reservation> reservations) {
        long now = clock.millis();
        var changes = new ArrayList<Object[]>();
        for (Reservation reservation : reservations) {
            for (MessageRow row : reservation.rows()) {
                changes.add(new Object[] {
                    row.conversation().thread(),
                    row.conversation().channel(),
                    row.seq(),
                    row.number().orElseThrow(),
                    reservation.desk(),
                    now
                });
            }
        }
        tx.each(RESERVE, changes);
        return Collections.nCopies(reservations.size(), 1);
    }

    /**
     * Takes a reservation back: the write certainly did not happen, whatever became of the row without it. The row's number
     * stays its own.
     */
    public void release(List<MessageRow> rows) {
        committer.commit(tx -> {
            List<Object[]> places = rows.stream().map(Deliveries::place).toList();
            tx.each(KEEP_NUMBER, places);
            tx.each(FORGET, places);
            return rows.size();
        });
    }

    private static Object[] place(MessageRow row) {
        return new Object[] {row.conversation().thread(), row.conversation().channel(), row.seq()};
    }

    /**
     * The rows, which have numbers, stand in the ticket, which belongs to their conversation from now on.
     *
     * @param known the conversation's newest ticket in the desk until now; empty when the first row opened the ticket
     * @param since when the rows began to be written: agents may see them since then, though we did not know
     * @param wishes of the routes, by the rows' numbers in the ledger: that customers hear that their messages arrived
     * @return says when this is on disk; what is written to the ledger later never is before it
     */
    public Recording finish(
            List<MessageRow> rows,
            Ticket ticket,
            Optional<Link> known,
            String route,
            Instant since,
            Map<Long, NewAcknowledgement> wishes) {
        CompletableFuture<Integer> submitted =
                committer.submit(finishing, new Finished(rows, ticket, known, route, since, wishes));
        return new Recording(submitted);
    }

    /** Something handed over to be recorded. */
    public static final class Recording {
        private final CompletableFuture<?> submitted;

        private Recording(CompletableFuture<?> submitted) {
            this.submitted = submitted;
        }

        /**
         * Returns when it is on disk.
         *
         * @throws RuntimeException when it is not, and will not be
         */
        public void await() {
            Committer.await(submitted);
        }

        /** Ends when it is on disk, with an exception when it will not be; who stores runs what hangs on it. */
        public CompletionStage<?> stored() {
            return submitted;
        }
    }

    private record Finished(
            List<MessageRow> rows,
            Ticket ticket,
            Optional<Link> known,
            String route,
            Instant since,
            Map<Long, NewAcknowledgement> wishes) {
        String place() {
            return ticket.desk() + " ticket " + ticket.id();
        }

        boolean isNewTicket() {
            return known.isEmpty() || !known.get().ticket().id().equals(ticket.id());
        }
    }

    private List<Integer> finish(LedgerTemplate tx, List<Finished> writes) {
        var changes = new ArrayList<Object[]>();
        var places = new ArrayList<Object[]>();
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
                    write.since().toEpochMilli(),
                    row.number().orElseThrow(),
                    row.seq()
                });
                places.add(place(row));
            }
        }
        tx.each(FINISH, changes);
        tx.each(FORGET, places);

        List<Link> links = writes.stream()
                .filter(Finished::isNewTicket)
                .map(write -> new Link(write.rows().get(0).conversation(), write.ticket(), write.since()))
                .toList();
        if (!links.isEmpty()) {
            Links.add(tx, links);
            TicketEvents.adopt(tx, links);
            CommentLedger.adopt(tx, links, clock);
        }
        for (Finished write : writes) {
            for (MessageRow row : write.wishes().isEmpty() ? List.<MessageRow>of() : write.rows()) {
                Optional.ofNullable(write.wishes().get(row.seq()))
                        .ifPresent(wish -> AcknowledgementLedger.add(tx, row, write.ticket(), wish, clock));
            }
        }
        return Collections.nCopies(writes.size(), 1);
    }
}
