package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Comment;
import io.deskbridge.core.CommentId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One process opened a ticket and records that; another one takes in at that moment what an agent wrote there. Neither
 * sees what the other has not committed, and yet the comment must find its conversation.
 */
class LateLinkTest {
    private final LedgerSettings settings = TestPostgres.empty();
    private final Ledger opening = new Ledger(settings);
    private final Ledger reading = new Ledger(settings);
    private Connection between;

    @BeforeEach
    void connect() throws SQLException {
        between = DriverManager.getConnection(settings.url(), "postgres", "");
        between.setAutoCommit(false);
    }

    @AfterEach
    void close() throws Exception {
        between.close();
        opening.close();
        reading.close();
    }

    /** Lets nobody write to the table, but read it, until the transaction in between ends. */
    private void hold(String table) throws SQLException {
        execute("lock table " + table + " in share mode");
    }

    private void execute(String statement) throws SQLException {
        try (Statement sql = between.createStatement()) {
            sql.execute(statement);
        }
    }

    private int waiting() throws SQLException {
        try (Statement sql = between.createStatement();
                ResultSet count = sql.executeQuery("select count(*) from pg_locks where not granted")) {
            count.next();
            return count.getInt(1);
        }
    }

    private Deliveries.Recording open() {
        List<MessageRow> rows =
                Ledger.numbered(opening.take(Ledger.message("m1").build()));
        opening.deliveries.reserve(rows, Ledger.TICKET.desk());
        return opening.deliveries.finish(rows, Ledger.TICKET, Optional.empty(), "route", Ledger.START, Map.of());
    }

    /** The ticket is linked while the other process has looked for its link and stores what it took in because of that. */
    private void linkWhileStoring(String table, Comment comment, TicketReport report) throws Exception {
        hold(table);
        CompletableFuture<Intake> taken = reading.comments.submit(List.of(comment), report);
        await().until(() -> waiting() == 1);
        Deliveries.Recording recording = open();
        await().until(() ->
                waiting() == 2 || opening.links.ofTicket("help", "1").isPresent());
        between.commit();
        taken.join();
        recording.await();
    }

    @Test
    void a_comment_that_is_being_stored_while_its_ticket_is_linked_is_taken_up() throws Exception {
        Comment comment = Ledger.comment("c1", Ledger.TICKET);
        linkWhileStoring("comment", comment, TicketReport.NOTHING);
        assertThat(opening.comments.unfinished(Ledger.TALK, 10))
                .extracting(row -> row.comment().id())
                .containsExactly(comment.id());
    }

    @Test
    void so_is_what_happened_to_the_ticket() throws Exception {
        var note = new TicketReport.NoteLikeAnswer(
                new CommentId("help", "n1"), Ledger.TICKET, "Mia", Ledger.START, "greets the customer");
        var report = new TicketReport(List.of(), List.of(note), List.of(), List.of());
        linkWhileStoring("ticket_event", Ledger.comment("c1", Ledger.TICKET), report);
        var events = new TicketEventLedger(opening.committer, opening.database, opening.clock);
        assertThat(events.unfinished(Ledger.TALK, 10))
                .extracting(TicketEventRow::kind)
                .containsExactly(TicketEventRow.Kind.NOTED);
    }
}
