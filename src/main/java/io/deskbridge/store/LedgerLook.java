package io.deskbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;

/**
 * Reads a ledger beside whoever works on it, and without one: takes no lock, changes no schema and cannot write. It does
 * not wait for a ledger of an older version to be brought up to date, and says so.
 */
public final class LedgerLook implements AutoCloseable {
    private static final int BUSY_MILLIS = 10_000;

    private final String name;
    private final Connection connection;
    private final LedgerTemplate reader;

    /**
     * @throws LedgerNotOpened when there is no ledger, or it cannot be reached
     */
    public LedgerLook(LedgerSettings settings) {
        boolean embedded = settings.url().isBlank();
        name = embedded ? settings.data().toAbsolutePath().toString() : settings.shownUrl();
        if (embedded && !SqliteEngine.isIn(settings.data())) { // opening it would make one
            throw new LedgerNotOpened("there is no ledger in " + name);
        }
        try {
            connection = embedded
                    ? readOnly(settings)
                    : new PostgresEngine(settings).source().getConnection();
            connection.setReadOnly(true);
        } catch (SQLException e) {
            throw new LedgerNotOpened("the ledger in " + name + " cannot be read (" + e.getMessage() + ")", e);
        }
        reader = new LedgerTemplate(new SingleConnectionDataSource(connection, true));
    }

    private static Connection readOnly(LedgerSettings settings) throws SQLException {
        var config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        return config.createConnection("jdbc:sqlite:" + SqliteEngine.file(settings.data()));
    }

    /** The newest messages, at most so many. */
    public NewestMessages.Newest newest(int most) {
        return ask(() -> NewestMessages.read(reader, most));
    }

    /** The deployment of routes that runs, or ran last; empty when there was none. */
    public Optional<RouteDeployment> lastGood() {
        return ask(() -> RouteHistory.lastGood(reader));
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw new LedgerNotOpened(
                    "the ledger in " + name + " cannot be read; perhaps another version of Deskbridge wrote it ("
                            + String.valueOf(e.getMostSpecificCause().getMessage()) + ")",
                    e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the ledger in " + name + " cannot be left", e);
        }
    }
}
