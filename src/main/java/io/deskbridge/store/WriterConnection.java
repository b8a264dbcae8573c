package io.deskbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The connection that writes, opened when it is needed and anew when it was lost. Used by one thread. */
final class WriterConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterConnection.class);

    private final LedgerDatabase database;
    private @Nullable Connection connection;
    private @Nullable LedgerTemplate template;

    WriterConnection(LedgerDatabase database) {
        this.database = database;
    }

    /** The database is gone; what was under way may or may not be committed. */
    static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        Lost(Throwable cause) {
            super(cause);
        }

        @Override
        public synchronized Throwable getCause() {
            return Objects.requireNonNull(super.getCause());
        }
    }

    /** Begins a transaction. */
    LedgerTemplate open() throws SQLException, Lost {
        if (template == null) {
            try {
                connection = database.writer();
            } catch (SQLException e) {
                throw new Lost(e);
            }
            connection.setAutoCommit(false);
            template = new LedgerTemplate(new SingleConnectionDataSource(connection, true), database.engine());
        }
        return template;
    }

    void commit() throws SQLException {
        Objects.requireNonNull(connection).commit();
    }

    /**
     * Takes back what was done since the last commit.
     *
     * @throws Lost when the connection cannot even do that; then it is given up, and the next transaction opens another
     */
    void rollBack(Throwable cause) throws Lost {
        Connection current = Objects.requireNonNull(connection);
        try {
            current.rollback();
        } catch (SQLException e) {
            LOG.warn("The ledger's connection is lost and will be opened anew: {}", e.getMessage());
            connection = null;
            template = null;
            abandon(current);
            throw new Lost(cause);
        }
    }

    /** A full disk loses the connection again and again; each that stayed open would keep its files open. */
    private static void abandon(Connection lost) {
        try {
            lost.close();
        } catch (SQLException e) {
            LOG.debug("The lost connection does not close", e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }
}
