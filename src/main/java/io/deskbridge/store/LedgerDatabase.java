package io.deskbridge.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database behind the ledger: embedded SQLite, in WAL mode and with {@code synchronous=FULL}, so that what is
 * committed survives a power cut. What differs between databases stands in this class and nowhere else.
 */
@Component
public class LedgerDatabase implements AutoCloseable {
    private static final int READERS = 4;
    private static final String FILE = "ledger.db";
    /** What Flyway fills in where SQL dialects differ. */
    private static final Map<String, String> SQLITE_WORDS = Map.of("identity", "integer primary key autoincrement");

    private final SQLiteDataSource source;
    private final HikariDataSource readers;

    public LedgerDatabase(LedgerSettings settings) {
        source = new SQLiteDataSource(config());
        source.setUrl("jdbc:sqlite:" + ownersOnly(settings.data()).resolve(FILE));
        Flyway.configure()
                .dataSource(source)
                .placeholders(SQLITE_WORDS)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        var pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setPoolName("ledger-readers");
        pool.setMaximumPoolSize(READERS);
        readers = new HikariDataSource(pool);
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        // a write transaction takes its lock at the beginning: an upgrade in the middle could fail
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return config;
    }

    /** The folder holds tokens and people's words: others on the machine are kept out, where the file system can. */
    private static Path ownersOnly(Path folder) {
        try {
            if (!Files.exists(folder)) {
                Files.createDirectories(folder);
                if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            } else if (!Files.exists(folder.resolve(FILE))
                    && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                // a folder that somebody else made, such as a mounted one, stays as it is; the files are still ours
                Files.createFile(
                        folder.resolve(FILE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "deskbridge.store.data: the folder " + folder.toAbsolutePath() + " cannot be made", e);
        }
    }

    /** The one connection that writes. */
    Connection writer() throws SQLException {
        return source.getConnection();
    }

    /** For reading, beside the writer and never blocked by it. */
    JdbcTemplate reader() {
        return new JdbcTemplate(readers);
    }

    @Override
    public void close() {
        readers.close();
    }
}
