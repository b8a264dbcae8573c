package io.deskbridge.store;

import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Conversation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The agents' public comments on their way to a channel. Each method that writes is one commit. */
@Component
public class CommentLedger {
    private static final String ADOPTED = "its ticket is linked now";

    private static final String IS_ANY_TO_ADOPT = "select exists (select 1 from comment where channel is null)";

    private static final LedgerTemplate.ForAll TELL_ADOPTED = new LedgerTemplate.ForAll(
            """
            insert into history (item, item_seq, at, state, reason)
            select 'comment', seq, ?, 'waiting', ? from comment where desk = ? and ticket_id = ? and channel is null""",
            """
            insert into history (item, item_seq, at, state, reason)
            select 'comment', c.seq, r.at, 'waiting', r.reason from unnest(?, ?, ?, ?) as r (at, reason, desk, ticket_id)
            join comment c on c.desk = r.desk and c.ticket_id = r.ticket_id
            where c.channel is null""");

    private static final LedgerTemplate.ForAll ADOPT = new LedgerTemplate.ForAll(
            """
            update comment set channel = l.channel, thread = l.thread, state = 'waiting', reason = ?, ended_at = null
            from link l
            where comment.desk = ? and comment.ticket_id = ? and comment.channel is null
                and l.desk = comment.desk and l.ticket_id = comment.ticket_id""",
            """
            update comment set channel = l.channel, thread = l.thread, state = 'waiting', reason = r.reason, ended_at = null
            from unnest(?, ?, ?) as r (reason, desk, ticket_id)
            join link l on l.desk = r.desk and l.ticket_id = r.ticket_id
            where comment.desk = r.desk and comment.ticket_id = r.ticket_id and comment.channel is null""");

    private final Committer committer;
    private final JdbcTemplate reader;
    private final Clock clock;

    public CommentLedger(Committer committer, LedgerDatabase database, Clock clock) {
        this.committer = committer;
        this.reader = database.reader();
        this.clock = clock;
    }

    /** Stores what a poll brought and moves its cursor; returns when both are on disk. */
    public Intake take(Cursors.Place place, Batch<Comment> batch) {
        return take(place, batch, TicketReport.NOTHING);
    }

    /**
     * As {@link #take(Cursors.Place, Batch)}.
     *
     * @param report what is kept of the batch's news
     */
    public Intake take(Cursors.Place place, Batch<Comment> batch, TicketReport report) {
        return committer.commit(tx -> {
            Intake intake = store(tx, batch.items(), report);
            Cursors.move(tx, place, batch.next(), clock);
            return intake;
        });
    }

    /** Stores what was pushed; returns when it is on disk. */
    public Intake take(List<Comment> pushed) {
        return Committer.await(submit(pushed));
    }

    /** As {@link #take(List)}, without waiting: done when it is on disk. */
    public CompletableFuture<Intake> submit(List<Comment> pushed) {
        return submit(pushed, TicketReport.NOTHING);
    }

    /** As {@link #submit(List)}, with what is kept of the news that came with the comments. */
    public CompletableFuture<Intake> submit(List<Comment> pushed, TicketReport report) {
        return committer.submit(tx -> store(tx, pushed, report));
    }

    /** Stores what is kept of news that came without a comment; returns when it is on disk. */
    public Intake take(TicketReport report) {
        return Committer.await(submit(List.of(), report));
    }

    /**
     * Stores how a comment stands, and with it the comment itself where it may be published.
     *
     * @param report what is kept of it when it was published before
     * @return nothing taken and nothing repeated when something newer is known, or the comment in another ticket
     */
    public Intake take(CommentStanding standing, TicketReport report) {
        return committer.commit(tx -> CommentStandings.store(tx, standing, clock)
                ? store(tx, standing.content().stream().toList(), report)
                : new Intake(List.of(), 0, 0));
    }

    private Intake store(LedgerTemplate tx, List<Comment> comments, TicketReport report) {
        var lanes = new LinkedHashSet<Lane>();
        int taken = 0;
        for (Comment comment : comments) {
            Optional<Conversation> conversation =
                    Links.ofTicketForGood(tx, comment.ticket()).map(Link::conversation);
            if (insert(tx, comment, conversation)) {
                taken++;
                conversation.ifPresent(found -> lanes.add(new Lane(Lane.Direction.COMMENTS, found)));
                TicketEvents.commented(tx, comment, lanes, clock);
            }
        }
        TicketEvents.store(tx, report, lanes, clock);
        return new Intake(List.copyOf(lanes), taken, comments.size() - taken);
    }

