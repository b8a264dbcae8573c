package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Agent;
import io.deskbridge.core.Batch;
import io.deskbridge.core.Cursor;
import io.deskbridge.core.Media;
import io.deskbridge.core.Sent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMoveTest {
    private static final String WORDS = "Grüße an Zoë 🙂 \"x\"\n\u0000 end";
    private static final ReplyRow.Content REPLY =
            new ReplyRow.Content(new Agent("mia", "Mia"), "Danke schön 🙏", List.of());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void a_ledger_that_goes_to_postgresql_and_back_is_the_same() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        LedgerSettings back = LedgerSettings.embedded(folder.resolve("back"));
        fill(embedded);
        Map<String, List<List<String>>> before = rows(embedded);

        assertThat(move(embedded, shared)).as(err::toString).isZero();
        assertThat(rows(shared)).isEqualTo(before);
        assertThat(move(shared, back)).as(err::toString).isZero();
        assertThat(rows(back)).isEqualTo(before);
        assertThat(rows(embedded)).as("the source").isEqualTo(before);
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
    }

    @Test
    void it_says_how_many_rows_each_table_has() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        fill(embedded);
        move(embedded, shared);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Moved from " + folder.resolve("data") + " to jdbc:postgresql://")
                .containsPattern("\n +5 {2}message\n")
                .containsPattern("\n +1 {2}comment\n")
                .doesNotContain("lease", "flyway", "?");
    }

    @Test
    void what_comes_after_a_move_gets_higher_numbers() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        LedgerSettings back = LedgerSettings.embedded(folder.resolve("back"));
        fill(embedded);
        move(embedded, shared);
        assertThat(nextSeq(shared)).isEqualTo(6);
        move(shared, back);
        assertThat(nextSeq(back)).isEqualTo(7);
    }

    @Test
    void more_rows_than_fit_into_one_batch_arrive_in_order() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        try (var ledger = new Ledger(embedded)) {
            var many = new ArrayList<io.deskbridge.core.Message>();
            for (int i = 1; i <= 1_201; i++) {
                many.add(Ledger.message("m" + i).build());
            }
            ledger.intake.take(many);
        }
        assertThat(move(embedded, shared)).as(err::toString).isZero();
        assertThat(rows(shared)).isEqualTo(rows(embedded));
        try (var ledger = new Ledger(shared)) {
            assertThat(ledger.database.reader().queryForList("select seq from message", Long.class))
                    .as("as they lie in the table")
                    .hasSize(1_201)
                    .isSorted();
        }
    }

    @Test
    void a_nul_that_an_old_embedded_ledger_holds_becomes_the_replacement_character() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        change(embedded, "insert into token values ('channel:x', 'access', 'a' || char(0) || 'b', 1)");
        assertThat(move(embedded, shared)).as(err::toString).isZero();
        assertThat(rows(shared).get("token")).containsExactly(List.of("channel:x", "access", "a\uFFFDb", "1"));
    }

    @Test
    void a_column_of_a_later_version_comes_along_without_anybody_naming_it() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        for (LedgerSettings each : List.of(embedded, shared)) {
            change(each, "alter table token add column mood text");
        }
        change(embedded, "insert into token values ('channel:x', 'access', 'a', 1, 'glad')");
        assertThat(move(embedded, shared)).as(err::toString).isZero();
        assertThat(rows(shared).get("token")).containsExactly(List.of("channel:x", "access", "a", "1", "glad"));
    }

    @Test
    void a_column_that_the_target_does_not_know_is_not_dropped_silently() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        fill(embedded);
        change(embedded, "alter table token add column mood text");
        LedgerSettings shared = TestPostgres.empty();
        refuses(
                embedded,
                shared,
                "the ledger in " + embedded.data()
                        + " was written by a newer Deskbridge: token has mood; move it with that version");
        assertThat(rows(shared))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
    }

    @Test
    void a_target_that_holds_something_is_refused_and_stays_as_it_is() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        fill(embedded);
        change(shared, "insert into token values ('channel:x', 'access', 'a', 1)");
        refuses(
                embedded,
                shared,
                "the target " + shared.shownUrl()
                        + " is not empty: its table token has 1 row; name an empty database or folder");
        assertThat(rows(shared).get("token")).hasSize(1);
        assertThat(rows(shared).get("message")).isEmpty();
    }

    @Test
    void a_target_with_other_peoples_tables_is_refused() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        fill(embedded);
        try (var engine = Engine.open(shared);
                var connection = engine.source().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table accounting (amount integer)");
        }
        refuses(
                embedded,
                shared,
                "the target " + shared.shownUrl()
                        + " has tables that are not Deskbridge's; give the ledger a database of its own");
    }

    @Test
    void an_embedded_ledger_on_which_a_process_works_is_refused() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        try (var working = new Ledger(embedded)) {
            refuses(
                    embedded,
                    TestPostgres.empty(),
                    "a Deskbridge process works on the ledger in " + embedded.data() + "; stop it first");
            assertThat(working.take(Ledger.message("1").build())).hasSize(1);
        }
    }

    @Test
    void a_postgresql_ledger_on_which_processes_work_is_refused_until_their_leases_are_over() throws Exception {
        LedgerSettings shared = TestPostgres.empty();
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        String sentence = " on the ledger in " + shared.shownUrl()
                + "; stop all of them first (one that was killed counts until its lease has passed)";
        try (var ledger = new Ledger(shared)) {
            var leases = new LeaseTable(ledger.committer, ledger.database);
            hold(leases, "process/1");
            refuses(shared, embedded, "a Deskbridge process works" + sentence);
            hold(leases, "process/2");
            refuses(shared, embedded, "2 Deskbridge processes work" + sentence);
            leases.giveBackAll("process/1");
            leases.giveBackAll("process/2");
        }
        assertThat(move(shared, embedded)).as(err::toString).isZero();
    }

    @Test
    void a_process_that_starts_while_a_postgresql_ledger_moves_can_write_nothing() throws Exception {
        LedgerSettings shared = TestPostgres.empty();
        change(shared, "insert into token values ('channel:x', 'access', 'a', 1)");
        try (var engine = Engine.open(shared);
                var move = engine.source().getConnection();
                var hub = engine.source().getConnection();
                var statement = hub.createStatement()) {
            move.setAutoCommit(false);
            engine.keepOthersOut(move, List.of("message", "token"));
            statement.execute("set lock_timeout = 100");
            assertThatThrownBy(() -> statement.execute("insert into lease values ('process/1', 'process/1', 1, 1)"))
                    .hasMessageContaining("lock timeout");
            assertThatThrownBy(() -> statement.execute("update token set value = 'b'"))
                    .hasMessageContaining("lock timeout");
            move.rollback();
            assertThat(statement.executeUpdate("update token set value = 'b'")).isEqualTo(1);
        }
    }

    @Test
    void a_place_without_a_ledger_is_not_made_into_one() throws Exception {
        LedgerSettings nothing = LedgerSettings.embedded(folder.resolve("nothing"));
        LedgerSettings shared = TestPostgres.empty();
        refuses(nothing, shared, "there is no ledger in " + nothing.data());
        assertThat(Files.exists(nothing.data())).isFalse();
        refuses(shared, nothing, "there is no ledger in " + shared.shownUrl());
    }

    @Test
    void a_move_that_breaks_off_leaves_an_empty_target() throws Exception {
        LedgerSettings embedded = LedgerSettings.embedded(folder.resolve("data"));
        LedgerSettings shared = TestPostgres.empty();
        fill(embedded);
        // the last table of all does not take its row
        change(shared, "alter table token add constraint never check (value = 'never')");
        assertThat(move(embedded, shared)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("Nothing was moved: ");
        assertThat(rows(shared))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isEmpty());
        change(shared, "alter table token drop constraint never");
        assertThat(move(embedded, shared)).as(err::toString).isZero();
    }

    @Test
    void a_password_on_the_command_line_is_refused_and_not_repeated() {
        assertThat(command().run("move-ledger", "--from=data", "--to=jdbc:postgresql://h/d?password=geheim"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("Nothing was moved: --to carries a password, which others on this machine can read; take it"
                        + " out and set the environment variable DESKBRIDGE_STORE_PASSWORD.\n");
    }

    @Test
    void what_is_not_understood_is_named_with_what_would_be_right() {
        String usage = "; move-ledger --from=<folder or jdbc:postgresql://host/database> --to=<the other>"
                + " [--user=<PostgreSQL's>], with the password in DESKBRIDGE_STORE_PASSWORD.\n";
        command().run("move-ledger", "--form=data");
        command().run("move-ledger", "--from=data");
        command().run("move-ledger", "--from=data", "--to=./data");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("Nothing was moved: \"--form\" is not understood" + usage
                        + "Nothing was moved: --to is missing" + usage
                        + "Nothing was moved: --from and --to name the same ledger.\n");
    }

    @Test
    void only_its_own_name_calls_it() {
        assertThat(MoveCommand.isMeantBy(new String[] {"move-ledger", "--from=data"}))
                .isTrue();
        assertThat(MoveCommand.isMeantBy(new String[] {"--server.port=8081", "move-ledger"}))
                .isFalse();
        assertThat(MoveCommand.isMeantBy(new String[0])).isFalse();
    }

    private static void hold(LeaseTable leases, String process) {
        leases.keep(
                process,
                Duration.ofMinutes(5),
                unused -> new LeaseTable.Plan(List.of(process, "x" + process), List.of()));
    }

    private void refuses(LedgerSettings from, LedgerSettings to, String sentence) {
        err.reset();
        assertThat(move(from, to)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("Nothing was moved: " + sentence + ".\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private int move(LedgerSettings from, LedgerSettings to) {
        return command().run("move-ledger", "--from=" + place(from), "--to=" + place(to), "--user=postgres");
    }

    private MoveCommand command() {
        return new MoveCommand(
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String place(LedgerSettings settings) {
        return settings.url().isEmpty() ? settings.data().toString() : settings.url();
    }

    /** Something in every table, in several states. */
    private static void fill(LedgerSettings settings) throws Exception {
        try (var ledger = new Ledger(settings)) {
            ledger.intake.take(
                    Cursors.Place.channel("shop", "mentions"),
                    Batch.of(List.of(Ledger.message("1").text(WORDS).build()), new Cursor("c\u00001")));
            List<MessageRow> rows = ledger.messages.of(Ledger.TALK);
            ledger.deliveries.reserve(Ledger.numbered(rows), "help");
            ledger.deliveries
                    .finish(
                            Ledger.numbered(rows),
                            Ledger.TICKET,
                            Optional.empty(),
                            "route",
                            ledger.clock.instant(),
                            Map.of())
                    .await();
            Instant later = Ledger.START.plusSeconds(5);
            ledger.take(
                    Ledger.message("1").text("edited").revision("2", later).build(),
                    Ledger.message("2").build(),
                    Ledger.message("3", "other").build());
            ledger.messages.park(ledger.messages.of(Ledger.TALK).get(1), "unrouted");
            ledger.comments.take(List.of(Ledger.comment("c1", Ledger.TICKET)));
            long comment = ledger.comments.of(Ledger.TALK).get(0).seq();
            ReplyRow reply = ledger.replies.reserve(comment, Ledger.TALK, "1", REPLY);
            var file = new Media("bill.pdf", "application/pdf", new byte[150_000]);
            ledger.fileLinks.keep(reply, "f1", file, Ledger.START.plusSeconds(60));
            ledger.intake.take(Ledger.message("4", "other").build(), List.of(file));
            ledger.replies.end(
                    reply,
                    ReplyState.PUBLISHED,
                    "stands",
                    Optional.of(new Sent("s1", Optional.of(URI.create("https://net.example/s1")), Ledger.START)),
                    Optional.of(new NewNote(Ledger.TALK, "help", "1", "veröffentlicht")));
            ledger.tokens.of("channel:shop").put(Map.of("access", "a1", "refresh", "ü"));
        }
    }

    private static long nextSeq(LedgerSettings settings) throws Exception {
        try (var ledger = new Ledger(settings)) {
            return ledger.take(
                            Ledger.message("new " + settings, "new " + settings).build())
                    .get(0)
                    .seq();
        }
    }

    /** Every table's rows with all columns, as texts and in one order; without leases and the schema's history. */
    private static Map<String, List<List<String>>> rows(LedgerSettings settings) throws Exception {
        try (var engine = Engine.open(settings);
                var connection = engine.source().getConnection()) {
            var tables = new TreeMap<String, List<List<String>>>();
            for (String table : List.of(
                    "message",
                    "comment",
                    "reply",
                    "note",
                    "link",
                    "read_cursor",
                    "token",
                    "history",
                    "file_link",
                    "file_piece",
                    "kept_file",
                    "kept_piece")) {
                tables.put(table, rows(connection, table));
            }
            return tables;
        }
    }

    private static List<List<String>> rows(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table)) {
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    row.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
                all.add(row);
            }
            all.sort((one, other) -> String.join("|", one).compareTo(String.join("|", other)));
            return all;
        }
    }

    /** Makes the ledger if need be, and runs a statement on it. */
    private static void change(LedgerSettings settings, String sql) throws Exception {
        try (var database = new LedgerDatabase(settings);
                var writer = database.writer();
                var statement = writer.createStatement()) {
            statement.execute(sql);
        }
    }
}
