package io.deskbridge.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases that a ledger can be in; nothing else of the hub knows which one it is. */
interface Engine extends AutoCloseable {
    /**
     * The database that the settings name.
     *
     * @throws LedgerNotOpened when it cannot be reached, or another process works on an embedded one
     */
    static Engine open(LedgerSettings settings) {
        return settings.url().isBlank() ? new SqliteEngine(settings.data()) : new PostgresEngine(settings);
    }

    /** Where it is, as people may read it: without passwords. */
    String name();

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

    /** Whether a statement's parameter may be an array, so that one statement serves many rows. */
    default boolean takesArrays() {
        return false;
    }

    /** Whether several processes may work on it at once. */
    boolean isShared();

    /**
     * The epochs of those leases that exist, which nobody can take over until the transaction ends. Only asked where
     * several processes may work.
     */
    Map<String, Long> lockEpochs(LedgerTemplate tx, List<String> leases);

    /**
     * See {@link LedgerTemplate#links}; nothing to do where one thread of one process writes.
     *
     * @param desks at least one
     */
    default void links(LedgerTemplate tx, Collection<String> desks) {}

    /** See {@link LedgerTemplate#missesLink}. */
    default void missesLink(LedgerTemplate tx, String desk) {}

    /**
     * Keeps everybody else from writing to those tables until the transaction ends.
     *
     * @throws LedgerNotOpened when a process works on the ledger
     */
    void keepOthersOut(Connection transaction, Collection<String> tables) throws SQLException;

    /**
     * After rows came with their own numbers: the next row's number is higher than all that are there.
     *
     * @param key the columns of the primary key
     */
    void goOnAfterHighest(Connection transaction, String table, List<String> key) throws SQLException;

    @Override
    default void close() {}
}