    private boolean insert(JdbcTemplate tx, Comment comment, Optional<Conversation> conversation) {
        CommentState state = conversation.isPresent() ? CommentState.WAITING : CommentState.DISMISSED;
        String reason = conversation.isPresent()
                ? "received"
                : "its ticket " + comment.ticket().id() + " belongs to no conversation of ours";
        long now = clock.millis();
        List<Long> seq = tx.queryForList(
                """
                insert into comment (desk, comment_id, ticket_id, channel, thread, written_at, received_at, content,
                    state, reason, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (desk, comment_id) do nothing returning seq""",
                Long.class,
                comment.id().desk(),
                comment.id().value(),
                comment.ticket().id(),
                conversation.map(Conversation::channel).orElse(null),
                conversation.map(Conversation::thread).orElse(null),
                comment.writtenAt().toEpochMilli(),
                now,
                Columns.json(comment),
                Columns.word(state),
                reason,
                state == CommentState.WAITING ? null : (Object) now);
        if (state != CommentState.WAITING) {
            seq.forEach(number -> History.add(tx, "comment", number, clock.instant(), state, reason));
        }
        return !seq.isEmpty();
    }

    /**
     * The tickets belong to conversations from now on: comments that agents wrote before that was recorded, while the
     * outcome of a ticket's opening was not known, are taken up. The sweep finds them.
     */
    static void adopt(LedgerTemplate tx, List<Link> links, Clock clock) {
        if (!tx.isSo(IS_ANY_TO_ADOPT)) {
            return;
        }
        tx.each(
                TELL_ADOPTED,
                links.stream()
                        .map(link -> new Object[] {
                            clock.millis(),
                            ADOPTED,
                            link.ticket().desk(),
                            link.ticket().id()
                        })
                        .toList());
        tx.each(
                ADOPT,
                links.stream()
                        .map(link -> new Object[] {
                            ADOPTED, link.ticket().desk(), link.ticket().id()
                        })
                        .toList());
    }

    /** The conversation's unfinished comments in the order they came, those that no route takes left out. */
    public List<CommentRow> unfinished(Conversation conversation, int limit) {
        return reader.query(
                """
                select * from comment where channel = ? and thread = ? and state = 'waiting' and parked = 0
                order by seq limit ?""",
                CommentLedger::read,
                conversation.channel(),
                conversation.thread(),
                limit);
    }

    /** All comments of the conversation in the order they came. */
    public List<CommentRow> of(Conversation conversation) {
        return reader.query(
                "select * from comment where channel = ? and thread = ? order by seq",
                CommentLedger::read,
                conversation.channel(),
                conversation.thread());
    }

    /**
     * A comment whose reply stands on the network.
     *
     * @param reply what was published
     */
    public record Published(CommentRow comment, ReplyRow.Content reply) {}

    /** The comments of the ticket whose replies stand on the network and were published after that time. */
    public List<Published> published(String desk, String ticketId, Instant writtenSince, Instant publishedAfter) {
        return reader.query(
                """
                select comment.*, reply.content as reply_content from comment
                    join reply on reply.comment_seq = comment.seq and reply.state = 'published' and reply.ended_at > ?
                where comment.desk = ? and comment.ticket_id = ? and comment.state = 'replied' and comment.written_at >= ?
                order by comment.seq""",
                (row, number) -> new Published(
                        read(row, number), Columns.read(row.getString("reply_content"), ReplyRow.Content.class)),
                publishedAfter.toEpochMilli(),
                desk,
                ticketId,
                writtenSince.toEpochMilli());
    }

    /** Empty when the desk told of no such comment. */
    public Optional<CommentRow> find(String desk, String commentId) {
        return reader
                .query("select * from comment where desk = ? and comment_id = ?", CommentLedger::read, desk, commentId)
                .stream()
                .findFirst();
    }

    /** The newest public comment in the ticket that was not taken back or otherwise left out. */
    public Optional<CommentRow> newest(String desk, String ticketId) {
        return reader
                .query(
                        """
                        select * from comment where desk = ? and ticket_id = ? and state <> 'dismissed'
                        order by written_at desc, seq desc limit 1""",
                        CommentLedger::read,
                        desk,
                        ticketId)
                .stream()
                .findFirst();
    }

    /** Ends the row without a reply, as {@link CommentState#DISMISSED}. */
    public void dismiss(CommentRow row, String reason, Optional<String> route) {
        committer.commit(tx -> {
            end(tx, row.seq(), CommentState.DISMISSED, reason, route, clock.instant());
            return row.seq();
        });
    }

    /** As the other one, and tells the agent, in one commit. */
    public void dismiss(CommentRow row, String reason, String route, NewNote note) {
        giveUp(row, CommentState.DISMISSED, reason, route, note);
    }

    /** Ends the row without a reply, as {@link CommentState#DEAD}, and tells the agent, in one commit. */
    public void giveUp(CommentRow row, String reason, String route, NewNote note) {
        giveUp(row, CommentState.DEAD, reason, route, note);
    }

    private void giveUp(CommentRow row, CommentState state, String reason, String route, NewNote note) {
        committer.commit(tx -> {
            end(tx, row.seq(), state, reason, Optional.of(route), clock.instant());
            NoteLedger.add(tx, note, clock);
            return row.seq();
        });
    }

