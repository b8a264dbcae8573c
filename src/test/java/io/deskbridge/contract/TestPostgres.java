package io.deskbridge.contract;

import io.deskbridge.core.Secret;
import io.deskbridge.store.LedgerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL, started once for all tests of a run; each test gets an empty schema of its own. */
public final class TestPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestPostgres() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start(); // ends with the JVM
            } catch (IOException e) {
                throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
            }
        }
    }

    /** Where an empty ledger can be made. */
    public static LedgerSettings empty() {
        String schema = "ledger" + SCHEMAS.incrementAndGet();
        try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no schema for a test", e);
        }
        String url = Running.SERVER.getJdbcUrl("postgres", "postgres");
        return new LedgerSettings(Path.of("unused"), url + "&currentSchema=" + schema, "postgres", Secret.of(""));
    }

    /** An embedded ledger in that folder; or an empty PostgreSQL one where the run is to test that. */
    public static LedgerSettings orEmbedded(Path data) {
        return isChosen() ? empty() : LedgerSettings.embedded(data);
    }

    /** Whether this run tests the ledger on PostgreSQL. */
    public static boolean isChosen() {
        return "postgresql".equals(System.getProperty("deskbridge.test.ledger"));
    }
}
