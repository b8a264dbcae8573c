package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.core.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ledger of a version that kept reservations in the messages themselves. */
class ReservationsMigrationTest {
    @TempDir
    Path folder;

    @Test
    void a_write_that_was_begun_before_the_update_is_looked_up_after_it() throws Exception {
        LedgerSettings settings = TestPostgres.orEmbedded(folder.resolve("data"));
        fill(settings, Ledger.message("1").build());
        try (var ledger = new Ledger(settings)) {
            List<MessageRow> rows = ledger.messages.unfinished(Ledger.TALK, 10);
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).triedAt()).hasValue(Instant.ofEpochMilli(7));
            assertThat(rows.get(0).desk()).hasValue("help");
            assertThat(rows.get(0).number()).hasValue(3);
            assertThat(ledger.deliveries.standing(Ledger.TALK, "help").lastNumber())
                    .isEqualTo(3);
        }
    }

    private static void fill(LedgerSettings settings, Message message) throws Exception {
        try (Engine engine = Engine.open(settings)) {
            Flyway.configure()
                    .dataSource(engine.source())
                    .placeholders(engine.words())
                    .locations("classpath:db/migration")
                    .target("4")
                    .load()
                    .migrate();
            new JdbcTemplate(engine.source())
                    .update(
                            """
                            insert into message (channel, message_id, revision_id, revision_at, change_kind, kind, thread,
                                author_id, sent_at, received_at, content, state, reason, number, desk, tried_at)
                            values (?, '1', '1', 0, 'new', 'mention', ?, 'anna', 0, 0, ?, 'waiting', 'received',
                                3, 'help', 7)""",
                            Ledger.TALK.channel(),
                            Ledger.TALK.thread(),
                            Columns.json(message));
        }
    }
}