    static void end(JdbcTemplate tx, long seq, CommentState state, String reason, Optional<String> route, Instant now) {
        tx.update(
                "update comment set state = ?, reason = ?, route = coalesce(?, route), ended_at = ? where seq = ?",
                Columns.word(state),
                reason,
                route.orElse(null),
                now.toEpochMilli(),
                seq);
        History.add(tx, "comment", seq, now, state, reason);
    }

    /**
     * Leaves the row, and the reply that was reserved for it, for later; what is known of a send stays. What the network
     * told of the reply meanwhile is looked at without waiting.
     *
     * @param told tells the agent, once for a comment; empty when it is not worth telling
     */
    public void postpone(CommentRow row, String reason, Instant dueAt, Tally tally, Optional<NewNote> told) {
        committer.commit(tx -> {
            tx.update(
                    """
                    update comment set reason = ?, attempts = attempts + ?,
                        strikes = strikes + ?, postponed_at = ?,
                        due_at = case when exists (
                            select 1 from reply where comment_seq = comment.seq and delivery is not null) or exists (
                            select 1 from reply_part part join reply on reply.seq = part.reply_seq
                            where reply.comment_seq = comment.seq and part.delivery is not null
                                and part.tried_at is not null) then 0 else ? end
                    where seq = ? and state = 'waiting'""",
                    reason,
                    tally.attempts(),
                    tally.strikes(),
                    clock.millis(),
                    dueAt.toEpochMilli(),
                    row.seq());
            tx.update("update reply set reason = ? where comment_seq = ? and state = 'waiting'", reason, row.seq());
            told.ifPresent(note -> tell(tx, row, note));
            if (!reason.equals(row.reason())) {
                History.add(tx, "comment", row.seq(), clock.instant(), CommentState.WAITING, reason);
            }
            return row.seq();
        });
    }

    private void tell(JdbcTemplate tx, CommentRow row, NewNote note) {
        int first = tx.update("update comment set told_waiting = 1 where seq = ? and told_waiting = 0", row.seq());
        if (first > 0) {
            NoteLedger.add(tx, note, clock);
        }
    }

    /**
     * Sets the row aside until there is a route for it; the conversation's other rows go on.
     *
     * @param told tells the agent, once for a comment
     */
    public void park(CommentRow row, String reason, NewNote told) {
        committer.commit(tx -> {
            tx.update("update comment set parked = 1, reason = ? where seq = ?", reason, row.seq());
            int first =
                    tx.update("update comment set told_unrouted = 1 where seq = ? and told_unrouted = 0", row.seq());
            if (first > 0) {
                NoteLedger.add(tx, told, clock);
            }
            History.add(tx, "comment", row.seq(), clock.instant(), CommentState.WAITING, reason);
            return row.seq();
        });
    }

    /** Routes changed: all that was set aside is tried again. Returns how many rows that are. */
    public int unpark() {
        return committer.commit(
                tx -> tx.update("update comment set parked = 0 where parked = 1 and state = 'waiting'"));
    }

    /**
     * Sends a dead letter on its way again.
     *
     * @return its lane; empty when there is no such row in such a state
     */
    public Optional<Lane> replay(long seq) {
        return committer.commit(tx -> {
            int changed = tx.update(
                    """
                    update comment set state = 'waiting', reason = 'replayed', attempts = 0, strikes = 0,
                        due_at = 0, parked = 0,
                        ended_at = null where seq = ? and state = 'dead' and channel is not null""",
                    seq);
            if (changed == 0) {
                return Optional.empty();
            }
            History.add(tx, "comment", seq, clock.instant(), CommentState.WAITING, History.REPLAYED);
            return tx.query("select * from comment where seq = ?", CommentLedger::read, seq).stream()
                    .findFirst()
                    .flatMap(CommentRow::conversation)
                    .map(found -> new Lane(Lane.Direction.COMMENTS, found));
        });
    }

    public List<HistoryRow> history(long seq) {
        return History.of(reader, History.Item.COMMENT, seq);
    }

    static CommentRow read(ResultSet row, int number) throws SQLException {
        Optional<String> thread = Columns.maybeText(row, "thread");
        String channel = row.getString("channel");
        return new CommentRow(
                row.getLong("seq"),
                Columns.read(row.getString("content"), Comment.class),
                thread.map(found -> new Conversation(channel, found)),
                Columns.word(CommentState.class, row.getString("state")),
                row.getString("reason"),
                row.getInt("parked") != 0,
                Columns.time(row, "due_at"),
                Columns.time(row, "postponed_at"),
                row.getInt("attempts"),
                row.getInt("strikes"),
                Columns.maybeText(row, "route"),
                Columns.time(row, "received_at"),
                Columns.maybeTime(row, "ended_at"),
                row.getInt("told_waiting") != 0);
    }
}
