package io.deskbridge.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Gives connections that keep their prepared statements: SQLite's driver prepares anew each time, which costs as much as
 * running most of the ledger's statements. PostgreSQL's driver keeps them by itself. The ledger's statements are few, so
 * none is ever thrown out.
 */
final class CachingDataSource extends DelegatingDataSource {
    CachingDataSource(DataSource source) {
        super(source);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var kept = new Kept(super.getConnection());
        return (Connection) Proxy.newProxyInstance(
                CachingDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, kept::onConnection);
    }

    /** One connection and its statements; a connection is used by one thread at a time. */
    private static final class Kept {
        private final Connection connection;
        private final Map<String, PreparedStatement> free = new HashMap<>();

        Kept(Connection connection) {
            this.connection = connection;
        }

        Object onConnection(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("prepareStatement") && arguments.length == 1) {
                return statement((String) arguments[0]);
            }
            return invoke(connection, method, arguments);
        }

        private PreparedStatement statement(String sql) throws SQLException {
            PreparedStatement known = free.remove(sql); // a second one at the same time is another one
            PreparedStatement prepared = known == null ? connection.prepareStatement(sql) : known;
            var used = new Used(sql, prepared);
            return (PreparedStatement) Proxy.newProxyInstance(
                    CachingDataSource.class.getClassLoader(),
                    new Class<?>[] {PreparedStatement.class},
                    used::onStatement);
        }

        /** A statement from the moment it is asked for until it is closed. */
        private final class Used {
            private final String sql;
            private final PreparedStatement prepared;
            private @Nullable ResultSet result;
            private boolean closed;

            Used(String sql, PreparedStatement prepared) {
                this.sql = sql;
                this.prepared = prepared;
            }

            @Nullable
            Object onStatement(Object proxy, Method method, Object[] arguments) throws Throwable {
                if (method.getName().equals("close")) {
                    giveBack();
                    return null;
                }
                Object answer = invoke(prepared, method, arguments);
                if (answer instanceof ResultSet rows) {
                    result = rows;
                }
                return answer;
            }

            private void giveBack() throws SQLException {
                if (closed) {
                    return; // by now it may be somebody else's
                }
                closed = true;
                if (result != null) {
                    result.close(); // read half, it would hold the database's lock
                }
                prepared.clearParameters();
                prepared.clearBatch();
                if (free.putIfAbsent(sql, prepared) != null) {
                    prepared.close();
                }
            }
        }

        private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
