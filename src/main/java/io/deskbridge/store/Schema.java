package io.deskbridge.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/** The ledger's tables: brings them up to date, and reads from the database itself what they are. */
final class Schema {
    private static final String HISTORY = "flyway_schema_history";
    /** Who works at the moment, which is nothing to keep. */
    static final String LEASES = "lease";

    private Schema() {}

    static void bringUpToDate(Engine engine) {
        Flyway.configure()
                .dataSource(engine.source())
                .placeholders(engine.words())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    /** A table with all its columns, and those of its primary key in the key's order. */
    record Table(List<String> columns, List<String> key) {}

    /** Whether there is a ledger, of whatever version. */
    static boolean isThere(Connection connection) throws SQLException {
        return names(connection).contains(HISTORY);
    }

    /** Whether there is no table at all. */
    static boolean isBlank(Connection connection) throws SQLException {
        return names(connection).isEmpty();
    }

    /** All tables by their names, in the names' order, without leases. */
    static Map<String, Table> tables(Connection connection) throws SQLException {
        var tables = new TreeMap<String, Table>();
        for (String name : names(connection)) {
            if (!name.equals(HISTORY) && !name.equals(LEASES)) {
                tables.put(name, new Table(columns(connection, name), key(connection, name)));
            }
        }
        return tables;
    }

    private static List<String> names(Connection connection) throws SQLException {
        DatabaseMetaData database = connection.getMetaData();
        try (ResultSet rows = database.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                String name = rows.getString("TABLE_NAME");
                if (!name.startsWith("sqlite_")) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        var columns = new TreeMap<Integer, String>();
        DatabaseMetaData database = connection.getMetaData();
        // "_" stands for any character in a pattern, so a similar table's columns may come as well
        try (ResultSet rows = database.getColumns(null, connection.getSchema(), table, "%")) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(table)) {
                    columns.put(rows.getInt("ORDINAL_POSITION"), rows.getString("COLUMN_NAME"));
                }
            }
        }
        return List.copyOf(columns.values());
    }

    private static List<String> key(Connection connection, String table) throws SQLException {
        var key = new TreeMap<Integer, String>();
        try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }
}
