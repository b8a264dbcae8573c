package io.deskbridge.store;

import io.deskbridge.core.Cursor;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where each source of each account reads on. Moved only in the commit that stores what was read. */
@Component
public class Cursors {
    private final JdbcTemplate reader;

    public Cursors(LedgerDatabase database) {
        this.reader = database.reader();
    }

    /** {@link Cursor#START} when the source was never read. */
    public Cursor get(Place place) {
        return reader
                .query(
                        "select value from read_cursor where account = ? and source = ?",
                        (row, number) -> new Cursor(row.getString(1)),
                        place.account(),
                        place.source())
                .stream()
                .findFirst()
                .orElse(Cursor.START);
    }

    static void move(JdbcTemplate tx, Place place, Cursor next, Clock clock) {
        tx.update(
                """
                insert into read_cursor (account, source, value, moved_at) values (?, ?, ?, ?)
                on conflict (account, source) do update set value = excluded.value, moved_at = excluded.moved_at""",
                place.account(),
                place.source(),
                next.value(),
                clock.millis());
    }

    /**
     * Whose cursor.
     *
     * @param account {@code channel:<name>} or {@code desk:<name>}
     */
    public record Place(String account, String source) {
        public static Place channel(String name, String source) {
            return new Place("channel:" + name, source);
        }

        public static Place desk(String name, String source) {
            return new Place("desk:" + name, source);
        }
    }
}
