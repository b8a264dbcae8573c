package io.deskbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases that a ledger can be in; nothing else of the hub knows which one it is. */
interface Engine extends AutoCloseable {
    /** Gives connections, new ones each time. */
    DataSource source();

    /** A connection for the one who writes. */
    default Connection writer() throws SQLException {
        return source().getConnection();
    }

    /** What the schema's placeholders stand for. */
    Map<String, String> words();

    /** The database's own time as an expression of milliseconds since 1970: leases of several processes need one clock. */
    String now();

    /** Whether several processes may work on it at once. */
    boolean isShared();

    /**
     * The epochs of those leases that exist, which nobody can take over until the transaction ends. Only asked where
     * several processes may work.
     */
    Map<String, Long> lockEpochs(LedgerTemplate tx, List<String> leases);

    @Override
    default void close() {}
}
