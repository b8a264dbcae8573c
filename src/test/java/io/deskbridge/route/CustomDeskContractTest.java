package io.deskbridge.route;

import io.deskbridge.contract.DeskContractTest;
import io.deskbridge.core.Attachment;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Comment;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Desk;
import io.deskbridge.core.DeskContract;
import io.deskbridge.core.Media;
import io.deskbridge.core.NewTicket;
import io.deskbridge.core.Note;
import io.deskbridge.core.PolledDesk;
import io.deskbridge.core.Source;
import io.deskbridge.core.Ticket;
import io.deskbridge.core.Trace;
import io.deskbridge.core.Update;
import io.deskbridge.hub.Accounts;
import io.deskbridge.store.CommentRow;
import io.deskbridge.store.LedgerQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The README's help desk keeps what every desk keeps, through its routes. */
class CustomDeskContractTest extends DeskContractTest {
    private static final String WRONG = "a-wrong-token";
    private static final String ENTRIES = "/api/tickets/\\d+/entries";

    @TempDir
    static Path folder;

    static HelpDeskApi api;
    static HubApp app;

    @BeforeAll
    static void start() {
        api = new HelpDeskApi(java.time.Clock.systemUTC());
        app = HelpDeskRecipe.app(folder, api)
                .with("deskbridge.desks.stranger.type", "custom")
                .with("deskbridge.hub.check", "1h") // the hub's own would take what is prepared for the kit's
                .with("deskbridge.routes.settings.wrong-token", WRONG)
                .route(
                        "stranger-entries",
                        HelpDeskRecipe.entries(api)
                                .replace("helpdesk-entries", "stranger-entries")
                                .replace("entries:helpdesk", "entries:stranger")
                                .replace("helpdesk-token", "wrong-token"))
                .start();
    }

    @AfterAll
    static void stop() {
        app.close();
        api.close();
    }

    /** What the routes write, and what came in by {@code comments:}, as a desk that is polled. */
    private record Routed(Desk desk) implements PolledDesk {
        @Override
        public List<Source<Comment>> sources() {
            return List.of(new TakenIn());
        }

        @Override
        public DeskContract contract() {
            return desk.contract();
        }

        @Override
        public void check() {
            desk.check();
        }

        @Override
        public Ticket open(NewTicket ticket) {
            return desk.open(ticket);
        }

        @Override
        public Ticket append(Ticket ticket, Update update) {
            return desk.append(ticket, update);
        }

        @Override
        public void note(Ticket ticket, Note note) {
            desk.note(ticket, note);
        }

        @Override
        public Optional<Ticket> find(Trace trace) {
            return desk.find(trace);
        }

        @Override
        public Optional<Comment> publicNow(Comment comment) {
            return desk.publicNow(comment);
        }

        @Override
        public Media fetch(Attachment attachment, long maxBytes) {
            return desk.fetch(attachment, maxBytes);
        }
    }

    /** The ledger's rows, in the order in which they came. */
    private static final class TakenIn implements Source<Comment> {
        @Override
        public String name() {
            return "ledger";
        }

        @Override
        public Duration pace() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Batch<Comment> poll(Cursor since) {
            long after = since.equals(Cursor.START) ? 0 : Long.parseLong(since.value());
            List<CommentRow> rows = app
                    .bean(LedgerQueries.class)
                    .comments(new LedgerQueries.Filter(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            1000))
                    .stream()
                    .filter(row -> row.seq() > after)
                    .sorted(Comparator.comparing(CommentRow::seq))
                    .toList();
            Cursor next = rows.isEmpty()
                    ? since
                    : new Cursor(String.valueOf(rows.get(rows.size() - 1).seq()));
            return Batch.of(rows.stream().map(CommentRow::comment).toList(), next);
        }
    }

    private static PolledDesk desk(String name) {
        return new Routed(app.bean(Accounts.class).desk(name).orElseThrow().desk());
    }

    @Override
    protected PolledDesk desk() {
        return desk("helpdesk");
    }

    @Override
    protected PolledDesk deskWithWrongCredentials() {
        return desk("stranger");
    }

    @Override
    protected List<String> secrets() {
        return List.of(HelpDeskApi.TOKEN, WRONG);
    }

    @Override
    protected List<Seen> seen(String externalId) {
        return api.tickets(externalId).stream()
                .map(ticket -> new Seen(
                        String.valueOf(ticket.id()),
                        ticket.subject(),
                        ticket.customer(),
                        ticket.entries().stream()
                                .map(entry -> new SeenEntry(entry.isPublic(), entry.author(), entry.text()))
                                .toList()))
                .toList();
    }

    @Override
    protected void agentAnswers(Ticket ticket, String agent, String text) {
        api.agent(ticket.id(), agent, text, true);
    }

    @Override
    protected void agentNotes(Ticket ticket, String agent, String text) {
        api.agent(ticket.id(), agent, text, false);
    }

    @Override
    protected void agentMakesPrivate(Comment comment) {
        api.change(comment.id().value(), comment.text(), false);
    }

    @Override
    protected void dropTheAnswerOf(Write write) {
        api.next("POST", write == Write.OPEN ? "/api/tickets" : ENTRIES, HelpDeskApi.Way.LOST);
    }

    @Override
    protected void limitNextCall(int retryAfterSeconds) {
        api.limitNext("/api/me", retryAfterSeconds);
    }
}
