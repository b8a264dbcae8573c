package io.deskbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** The database behind the ledger. */
@Component
public class LedgerDatabase implements AutoCloseable {
    private static final int READERS = 8;
    private static final long READER_PATIENCE_MILLIS = 10_000;

    private final Engine engine;
    private final HikariDataSource readers;

    /**
     * Opens the database and brings its schema up to date.
     *
     * @throws LedgerNotOpened when it cannot be reached, or another process works on an embedded one
     */
    public LedgerDatabase(LedgerSettings settings) {
        engine = Engine.open(settings);
        Schema.bringUpToDate(engine);
        var pool = new HikariConfig();
        pool.setDataSource(engine.source());
        pool.setPoolName("ledger-readers");
        pool.setMaximumPoolSize(READERS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(READER_PATIENCE_MILLIS);
        readers = new HikariDataSource(pool);
    }

    /** A connection that writes; one at a time is enough, because writes are grouped. */
    Connection writer() throws SQLException {
        return engine.writer();
    }

    /** For reading, beside the writer and never blocked by it. */
    LedgerTemplate reader() {
        return new LedgerTemplate(readers);
    }

    Engine engine() {
        return engine;
    }

    /** Whether several processes may work on it at once. */
    public boolean isShared() {
        return engine.isShared();
    }

    @Override
    public void close() {
        readers.close();
        engine.close();
    }
}
