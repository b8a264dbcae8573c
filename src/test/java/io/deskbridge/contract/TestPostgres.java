package io.deskbridge.contract;

import io.deskbridge.core.Secret;
import io.deskbridge.store.LedgerSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, started once for all tests of a run; each test gets an empty schema of its own. */
public final class TestPostgres {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestPostgres() {}

    private static final class Running {
        static final EmbeddedPostgres SERVER = start(0, null); // ends with the JVM
    }

    /**
     * A server of a test's own, which it may stop.
     *
     * @param port 0 for a free one
     * @param data a folder that outlives the server, so that another can be started on it; null for one that does not
     */
    public static EmbeddedPostgres start(int port, @Nullable Path data) {
        try {
            EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder().setPort(port);
            return (data == null ? builder : builder.setDataDirectory(data).setCleanDataDirectory(false)).start();
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded PostgreSQL does not start", e);
        }
    }

    /** Where an empty ledger can be made. */
    public static LedgerSettings empty() {
        return empty(Running.SERVER);
    }

    /** As {@link #empty()}, on that server. */
    public static LedgerSettings empty(EmbeddedPostgres server) {
        String schema = "ledger" + SCHEMAS.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create schema " + schema);
        } catch (SQLException e) {
            throw new IllegalStateException("no schema for a test", e);
        }
        String url = server.getJdbcUrl("postgres", "postgres");
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
