package io.deskbridge.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database under the hub: {@code -Dbench.engine=sqlite} or {@code postgres}, the latter durable as well. */
final class Engine implements AutoCloseable {
    private final String name;
    private final @Nullable EmbeddedPostgres postgres;

    private Engine(String name, @Nullable EmbeddedPostgres postgres) {
        this.name = name;
        this.postgres = postgres;
    }

    static Engine chosen() {
        String name = Bench.text("engine", "sqlite");
        return switch (name) {
            case "sqlite" -> new Engine(name, null);
            case "postgres" -> new Engine(name, start());
            default -> throw new IllegalArgumentException("bench.engine is " + name + "; it may be sqlite or postgres");
        };
    }

    /** The embedded server comes with durability switched off; a bench of a durable hub needs it on. */
    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the ledger of a hub with that folder is. */
    String url(Path data) {
        return postgres == null
                ? "jdbc:sqlite:" + data.resolve("ledger.db")
                : postgres.getJdbcUrl("postgres", "postgres") + "&password=postgres";
    }

    String name() {
        return name;
    }

    /** Lets the hub keep its ledger here. */
    HubFork apply(HubFork hub) {
        return postgres == null
                ? hub
                : hub.with("deskbridge.store.url", postgres.getJdbcUrl("postgres", "postgres"))
                        .with("deskbridge.store.user", "postgres")
                        .with("deskbridge.store.password", "postgres");
    }

    /** The engine and what makes it durable. */
    String describe() {
        if (postgres == null) {
            return "SQLite, WAL, synchronous=FULL as shipped";
        }
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select version(), current_setting('fsync'),"
                                + " current_setting('synchronous_commit'), current_setting('full_page_writes')")) {
            rows.next();
            return rows.getString(1) + ", fsync " + rows.getString(2) + ", synchronous_commit " + rows.getString(3)
                    + ", full_page_writes " + rows.getString(4);
        } catch (SQLException e) {
            throw new IllegalStateException("the bench's PostgreSQL does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }
}
