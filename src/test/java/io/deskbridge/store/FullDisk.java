package io.deskbridge.store;

import java.lang.reflect.Field;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.sqlite.SQLiteDataSource;

/** Makes SQLite find its disk full: its file may not grow by a single page, by this connection and by later ones. */
public final class FullDisk {
    private static final int NO_LIMIT = 1_000_000_000;

    private final SQLiteDataSource source;
    private final Committer committer;

    public FullDisk(LedgerDatabase database, Committer committer) {
        this.source = find(database, 3).orElseThrow(() -> new IllegalStateException("no SQLite found"));
        this.committer = committer;
    }

    private static Optional<SQLiteDataSource> find(Object holder, int depth) {
        try {
            for (Field field : holder.getClass().getDeclaredFields()) {
                field.setAccessible(true);
                Object value = field.get(holder);
                if (value instanceof SQLiteDataSource found) {
                    return Optional.of(found);
                }
                if (value != null && depth > 0 && value.getClass().getPackage() == FullDisk.class.getPackage()) {
                    Optional<SQLiteDataSource> found = find(value, depth - 1);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    public void fill() {
        limit(1); // SQLite takes the file's size where this is less
        try {
            for (int i = 0; i < 10_000; i++) { // the pages that are free within it
                String name = "filling " + i;
                committer.commit(tx -> tx.update(
                        "insert into read_cursor (account, source, value, moved_at) values ('test', ?, ?, 0)",
                        name,
                        "x".repeat(9_000)));
            }
            throw new IllegalStateException("the disk does not get full");
        } catch (DataAccessException full) {
            return;
        }
    }

    public void makeRoom() {
        limit(NO_LIMIT);
    }

    private void limit(int pages) {
        source.getConfig().setMaxPageCount(pages);
        committer.commit(tx -> {
            tx.execute("pragma max_page_count = " + pages);
            return pages;
        });
    }
}
