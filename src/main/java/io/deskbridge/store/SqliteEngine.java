package io.deskbridge.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded database: a file in a folder, in WAL mode and with {@code synchronous=FULL}, so that what is committed
 * survives a power cut. One process at a time: the folder is locked while it is open.
 */
final class SqliteEngine implements Engine {
    private static final String FILE = "ledger.db";
    private static final String LOCK = "ledger.lock";

    private final SQLiteDataSource source = new SQLiteDataSource(config());
    private final Path folder;
    private final FileChannel locked;

    /**
     * @throws LedgerInUse when another process works on the folder
     */
    SqliteEngine(Path folder) {
        this.folder = folder.toAbsolutePath();
        source.setUrl("jdbc:sqlite:" + ownersOnly(folder).resolve(FILE));
        locked = lock(folder);
    }

    /** Whether that folder holds a ledger. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    static Path file(Path folder) {
        return folder.resolve(FILE);
    }

    private static SQLiteConfig config() {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(10_000);
        // a write transaction takes its lock at the beginning: an upgrade in the middle could fail
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // KiB for each connection; each commit makes what readers have in theirs worthless
        config.setCacheSize(-2_000);
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
            throw new LedgerNotOpened(
                    "deskbridge.store.data: the folder " + folder.toAbsolutePath() + " cannot be made (" + e + ")", e);
        }
    }

    /** The operating system lets the lock go when the process ends, however it ends. */
    private static FileChannel lock(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LedgerInUse(folder);
            }
            return channel;
        } catch (IOException e) {
            throw new LedgerNotOpened(
                    "deskbridge.store.data: the folder " + folder.toAbsolutePath() + " cannot be locked (" + e + ")",
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public DataSource source() {
        return new CachingDataSource(source);
    }

    @Override
    public Connection writer() throws SQLException {
        Connection writer = source().getConnection();
        try (Statement statement = writer.createStatement()) {
            // a page that changes often is written to the database once for many commits, some 32 MB late
            statement.execute("pragma wal_autocheckpoint = 8000");
            statement.execute("pragma cache_size = -16000"); // taken only when it is used
        }
        return writer;
    }

    @Override
    public Map<String, String> words() {
        return Map.of(
                "identity",
                "integer primary key autoincrement",
                "content_apart",
                "",
                "key_of_another",
                "integer primary key",
                "by_key",
                "without rowid",
                "bytes",
                "blob");
    }

    @Override
    public String now() {
        return "cast((julianday('now') - 2440587.5) * 86400000 as integer)";
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Map<String, Long> lockEpochs(LedgerTemplate tx, List<String> leases) {
        throw new UnsupportedOperationException("an embedded ledger has one process and no leases");
    }

    @Override
    public void keepOthersOut(Connection transaction, Collection<String> tables) {
        // the folder's lock does
    }

    @Override
    public void goOnAfterHighest(Connection transaction, String table, List<String> key) {
        // it counts on by itself
    }

    @Override
    public void close() {
        try {
            locked.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger's folder cannot be unlocked", e);
        }
    }
}
