package io.deskbridge.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a ledger old: copies what stands in it, under other names, until there are so many messages. Copies are real rows
 * in all but their names, whatever columns the schema has.
 */
final class Fill {
    /** How many real messages a ledger should have before it is copied. */
    static final int PATTERN = 20_000;

    private static final List<String> TABLES = List.of("message", "message_content", "history", "link");
    /** Columns that name things; a copy gets other names. */
    private static final List<String> NAMES = List.of("message_id", "thread", "ticket_id");
    /** Columns that count rows of the tables of messages. */
    private static final Map<String, String> NUMBERS = Map.of("seq", "", "item_seq", "message");

    private final String url;

    /** @param url of the database, with user and password where it wants them */
    Fill(String url) {
        this.url = url;
    }

    /** Returns how many messages there are afterwards. */
    long upTo(long messages) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            var shift = Map.of(
                    "message", highest(connection, "message"),
                    "message_content", highest(connection, "message"),
                    "history", highest(connection, "history"),
                    "link", highest(connection, "link"));
            long pattern = one(connection, "select count(*) from message");
            for (int copy = 1; copy * pattern < messages; copy++) {
                for (String table : TABLES) {
                    copy(connection, table, copy, shift);
                }
                connection.commit();
            }
            if (url.startsWith("jdbc:postgresql")) {
                for (String table : shift.keySet()) {
                    one(
                            connection,
                            "select setval(pg_get_serial_sequence('" + table + "', 'seq'), (select max(seq) from "
                                    + table + "))");
                }
            }
            connection.commit();
            return one(connection, "select count(*) from message");
        }
    }

    private static void copy(Connection connection, String table, int copy, Map<String, Long> shift)
            throws SQLException {
        List<String> columns = columns(connection, table);
        String values = columns.stream()
                .map(column -> NAMES.contains(column)
                        ? column + " || '-" + copy + "'"
                        : NUMBERS.containsKey(column)
                                ? column + " + "
                                        + copy * shift.get(NUMBERS.get(column).isEmpty() ? table : NUMBERS.get(column))
                                : column)
                .collect(Collectors.joining(", "));
        String names = String.join(", ", columns);
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("insert into " + table + " (" + names + ") select " + values + " from " + table
                    + " where seq <= " + shift.get(table));
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select * from " + table + " where 1 = 0")) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnName(i));
            }
        }
        return columns;
    }

    private static long highest(Connection connection, String table) throws SQLException {
        return one(connection, "select max(seq) from " + table);
    }

    private static long one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
