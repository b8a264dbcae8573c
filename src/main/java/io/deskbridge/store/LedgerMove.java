package io.deskbridge.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Copies a ledger into an empty one, row by row, in one transaction: a move that breaks off leaves the target empty. Which
 * tables and columns there are is asked from the databases, so that none is forgotten when a migration adds it. Nothing is
 * kept in memory but a batch of rows.
 */
final class LedgerMove {
    private static final int BATCH = 500;

    private final Engine from;
    private final Engine to;

    /** Both databases are this move's alone until it ends. */
    LedgerMove(Engine from, Engine to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies everything.
     *
     * @return how many rows each table has, counted on both sides
     * @throws LedgerNotOpened when one of them cannot be used; nothing was changed then but that schemas are up to date
     */
    Map<String, Long> run() throws SQLException {
        try (Connection source = from.source().getConnection();
                Connection target = to.source().getConnection()) {
            prepare(source, target);
            source.setAutoCommit(false);
            target.setAutoCommit(false);
            Map<String, Long> moved = copy(source, target);
            target.commit(); // a connection that is closed without takes everything back
            return moved;
        }
    }

    private void prepare(Connection source, Connection target) throws SQLException {
        if (!Schema.isThere(source)) {
            throw new LedgerNotOpened("there is no ledger in " + from.name());
        }
        if (!Schema.isThere(target) && !Schema.isBlank(target)) {
            throw new LedgerNotOpened("the target " + to.name()
                    + " has tables that are not Deskbridge's; give the ledger a database of its own");
        }
        Schema.bringUpToDate(from);
        Schema.bringUpToDate(to);
    }

    private Map<String, Long> copy(Connection source, Connection target) throws SQLException {
        Map<String, Schema.Table> tables = Schema.tables(source);
        Map<String, Schema.Table> known = Schema.tables(target);
        from.keepOthersOut(source, tables.keySet());
        to.keepOthersOut(target, known.keySet());
        for (String table : known.keySet()) {
            long there = count(target, table);
            if (there > 0) {
                throw new LedgerNotOpened("the target " + to.name() + " is not empty: its table " + table + " has "
                        + there + (there == 1 ? " row" : " rows") + "; name an empty database or folder");
            }
        }
        var moved = new LinkedHashMap<String, Long>();
        for (Map.Entry<String, Schema.Table> each : tables.entrySet()) {
            String table = each.getKey();
            check(table, each.getValue(), known);
            copy(source, target, table, each.getValue());
            to.goOnAfterHighest(target, table, each.getValue().key());
            long rows = count(source, table);
            if (count(target, table) != rows) {
                throw new IllegalStateException("not all " + rows + " rows of " + table + " arrived");
            }
            moved.put(table, rows);
        }
        return moved;
    }

    private void check(String table, Schema.Table columns, Map<String, Schema.Table> known) {
        Schema.Table there = known.get(table);
        Set<String> missing = new HashSet<>(columns.columns());
        missing.removeAll(there == null ? List.of() : there.columns());
        if (!missing.isEmpty()) {
            throw new LedgerNotOpened("the ledger in " + from.name() + " was written by a newer Deskbridge: " + table
                    + " has " + String.join(", ", missing) + "; move it with that version");
        }
    }

    private static void copy(Connection source, Connection target, String table, Schema.Table columns)
            throws SQLException {
        String names = quoted(columns.columns());
        String places = String.join(", ", Collections.nCopies(columns.columns().size(), "?"));
        try (PreparedStatement read = source.prepareStatement(
                        "select " + names + " from \"" + table + "\" order by " + quoted(columns.key()));
                PreparedStatement write = target.prepareStatement(
                        "insert into \"" + table + "\" (" + names + ") values (" + places + ")")) {
            read.setFetchSize(BATCH); // else PostgreSQL's driver reads all rows before it gives the first
            try (ResultSet rows = read.executeQuery()) {
                int waiting = 0;
                while (rows.next()) {
                    for (int i = 1; i <= columns.columns().size(); i++) {
                        set(write, i, rows.getObject(i));
                    }
                    write.addBatch();
                    if (++waiting == BATCH) {
                        write.executeBatch();
                        waiting = 0;
                    }
                }
                if (waiting > 0) {
                    write.executeBatch();
                }
            }
        }
    }

    private static void set(PreparedStatement write, int place, @Nullable Object value) throws SQLException {
        if (value == null) {
            write.setNull(place, Types.NULL);
        } else if (value instanceof String text) {
            write.setString(place, LedgerTemplate.clean(text)); // an old embedded ledger may hold NUL
        } else if (value instanceof Integer || value instanceof Long) {
            write.setLong(place, ((Number) value).longValue()); // one type a column: a batch is prepared once
        } else {
            write.setObject(place, value);
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from \"" + table + "\"")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String quoted(List<String> names) {
        var list = new StringJoiner("\", \"", "\"", "\"");
        names.forEach(list::add);
        return list.toString();
    }
}
