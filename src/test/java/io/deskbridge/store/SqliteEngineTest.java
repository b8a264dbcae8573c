package io.deskbridge.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_committed_survives_a_power_cut() throws Exception {
        try (var database = new LedgerDatabase(LedgerSettings.embedded(folder.resolve("data")));
                var writer = database.writer();
                var statement = writer.createStatement()) {
            try (var mode = statement.executeQuery("pragma journal_mode")) {
                assertThat(mode.getString(1)).isEqualTo("wal");
            }
            try (var synchronous = statement.executeQuery("pragma synchronous")) {
                assertThat(synchronous.getInt(1)).as("2 is FULL").isEqualTo(2);
            }
        }
    }

    @Test
    void others_on_the_machine_cannot_read_it() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Path data = folder.resolve("deep/data");
        try (var database = new LedgerDatabase(LedgerSettings.embedded(data))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void in_a_folder_that_others_can_read_they_cannot_read_the_files() throws Exception {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no POSIX permissions here");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var ledger = new Ledger(LedgerSettings.embedded(folder))) {
            ledger.take(Ledger.message("1").build());
            for (String file : new String[] {"ledger.db", "ledger.db-wal"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void what_was_stored_is_there_after_a_restart() throws Exception {
        try (var ledger = new Ledger(LedgerSettings.embedded(folder))) {
            ledger.take(Ledger.message("1").build());
        }
        try (var ledger = new Ledger(LedgerSettings.embedded(folder))) {
            assertThat(ledger.messages.of(Ledger.TALK)).hasSize(1);
        }
    }

    @Test
    void tokens_that_belong_together_are_one_commit_and_each_account_has_its_own() throws Exception {
        try (var ledger = new Ledger(LedgerSettings.embedded(folder))) {
            var values = new LinkedHashMap<String, String>(Map.of("access", "a1", "refresh", "r1"));
            int before = ledger.database.commits.get();
            ledger.tokens.of("channel:shop").put(values);
            assertThat(ledger.database.commits.get() - before).isEqualTo(1);
            ledger.tokens.of("channel:shop").put(Map.of("access", "a2", "refresh", "r2"));
            assertThat(ledger.tokens.of("channel:shop").get("access")).hasValue("a2");
            assertThat(ledger.tokens.of("channel:shop").get("refresh")).hasValue("r2");
            assertThat(ledger.tokens.of("channel:other").get("access")).isEmpty();
        }
    }
}
