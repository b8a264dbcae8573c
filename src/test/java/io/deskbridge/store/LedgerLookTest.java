package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskbridge.contract.TestPostgres;
import io.deskbridge.store.RouteDeployment.Content;
import io.deskbridge.store.RouteDeployment.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A look into a ledger in which a hub writes. */
class LedgerLookTest {
    private static LedgerSettings settings(String database, Path data) {
        return database.equals("SQLite") ? LedgerSettings.embedded(data) : TestPostgres.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "PostgreSQL"})
    void shows_what_was_written_until_now_while_the_hub_goes_on(String database, @TempDir Path data) throws Exception {
        LedgerSettings settings = settings(database, data);
        try (var ledger = new Ledger(settings)) {
            List<MessageRow> first =
                    Ledger.numbered(ledger.take(Ledger.message("1").build()));
            ledger.deliveries.reserve(first, Ledger.TICKET.desk());
            ledger.deliveries
                    .finish(first, Ledger.TICKET, Optional.empty(), "in", Ledger.START, Map.of())
                    .await();
            long deployed = new RouteHistory(ledger.committer, ledger.database, ledger.clock)
                    .add("mia", Result.DEPLOYED, new Content(Map.of(), List.of(), "", List.of()));
            ledger.take(Ledger.message("2").build());
            try (var look = new LedgerLook(settings)) {
                ledger.take(Ledger.message("3").build());

                NewestMessages.Newest newest = look.newest(2);

                assertThat(newest.rows())
                        .extracting(row -> row.message().id().value())
                        .containsExactly("2", "3");
                assertThat(newest.stoodIn().get(Ledger.TALK)).containsExactly("help");
                assertThat(look.lastGood().orElseThrow().id()).isEqualTo(deployed);
            }
        }
    }

    @Test
    void a_database_without_a_ledger_is_named() {
        LedgerSettings settings = TestPostgres.empty();
        try (var look = new LedgerLook(settings)) {
            assertThatThrownBy(() -> look.newest(1))
                    .isInstanceOf(LedgerNotOpened.class)
                    .hasMessageContaining(settings.shownUrl());
        }
    }

    @Test
    void a_folder_without_one_is_named_and_gets_none(@TempDir Path data) {
        assertThatThrownBy(() -> new LedgerLook(LedgerSettings.embedded(data)))
                .hasMessage("there is no ledger in " + data.toAbsolutePath());
        assertThat(data).isEmptyDirectory();
    }
}
